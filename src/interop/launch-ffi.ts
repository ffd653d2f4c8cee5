/** Launch of ffi guests: the library is loaded once, each guest is a pointer. */
import { jsonCodec } from "../channel/json-codec.ts";
import { errorOf } from "../errors.ts";
import { openFfiGuest } from "../transport/ffi/ffi-transport.ts";
import { loadLibrary } from "../transport/ffi/library.ts";
import type { Launch } from "./launch.ts";
import type { LoadOptions } from "./options.ts";
import { artefactPath, type PluginSource } from "./source.ts";

/** @throws LoadError for a library that is not allowed, missing, or not of ABI 1 */
export async function launchFfi(source: PluginSource, options: LoadOptions): Promise<Launch> {
  checkAllowed(source, options);
  const file = artefactPath(platformLibrary(source), "sharedLibPath", options.allowOutsidePaths);
  const symbols = loadLibrary(file);
  const launch: Launch<string> = {
    connect: (receiver) => openFfiGuest(symbols, file, receiver),
    codec: jsonCodec,
    renewable: false,
    manifest: source.manifest,
    artefact: file,
  };
  return launch as unknown as Launch;
}

/** A library has the process's full power. A caller who names it, or names ffi, has said so; a manifest alone has not. */
function checkAllowed(source: PluginSource, options: LoadOptions): void {
  if (source.trusted || options.protocol === "ffi" || options.allowFfi === true) return;
  throw errorOf(
    "ffi_not_allowed",
    `Cannot load ${source.file} as only its manifest asks for ffi, in this process`,
    {
      plugin: source.manifest?.name,
      file: source.file,
      path: "$.interop.protocol",
      value: "ffi",
      remedy: "Pass allowFfi (--allow-ffi) if you trust it, or protocol ipc for a process of its own",
    },
  );
}

/** Manifests name one platform's library: the others have the same name with their own ending. */
function platformLibrary(source: PluginSource): PluginSource {
  if (source.trusted) return source;
  const ending = process.platform === "darwin" ? ".dylib" : ".so";
  const sharedLibPath = String(source.artefacts.sharedLibPath).replace(/\.(so|dylib)$/, ending);
  return { ...source, artefacts: { ...source.artefacts, sharedLibPath } };
}
