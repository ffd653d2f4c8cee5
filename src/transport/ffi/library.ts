/**
 * Shared libraries that keep ABI 1. One that was loaded stays loaded: code with thread-local destructors cannot be unmapped
 * safely, and the same path would give the old code again. So each content is loaded once, from a copy of its own.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { errorOf, messageOf } from "../../errors.ts";
import { checkAbiVersion } from "../abi-version.ts";
import { dlopen, FFIType } from "../bun-ffi.ts";
import { checkLibraryFormat } from "./library-format.ts";

const { ptr, u32, i32 } = FFIType;

const SYMBOLS = {
  elizaos_abi_version: { args: [], returns: u32 },
  elizaos_open: { args: [i32], returns: ptr },
  elizaos_send: { args: [ptr, ptr, u32], returns: ptr },
  elizaos_close: { args: [ptr], returns: FFIType.void },
} as const;

/** The functions of ABI 1 in a library. */
export type LibrarySymbols = ReturnType<typeof openCopy>["symbols"];

const loaded = new Map<string, LibrarySymbols>();

/**
 * Loads a library, or gives the one of the same content that is loaded already.
 * @throws LoadError `artefact_invalid` or `abi_mismatch`
 */
export function loadLibrary(file: string): LibrarySymbols {
  const bytes = readFileSync(file);
  const hash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  const known = loaded.get(hash);
  if (known !== undefined) return known;
  checkLibraryFormat(bytes, file);
  const { symbols } = openCopy(bytes, file);
  checkAbiVersion(symbols.elizaos_abi_version(), file);
  loaded.set(hash, symbols);
  return symbols;
}

/** The copy is gone once it is mapped; the code stays. */
function openCopy(bytes: Uint8Array, file: string) {
  const folder = mkdtempSync(join(tmpdir(), "elizaos-interop-"));
  try {
    const copy = join(folder, basename(file));
    writeFileSync(copy, bytes, { mode: 0o700 });
    return dlopen(copy, SYMBOLS);
  } catch (error) {
    throw loadFailed(file, messageOf(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function loadFailed(file: string, reason: string): Error {
  const symbol = /"(elizaos_\w+)"/.exec(reason)?.[1];
  if (symbol !== undefined)
    return errorOf("abi_mismatch", `Cannot load ${file} as it has no function ${symbol}`, {
      file,
      path: `symbol ${symbol}`,
      value: reason,
      remedy: "Build the plugin with the feature ffi of the elizaos-interop SDK",
    });
  return errorOf("artefact_invalid", `Cannot load ${file} as the system's loader refuses it: ${reason}`, {
    file,
    value: reason,
    remedy: "Install what the library depends on, or build it again",
  });
}
