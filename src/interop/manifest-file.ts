/** A manifest's file, read as what it should be: a file of reasonable size, with text in UTF-8. */
import { existsSync, readFileSync, type Stats, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type ErrorCode, messageOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";

/** Why there is no text. */
export interface Unreadable {
  code: ErrorCode;
  /** As `it does not exist`. */
  reason: string;
  remedy: string;
}

/** @returns the manifest's file in a folder; undefined for what is none, and for a folder that stands where a plugin.json is meant */
export function manifestIn(named: string): string | undefined {
  const isFolder = existsSync(named) && statSync(named).isDirectory();
  return isFolder && basename(named) !== MANIFEST ? join(named, MANIFEST) : undefined;
}

const MANIFEST = "plugin.json";

/** @returns the text without a byte order mark, which JSON readers may ignore */
export function readManifestFile(file: string): string | Unreadable {
  let bytes: Uint8Array;
  try {
    const stats = statSync(file);
    // Reading a pipe would wait for its writer, and a device may have no end.
    if (!stats.isFile()) return notFound(`it is ${kindOf(stats)} and no file`);
    if (stats.size > LIMITS.maxManifestBytes) return tooLarge(stats.size);
    bytes = readFileSync(file);
  } catch (error) {
    const missing = ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
    return notFound(missing ? "it does not exist" : `it cannot be read: ${messageOf(error)}`);
  }
  try {
    if (bytes[0] === 0 || bytes[1] === 0) throw new Error("every other byte of UTF-16 is 0");
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const isUtf16 = [0xfe, 0xff, 0].some((byte) => bytes[0] === byte || bytes[1] === byte);
    const reason = isUtf16 ? "it is in UTF-16, and JSON is in UTF-8" : "it is not in UTF-8, as JSON is";
    return { code: "manifest_not_json", reason, remedy: "Save it as UTF-8" };
  }
}

function notFound(reason: string): Unreadable {
  return { code: "manifest_not_found", reason, remedy: "Name a plugin.json or the folder that holds one" };
}

function tooLarge(size: number): Unreadable {
  return {
    code: "manifest_invalid",
    reason: `it has ${size} bytes, more than ${LIMITS.maxManifestBytes}`,
    remedy: "Leave out what is no part of a manifest",
  };
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe";
  return stats.isSocket() ? "a socket" : "a device";
}
