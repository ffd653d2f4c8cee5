/** Builds of Rust crates, each skipped while nothing that it reads has changed. */
import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { mustRun } from "./command.ts";
import type { RustBuild } from "./crates.ts";
import { digestOf } from "./digest.ts";
import type { SetupRecord } from "./record.ts";
import { repositoryRoot } from "./repository.ts";
import { wasmRustc } from "./rust-tools.ts";

/** All cargo runs of our scripts share it: crates have most of their dependencies in common. */
export const cargoTargetDir: string = join(repositoryRoot, ".cache/cargo-target");
const WASM_RUSTC_TARGET_DIR = join(repositoryRoot, ".cache/cargo-target-wasm");

/** The lock files are what was tested; on CI a stale one is an error instead of a change to the checkout. */
export const lockedArgs: readonly string[] = process.env.CI ? ["--locked"] : [];

/** @returns whether there was anything to do */
export async function buildRust(build: RustBuild, rustc: string, record: SetupRecord): Promise<boolean> {
  const { crate, kind, args, inputs } = build;
  const artefact = join(repositoryRoot, build.artefact);
  const compiler = kind === "wasm" ? wasmRustc : undefined;
  const flags = process.env.RUSTFLAGS ?? "";
  const digest = digestOf(repositoryRoot, inputs, [...args, rustc, compiler ?? "", flags]);
  const step = `${crate} ${kind}`;
  if (record.done[step] === digest && existsSync(artefact)) return false;

  const targetDir = compiler === undefined ? cargoTargetDir : WASM_RUSTC_TARGET_DIR;
  await mustRun(`build ${crate} as ${kind}`, ["cargo", "build", "--quiet", ...args, ...lockedArgs], {
    cwd: join(repositoryRoot, crate),
    env: { CARGO_TARGET_DIR: targetDir, ...(compiler === undefined ? undefined : { RUSTC: compiler }) },
  });
  mkdirSync(dirname(artefact), { recursive: true });
  // Renamed into place: a process that has the old library mapped keeps it whole.
  copyFileSync(join(targetDir, build.made), `${artefact}.new`);
  renameSync(`${artefact}.new`, artefact);
  // The build may have written Cargo.lock, which is an input.
  record.done[step] = digestOf(repositoryRoot, inputs, [...args, rustc, compiler ?? "", flags]);
  return true;
}
