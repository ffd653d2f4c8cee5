/**
 * NOTICE: whose work is inside what we ship, with the licences' texts. The build writes it from what it bundled, so that no dependency
 * can come in unnamed; it is committed.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Beside its own code, this package's published module holds code of its dependencies, which cannot be told apart there. */
const BUNDLED_UPSTREAM = "@elizaos/core";

interface Part {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/** The packages of node_modules that are in a bundle. @param inputs the bundle's source files, as bun's metafile names them */
export function packagesIn(inputs: readonly string[]): string[] {
  const names = inputs.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/**
 * @param packages names of npm packages that are in dist/cli.js and the executable
 * @param msgpackVersion of PyPI's msgpack in dist/python
 */
export function notice(root: string, packages: readonly string[], msgpackVersion: string): string {
  const modules = join(root, "node_modules");
  const vendored = join(root, "dist/python/elizaos_interop/_vendor/msgpack/COPYING");
  const msgpack: Part = {
    name: "msgpack",
    version: `${msgpackVersion} (PyPI; in dist/python and the executable)`,
    licence: "Apache-2.0",
    text: readFileSync(vendored, "utf8"),
  };
  const parts = [...packages.map((name) => partOf(modules, name)), msgpack];
  return [
    HEAD,
    ...parts.map(({ name, version, licence }) => `- ${name} ${version}: ${licence}`),
    `- Bun ${Bun.version}, in the executable: MIT; its own parts and their licences are listed at https://bun.sh/docs/project/license`,
    `\n${BUNDLED_UPSTREAM} is published as one module, which holds parts of these packages in turn:\n`,
    ...closureOf(modules, BUNDLED_UPSTREAM, packages).map(({ name, licence }) => `- ${name}: ${licence}`),
    ...parts.map(({ name, version, text }) => `\n${RULE}\n${name} ${version}\n\n${text.trim()}`),
    `\n${RULE}\nApache-2.0\n\n${apacheLicence(modules)}`,
    "",
  ].join("\n");
}

const RULE = "-".repeat(80);

/** Its whole text, to which msgpack's own file only points. */
function apacheLicence(modules: string): string {
  const text = readFileSync(join(modules, "typescript/LICENSE"), "utf8");
  return text.slice(text.indexOf("Apache License")).trim();
}

const HEAD = `elizaos-interop
Its own licence is in LICENSE. What is shipped, the npm package's dist/ and the executable, also contains:
`;

function partOf(modules: string, name: string): Part {
  const folder = join(modules, name);
  const { version, licence } = described(folder);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined) throw new Error(`Cannot write NOTICE as ${folder} holds no licence text`);
  return { name, version, licence, text: readFileSync(join(folder, file), "utf8") };
}

/** All that a package depends on, whether directly or not; without those that are named already. */
function closureOf(
  modules: string,
  name: string,
  named: readonly string[],
): { name: string; licence: string }[] {
  const known = new Map<string, string>();
  const visit = (from: string) => {
    const { dependencies } = described(join(modules, from));
    for (const dependency of dependencies) {
      // Optional ones of other platforms are not installed.
      if (known.has(dependency) || !existsSync(join(modules, dependency))) continue;
      known.set(dependency, described(join(modules, dependency)).licence);
      visit(dependency);
    }
  };
  visit(name);
  const found = [...known].filter(([dependency]) => !named.includes(dependency));
  return found.map(([dependency, licence]) => ({ name: dependency, licence })).sort(byName);
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function described(folder: string): { version: string; licence: string; dependencies: string[] } {
  const { version, license, dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { version, licence: license ?? "see its package", dependencies: Object.keys(dependencies ?? {}) };
}
