/** What building Rust plugins needs. A plugin that is built already runs without. */
import { existsSync, readdirSync } from "node:fs";
import type { Sought } from "./check.ts";
import { ask } from "./command.ts";

/** As rustup's own page says it. */
export const INSTALL_RUSTUP = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh";
export const WASM_TARGET = "wasm32-unknown-unknown";

export const rustChecks: readonly Sought[] = [
  {
    name: "Cargo",
    transport: "ffi",
    neededTo: "build",
    remedy: INSTALL_RUSTUP,
    look: () => answer(["cargo", "--version"]),
  },
  {
    name: "rustup",
    transport: "wasm",
    neededTo: "build",
    remedy: INSTALL_RUSTUP,
    look: () => answer(["rustup", "--version"]),
  },
  {
    name: WASM_TARGET,
    transport: "wasm",
    neededTo: "build",
    remedy: Bun.which("rustup") === null ? INSTALL_RUSTUP : `rustup target add ${WASM_TARGET}`,
    look() {
      answer(["rustc", "--version"]);
      const libraries = wasmLibraries("rustc", process.cwd());
      if (libraries !== undefined) return libraries;
      throw new Error("this Rust compiler has not got the target");
    },
  },
];

/** The folder of the wasm32 target's libraries, or undefined where a compiler has none. */
export function wasmLibraries(rustc: string, cwd: string): string | undefined {
  const folder = ask([rustc, "--print", "target-libdir", "--target", WASM_TARGET], cwd);
  if (folder === undefined || !existsSync(folder)) return undefined;
  return readdirSync(folder).some((name) => name.startsWith("libstd-")) ? folder : undefined;
}

function answer(argv: [string, ...string[]]): string {
  const printed = ask(argv, process.cwd());
  if (printed !== undefined) return printed.split("\n")[0] as string;
  throw new Error(`${argv[0]} does not run`);
}
