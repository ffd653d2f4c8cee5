/** Embedded folders, put where other programs can read them: only Bun sees the inside of the executable. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { errorOf, messageOf } from "../errors.ts";

/** The contents of an embedded file: a text, or bytes. */
type Embedded = string | { base64: string };

/**
 * Extracts files to the user's cache, in a folder named by their hash; one that is there is reused once each file was
 * compared. Where the cache cannot be written, or is not the user's alone, the temporary folder is taken.
 * @param bundle JSON: path → Embedded
 */
export function extractFolder(name: string, bundle: string): string {
  const files = new Map(
    Object.entries<Embedded>(JSON.parse(bundle)).map(([path, contents]) => [path, bytesOf(contents)]),
  );
  const hash = new Bun.CryptoHasher("sha256").update(bundle).digest("hex").slice(0, 16);
  const failures: string[] = [];
  for (const cache of cacheFolders()) {
    try {
      makeOwn(cache);
      return published(join(cache, `${name}-${hash}`), files);
    } catch (error) {
      failures.push(`${cache}: ${messageOf(error)}`);
    }
  }
  throw errorOf("guest_not_found", `Cannot extract embedded files: ${failures.join("; ")}`, {
    value: failures,
    remedy: "Set XDG_CACHE_HOME or TMPDIR to a folder of your own that can be written",
  });
}

/**
 * Written under a temporary name and renamed, so that starts at once do not meet. A folder that is right is never taken away: another
 * start may run from it.
 */
function published(folder: string, files: ReadonlyMap<string, Buffer>): string {
  if (holds(folder, files)) return folder;
  const partial = mkdtempSync(`${folder}.`);
  const aside = `${partial}.old`;
  try {
    write(partial, files);
    for (let attempt = 1; ; attempt++) {
      try {
        renameSync(partial, folder);
        return folder;
      } catch (error) {
        // Another start was faster, or somebody changed what is there.
        if (holds(folder, files)) return folder;
        if (attempt === MAX_ATTEMPTS) throw error;
        moveAway(folder, aside);
      }
    }
  } finally {
    for (const left of [partial, aside]) rmSync(left, { recursive: true, force: true });
  }
}

/** Each one that fails met another start that changed the same folder at that moment. */
const MAX_ATTEMPTS = 20;

function write(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [path, contents] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
}

function moveAway(folder: string, aside: string): void {
  rmSync(aside, { recursive: true, force: true });
  try {
    renameSync(folder, aside);
  } catch {
    // Another start has just done so.
  }
}

function bytesOf(contents: Embedded): Buffer {
  return typeof contents === "string" ? Buffer.from(contents) : Buffer.from(contents.base64, "base64");
}

function holds(folder: string, files: ReadonlyMap<string, Buffer>): boolean {
  try {
    return [...files].every(([path, contents]) => contents.equals(readFileSync(join(folder, path))));
  } catch {
    return false;
  }
}

/** The user's cache, else the temporary folder where there is no home that can be written. */
function cacheFolders(): string[] {
  return [
    join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "elizaos-interop"),
    join(tmpdir(), `elizaos-interop-${process.getuid?.() ?? 0}`),
  ];
}

/** The temporary folder is everybody's: what somebody else put there could be swapped after it was compared. */
function makeOwn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error("others may write it");
}
