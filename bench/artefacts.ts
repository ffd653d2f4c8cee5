/** What floors and peers in Rust are built into, in .cache/bench; built by the command that runs them, and only when something changed. */
import { join } from "node:path";
import type { RustBuild } from "../src/setup/crates.ts";
import { type Missing, readRecord, type SetupRecord, writeRecord } from "../src/setup/record.ts";
import { repositoryRoot } from "../src/setup/repository.ts";
import { buildRust } from "../src/setup/rust-artefacts.ts";
import { WASM_TARGET } from "../src/setup/rust-checks.ts";
import { findRust, installWasmTarget } from "../src/setup/rust-tools.ts";

/** All that this folder's runs make or install. */
export const CACHE: string = join(repositoryRoot, ".cache/bench");
const RECORD = join(CACHE, "prepared.json");
const JOB = "bench/job";

/** @param crate its folder in bench; @param name of the library. @returns the module's path */
export function buildWasm(crate: string, name: string): Promise<string> {
  const file = `${name}.wasm`;
  const made = `${WASM_TARGET}/release/${file}`;
  return build(crate, { kind: "wasm", args: ["--release", "--target", WASM_TARGET], made, file });
}

/** @returns the shared library's path, under a name of the caller's */
export function buildLibrary(crate: string, name: string, file = libraryFile(name)): Promise<string> {
  return build(crate, { kind: "ffi", args: ["--release"], made: `release/${libraryFile(name)}`, file });
}

/** @returns the program's path */
export function buildProgram(crate: string, name: string): Promise<string> {
  return build(crate, { kind: "program", args: ["--release"], made: `release/${name}`, file: name });
}

/** Does a step with the record of what was done in earlier runs, which it may add to. */
export async function recorded<Result>(work: (record: SetupRecord) => Promise<Result>): Promise<Result> {
  const record = readRecord(RECORD);
  const result = await work(record);
  writeRecord(record, RECORD);
  return result;
}

/** @throws for want of a toolchain, with what mends it */
function build(
  crate: string,
  { kind, args, made, file }: Pick<RustBuild, "kind" | "args" | "made"> & { file: string },
): Promise<string> {
  const folder = `bench/${crate}`;
  const artefact = `.cache/${folder}/${file}`;
  return recorded(async (record) => {
    const rustc = findRust();
    if (typeof rustc !== "string") throw lacking(rustc);
    const target = kind === "wasm" ? await installWasmTarget() : true;
    if (typeof target === "object") throw lacking(target);
    await buildRust({ crate: folder, kind, args, made, artefact, inputs: [folder, JOB] }, rustc, record);
    return join(repositoryRoot, artefact);
  });
}

export function lacking({ why, remedy }: Pick<Missing, "why" | "remedy">): Error {
  return new Error(`${why} (mend it with: ${remedy})`);
}

function libraryFile(name: string): string {
  return process.platform === "darwin" ? `lib${name}.dylib` : `lib${name}.so`;
}
