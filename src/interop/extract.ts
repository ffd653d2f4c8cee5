/** Embedded folders, put where other programs can read them: only Bun sees the inside of the executable. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { errorOf } from "../errors.ts";

/** The contents of an embedded file: a text, or bytes. */
type Embedded = string | { base64: string };

/**
 * Extracts files to the user's cache, in a folder named by their hash; one that is there is reused once each file was
 * compared. Written under a temporary name and renamed, so that two starts at once do not meet.
 * @param bundle JSON: path → Embedded
 */
export function extractFolder(name: string, bundle: string): string {
  const files = new Map(
    Object.entries<Embedded>(JSON.parse(bundle)).map(([path, contents]) => [path, bytesOf(contents)]),
  );
  const hash = new Bun.CryptoHasher("sha256").update(bundle).digest("hex").slice(0, 16);
  const folder = join(cacheFolder(), `${name}-${hash}`);
  if (holds(folder, files)) return folder;
  const partial = mkdtempSync(`${folder}.`);
  for (const [path, contents] of files) {
    mkdirSync(dirname(join(partial, path)), { recursive: true });
    writeFileSync(join(partial, path), contents);
  }
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another start was faster; what it wrote is compared like any other.
    if (!holds(folder, files)) throw error;
  }
  return folder;
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
function cacheFolder(): string {
  const candidates = [
    join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "elizaos-interop"),
    join(tmpdir(), `elizaos-interop-${process.getuid?.() ?? 0}`),
  ];
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {
      // Not to be written; the next one may be.
      continue;
    }
    checkOwn(folder);
    return folder;
  }
  throw errorOf(
    "guest_not_found",
    `Cannot extract embedded files as neither ${candidates.join(" nor ")} can be made`,
    {
      value: candidates,
      remedy: "Set XDG_CACHE_HOME or TMPDIR to a folder that can be written",
    },
  );
}

/** The temporary folder is everybody's: what somebody else put there could be swapped after it was compared. */
function checkOwn(folder: string): void {
  const { uid, mode } = statSync(folder);
  if (uid === process.getuid?.() && (mode & 0o022) === 0) return;
  throw errorOf("guest_not_found", `Cannot extract files to ${folder} as others may write it`, {
    file: folder,
    remedy: "Set XDG_CACHE_HOME to a folder of your own",
  });
}
