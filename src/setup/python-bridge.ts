/**
 * dist/python: the folder that a Python interpreter is told to run to be a guest. It is the Python package of this repository with
 * msgpack's pure-Python half inside, so that a guest's interpreter needs nothing installed. dist/python-guest.bundle is the same as one
 * file, JSON: path → text, the form in which bundlers embed it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { filesOf } from "./digest.ts";
import { fillFolder } from "./folder.ts";
import { repositoryRoot } from "./repository.ts";

const SOURCES = join(repositoryRoot, "src/sdk/python");
const BRIDGE = join(repositoryRoot, "dist/python");
const BUNDLE = `${BRIDGE}-guest.bundle`;
const VENDORED = "elizaos_interop/_vendor";
/** What msgpack needs without its C extension. */
const MSGPACK = ["__init__.py", "exceptions.py", "ext.py", "fallback.py"];

/** @returns whether there was anything to do */
export function makePythonBridge(): boolean {
  const files = new Map<string, string>();
  for (const file of [join(SOURCES, "__main__.py"), ...filesOf(join(SOURCES, "elizaos_interop"))])
    files.set(relative(SOURCES, file), readFileSync(file, "utf8"));
  files.set(`${VENDORED}/__init__.py`, "");
  const packages = sitePackages();
  for (const name of MSGPACK)
    files.set(`${VENDORED}/msgpack/${name}`, readFileSync(join(packages, "msgpack", name), "utf8"));
  files.set(`${VENDORED}/msgpack/COPYING`, readFileSync(msgpackLicence(packages), "utf8"));
  const bundle = JSON.stringify(Object.fromEntries([...files].sort()));
  const isBundled = existsSync(BUNDLE) && readFileSync(BUNDLE, "utf8") === bundle;
  const changed = fillFolder(BRIDGE, files);
  if (!isBundled) writeFileSync(BUNDLE, bundle);
  return changed || !isBundled;
}

function sitePackages(): string {
  const libraries = join(repositoryRoot, ".venv/lib");
  const folders = readdirSync(libraries).map((name) => join(libraries, name, "site-packages"));
  const found = folders.find((folder) => existsSync(join(folder, "msgpack/fallback.py")));
  if (found !== undefined) return found;
  throw new Error(`Cannot make ${BRIDGE} as ${libraries} holds no msgpack: remove .venv and run setup again`);
}

function msgpackLicence(packages: string): string {
  const info = readdirSync(packages).find((name) => /^msgpack-.*\.dist-info$/.test(name)) ?? "";
  const file = filesOf(join(packages, info)).find((path) => path.endsWith("/COPYING"));
  if (file !== undefined) return file;
  throw new Error(
    `Cannot make ${BRIDGE} as msgpack came without its licence: looked in ${join(packages, info)}`,
  );
}
