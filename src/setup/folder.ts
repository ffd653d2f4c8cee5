/** A folder made to hold exactly the given files. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { filesOf } from "./digest.ts";

/**
 * Writes what differs and removes what is too much, so that a program that reads the folder meanwhile is not disturbed.
 * @param files path in the folder → contents
 * @returns whether anything was written or removed
 */
export function fillFolder(folder: string, files: ReadonlyMap<string, string>): boolean {
  let changed = false;
  for (const file of filesOf(folder)) {
    if (files.has(relative(folder, file))) continue;
    rmSync(file);
    changed = true;
  }
  for (const [path, contents] of files) {
    const file = join(folder, path);
    if (read(file) === contents) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
    changed = true;
  }
  return changed;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
