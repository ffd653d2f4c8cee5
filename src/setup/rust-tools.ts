/** The Rust toolchain: found, never installed; only rustup's wasm32 target is added where it is missing. */
import { ask, run } from "./command.ts";
import type { Missing } from "./record.ts";
import { repositoryRoot } from "./repository.ts";
import { INSTALL_RUSTUP, WASM_TARGET, wasmLibraries } from "./rust-checks.ts";

/** A compiler for WebAssembly alone, where rustup cannot have the target; it gets a target directory of its own. */
export const wasmRustc: string | undefined = process.env.ELIZAOS_INTEROP_WASM_RUSTC || undefined;

/** The compiler's version, or why there is none. */
export function findRust(): string | Missing {
  const version = ask(["rustc", "-V"], repositoryRoot);
  const cargo = Bun.which("cargo");
  if (version !== undefined && cargo !== null) return version;
  const what = version === undefined ? "rustc" : "cargo";
  return {
    tool: "rust",
    why: `no Rust: ${what} does not run`,
    remedy: INSTALL_RUSTUP,
  };
}

/** Adds the wasm32 target where it is missing. @returns whether there was anything to do, or what is missing */
export async function installWasmTarget(): Promise<boolean | Missing> {
  if (hasTarget(wasmRustc ?? "rustc")) return false;
  const remedy = `rustup target add ${WASM_TARGET}`;
  if (wasmRustc !== undefined)
    return { tool: "wasm", why: `ELIZAOS_INTEROP_WASM_RUSTC=${wasmRustc} has no ${WASM_TARGET}`, remedy };
  if (Bun.which("rustup") === null)
    return { tool: "wasm", why: `this Rust has no ${WASM_TARGET} and no rustup to add it`, remedy };
  const { status, output } = await run(remedy.split(" "), { cwd: repositoryRoot });
  if (status === 0 && hasTarget("rustc")) return true;
  const reason = output.trimEnd().split("\n").at(-1);
  return { tool: "wasm", why: `rustup could not add ${WASM_TARGET}: ${reason}`, remedy };
}

function hasTarget(rustc: string): boolean {
  return wasmLibraries(rustc, repositoryRoot) !== undefined;
}
