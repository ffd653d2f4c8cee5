/**
 * What a person writes to name a plugin: a `plugin.json` or its folder, a `.wasm`, a shared library, a `.ts` or `.js` module,
 * `npm:package[:export]`, `python:module[:attribute]`.
 */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { errorOf } from "../errors.ts";
import { type PluginSource, sourceOfArtefact, sourceOfManifestFile } from "./source.ts";

/** @throws ManifestError, or UsageError for what is none of these */
export function sourceOfTarget(target: string): PluginSource {
  if (target.startsWith("npm:")) return sourceOfArtefact("native", { modulePath: target.slice(4) }, target);
  if (target.startsWith("python:")) return sourceOfArtefact("ipc", { moduleName: target.slice(7) }, target);
  if (existsSync(target) && statSync(target).isDirectory())
    return sourceOfManifestFile(join(target, "plugin.json"));
  if (target.endsWith(".json")) return sourceOfManifestFile(target);
  if (target.endsWith(".wasm")) return sourceOfArtefact("wasm", { wasmPath: target }, target);
  if (/\.(so|dylib)$/.test(target)) return sourceOfArtefact("ffi", { sharedLibPath: target }, target);
  if (/\.[cm]?[jt]sx?(:[A-Za-z_$][\w$]*)?$/.test(target))
    return sourceOfArtefact("native", { modulePath: target }, target);
  throw errorOf("usage", `Cannot find a plugin at ${JSON.stringify(target)}`, {
    value: target,
    remedy: FORMS,
  });
}

const FORMS =
  "Name a plugin.json or its folder, a .wasm, .so or .dylib file, a .ts or .js module, npm:package[:export] or python:module[:attribute]";
