/**
 * What a person writes to name a plugin: a `plugin.json` or its folder, a wasm module, a shared library, a `.ts` or `.js` module,
 * `npm:package[:export]`, `python:module[:attribute]`.
 */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { errorOf } from "../errors.ts";
import { manifestIn } from "./manifest-file.ts";
import { type PluginSource, sourceOfArtefact, sourceOfManifestFile } from "./source.ts";

/** How an artefact runs in a process that is told so by whoever started it. */
export type ArtefactProtocol = "native" | "wasm" | "ffi";

/** What the caller knows of a file, whatever its name is. */
export function sourceOfKnown(protocol: ArtefactProtocol, target: string): PluginSource {
  if (protocol === "wasm") return sourceOfArtefact("wasm", { wasmPath: target }, target);
  if (protocol === "ffi") return sourceOfArtefact("ffi", { sharedLibPath: target }, target);
  return sourceOfArtefact("native", { modulePath: asPath(target) }, target);
}

/** @throws ManifestError, LoadError `artefact_not_found`, or UsageError for what is none of these */
export function sourceOfTarget(target: string): PluginSource {
  const [, scheme, name] = /^(npm|python):(.*)$/.exec(target) ?? [];
  if (scheme !== undefined) return sourceOfName(scheme, name ?? "", target);
  const manifest = manifestIn(target);
  if (manifest !== undefined) return sourceOfManifestFile(manifest);
  if (target.endsWith(".json")) return sourceOfManifestFile(target);
  const protocol = protocolOfContent(target) ?? protocolOfName(target);
  if (protocol === undefined) throw unknownForm(target);
  return sourceOfKnown(protocol, target);
}

/** The beginnings of wasm modules, of ELF files and of Mach-O files, for one machine or several. */
const MAGICS: Record<string, ArtefactProtocol> = {
  "0061736d": "wasm",
  "7f454c46": "ffi",
  cffaedfe: "ffi",
  cafebabe: "ffi",
};

/** A file's name may say nothing, as that of `libecho.so.1` or `echo.node`. */
function protocolOfContent(target: string): ArtefactProtocol | undefined {
  if (!statSync(target, { throwIfNoEntry: false })?.isFile()) return undefined;
  const bytes = new Uint8Array(4);
  const descriptor = openSync(target, "r");
  try {
    readSync(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
  return MAGICS[bytes.toHex()];
}

function protocolOfName(target: string): ArtefactProtocol | undefined {
  if (target.endsWith(".wasm")) return "wasm";
  if (/\.(so|dylib)$/.test(target)) return "ffi";
  return MODULE.test(target) ? "native" : undefined;
}

const MODULE = /\.[cm]?[jt]sx?(:[A-Za-z_$][\w$]*)?$/;

/** A module's file is never taken for a package's name. */
function asPath(modulePath: string): string {
  return isAbsolute(modulePath) || modulePath.startsWith(".") ? modulePath : `./${modulePath}`;
}

function sourceOfName(scheme: string, name: string, target: string): PluginSource {
  if (name === "" || name.startsWith(":")) throw unknownForm(target);
  if (scheme === "python") return sourceOfArtefact("ipc", { moduleName: name }, target);
  return sourceOfArtefact("native", { modulePath: name, packageOnly: true }, target);
}

function unknownForm(target: string): Error {
  return errorOf("usage", `Cannot find a plugin at ${JSON.stringify(target)}`, {
    value: target,
    remedy: FORMS,
  });
}

const FORMS =
  "Name a plugin.json or its folder, a wasm module, a shared library, a .ts or .js module, npm:package[:export] or python:module[:attribute]";
