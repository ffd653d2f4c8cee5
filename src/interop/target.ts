/**
 * What a person writes to name a plugin: a `plugin.json` or its folder, a `.wasm`, a shared library, a `.ts` or `.js` module,
 * `npm:package[:export]`, `python:module[:attribute]`.
 */
import { existsSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { errorOf } from "../errors.ts";
import { type PluginSource, sourceOfArtefact, sourceOfManifestFile } from "./source.ts";

/** @throws ManifestError, LoadError `artefact_not_found`, or UsageError for what is none of these */
export function sourceOfTarget(target: string): PluginSource {
  const [, scheme, name] = /^(npm|python):(.*)$/.exec(target) ?? [];
  if (scheme !== undefined) return sourceOfName(scheme, name ?? "", target);
  if (existsSync(target) && statSync(target).isDirectory())
    return sourceOfManifestFile(join(target, "plugin.json"));
  if (target.endsWith(".json")) return sourceOfManifestFile(target);
  if (target.endsWith(".wasm")) return sourceOfArtefact("wasm", { wasmPath: target }, target);
  if (/\.(so|dylib)$/.test(target)) return sourceOfArtefact("ffi", { sharedLibPath: target }, target);
  if (MODULE.test(target)) return sourceOfArtefact("native", { modulePath: asPath(target) }, target);
  throw unknownForm(target);
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
  "Name a plugin.json or its folder, a .wasm, .so or .dylib file, a .ts or .js module, npm:package[:export] or python:module[:attribute]";
