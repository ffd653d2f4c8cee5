/** Launch of wasm guests: the module is compiled once, each guest is an instance. */
import { jsonCodec } from "../channel/json-codec.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { loadModule } from "../transport/wasm/module.ts";
import { openWasmGuest } from "../transport/wasm/wasm-transport.ts";
import type { Launch } from "./launch.ts";
import type { LoadOptions } from "./options.ts";
import { artefactPath, type PluginSource } from "./source.ts";

/** @throws LoadError for a file that is missing, too large, or no module of ABI 1 */
export async function launchWasm(source: PluginSource, options: LoadOptions): Promise<Launch> {
  const file = artefactPath(source, "wasmPath", options.allowOutsidePaths);
  const blob = Bun.file(file);
  if (blob.size > LIMITS.maxWasmBytes)
    throw errorOf(
      "artefact_invalid",
      `Cannot load ${file} as it has ${blob.size} bytes, more than ${LIMITS.maxWasmBytes}`,
      {
        file,
        value: blob.size,
      },
    );
  const module = loadModule(await blob.bytes(), file);
  const launch: Launch<string> = {
    connect: (receiver) => openWasmGuest(module, file, receiver),
    codec: jsonCodec,
    renewable: true,
    manifest: source.manifest,
    artefact: file,
  };
  return launch as unknown as Launch;
}
