/** Digests of files, which tell whether a step has anything to do. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** Made by tools, never read by a build. */
const OUTPUTS = new Set(["dist", "target", "node_modules", "__pycache__"]);
const OUTPUT_SUFFIX = "_cache";

/**
 * One digest of words and of files with their names.
 * @param paths files and folders; what a folder's builds put into it is left out, and so is a path that does not exist
 */
export function digestOf(root: string, paths: readonly string[], words: readonly string[] = []): string {
  const hasher = new Bun.CryptoHasher("sha256");
  hasher.update(JSON.stringify(words));
  for (const file of paths.flatMap((path) => filesOf(join(root, path))).sort()) {
    const contents = readFileSync(file);
    hasher.update(JSON.stringify([relative(root, file), contents.byteLength]));
    hasher.update(contents);
  }
  return hasher.digest("hex").slice(0, 32);
}

/** All files at a path, absolute; sources only. */
export function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [join(path, entry.name)];
    const source = entry.isDirectory() && !OUTPUTS.has(entry.name) && !entry.name.endsWith(OUTPUT_SUFFIX);
    return source ? filesOf(join(path, entry.name)) : [];
  });
}
