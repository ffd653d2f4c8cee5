/** A compiled wasm module that keeps ABI 1: checked before any guest is made of it. */
import { errorOf, messageOf } from "../../errors.ts";

/** The exports of ABI 1, as WebAssembly shows them. Pointers are offsets into `memory`. */
export interface WasmExports {
  memory: WebAssembly.Memory;
  elizaos_abi_version(): number;
  elizaos_open(wakeFd: number): number;
  elizaos_alloc(guest: number, len: number): number;
  elizaos_send(guest: number, message: number, len: number): number;
  elizaos_close(guest: number): void;
  _initialize?(): void;
}

const EXPORTS = [
  ["memory", "memory"],
  ["elizaos_abi_version", "function"],
  ["elizaos_open", "function"],
  ["elizaos_alloc", "function"],
  ["elizaos_send", "function"],
  ["elizaos_close", "function"],
] as const;

const IMPORTS: readonly string[] = ["now", "random", "panic"];

/** By content, for as long as some plugin uses them: plugins of one module share its machine code, and only the first one waits for it. */
const compiled = new Map<string, WeakRef<WebAssembly.Module>>();

/**
 * Compiles and checks, or gives the module of the same content that is in use already.
 * @param file for errors only
 * @throws LoadError `artefact_invalid` or `abi_mismatch`
 */
export function loadModule(bytes: Uint8Array<ArrayBuffer>, file: string): WebAssembly.Module {
  const hash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  const known = compiled.get(hash)?.deref();
  if (known !== undefined) return known;
  const module = compileModule(bytes, file);
  compiled.set(hash, new WeakRef(module));
  return module;
}

function compileModule(bytes: Uint8Array<ArrayBuffer>, file: string): WebAssembly.Module {
  checkMagic(bytes, file);
  let module: WebAssembly.Module;
  try {
    module = new WebAssembly.Module(bytes);
  } catch (error) {
    throw errorOf(
      "artefact_invalid",
      `Cannot load ${file} as it is no valid wasm module: ${messageOf(error)}`,
      {
        file,
        value: `${bytes.length} bytes`,
        remedy: "Build the plugin again: the file may be cut short",
      },
    );
  }
  checkExports(module, file);
  checkImports(module, file);
  return module;
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

function checkMagic(bytes: Uint8Array, file: string): void {
  if (MAGIC.every((byte, index) => bytes[index] === byte)) return;
  const value = bytes.length === 0 ? "an empty file" : `bytes ${bytes.subarray(0, 4).toHex()}`;
  throw errorOf(
    "artefact_invalid",
    `Cannot load ${file} as it is no wasm module: it begins with ${value}, expected 0061736d`,
    {
      file,
      path: "offset 0",
      value,
      remedy: "Build the plugin with cargo build --target wasm32-unknown-unknown --release --features wasm",
    },
  );
}

function checkExports(module: WebAssembly.Module, file: string): void {
  const found = WebAssembly.Module.exports(module);
  for (const [name, kind] of EXPORTS) {
    const match = found.find((candidate) => candidate.name === name);
    if (match?.kind === kind) continue;
    const value = match === undefined ? `has no export ${name}` : `exports ${name} as a ${match.kind}`;
    throw errorOf("abi_mismatch", `Cannot load ${file} as it ${value}, expected a ${kind}`, {
      file,
      path: `export ${name}`,
      value: found.map((candidate) => candidate.name).slice(0, 20),
      remedy: "Build the plugin with the feature wasm of the elizaos-interop SDK",
    });
  }
}

/** A module gets nothing that it was not given: a stranger's import is refused before anything runs. */
function checkImports(module: WebAssembly.Module, file: string): void {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (from === "elizaos" && kind === "function" && IMPORTS.includes(name)) continue;
    throw errorOf("abi_mismatch", `Cannot load ${file} as it imports ${from}.${name}, which no host gives`, {
      file,
      path: `import ${from}.${name}`,
      value: `${from}.${name}`,
      remedy: `A module may import ${IMPORTS.map((known) => `elizaos.${known}`).join(", ")}; build for wasm32-unknown-unknown, without WASI or wasm-bindgen`,
    });
  }
}
