/** The Python module of a source, as far as it lies in the source's folder: one that is installed only its interpreter finds. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type PluginSource, pathInside } from "./source.ts";

/** The module's file, where it lies beside the manifest. */
export function pythonFile(baseDir: string, moduleName: string): string | undefined {
  const path = resolve(baseDir, ...packagesOf(moduleName));
  return [`${path}.py`, `${path}/__init__.py`].find((file) => existsSync(file));
}

/**
 * Refuses a module that is linked into a manifest's folder from elsewhere, or lies in a package that is.
 * @throws LoadError `path_escapes`
 */
export function checkPythonModule(source: PluginSource, moduleName: string, allowOutside = false): void {
  for (const file of importable(source.baseDir, packagesOf(moduleName)))
    pathInside(source, "moduleName", relative(source.baseDir, file), allowOutside);
}

function packagesOf(moduleName: string): string[] {
  return moduleName.replace(/:.*$/, "").split(".");
}

/** What the import of a module takes from a folder: each of its packages before what is in it, and the `plugin` of the last. */
function* importable(folder: string, [name, ...inner]: string[]): Generator<string> {
  if (name === undefined) return yield* entries(folder, ["__init__", "plugin"]);
  yield* entries(folder, ["__init__", name]);
  yield* importable(join(folder, name), inner);
}

const CODE = /^(\.py|\.pyc|\..*\.?so)?$/;

function entries(folder: string, names: string[]): string[] {
  return filesOf(folder)
    .filter((entry) => names.some((name) => entry.startsWith(name) && CODE.test(entry.slice(name.length))))
    .map((entry) => join(folder, entry));
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder, as that of a module that is no package, or a name that no file can have: Python finds nothing there either.
    return [];
  }
}
