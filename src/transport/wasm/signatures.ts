/**
 * The wasm types of ABI 1, checked by the engine itself: a stub module that imports functions by their types links with no others.
 * JavaScript cannot see a function's type, and a call of the wrong one throws anything, or passes a BigInt on.
 */

const I32 = 0x7f;
const F64 = 0x7c;
const FUNCTION = 0x60;

/** What a module may import of its host. */
export type HostFunctions = Record<string, (...args: number[]) => number | undefined>;

/** Parameters and results. */
type Signature = readonly [params: readonly number[], results: readonly number[]];

const EXPORTS: Record<string, Signature> = {
  elizaos_abi_version: [[], [I32]],
  elizaos_open: [[I32], [I32]],
  elizaos_alloc: [[I32, I32], [I32]],
  elizaos_send: [[I32, I32, I32], [I32]],
  elizaos_close: [[I32], []],
  _initialize: [[], []],
};

const IMPORTS: Record<string, Signature> = {
  now: [[], [F64]],
  random: [[I32, I32], []],
  panic: [[I32, I32], []],
};

const exportsStub = new WebAssembly.Module(stub(EXPORTS, true));
const importsStub = new WebAssembly.Module(stub(IMPORTS, false));

/** @throws WebAssembly.LinkError that names the export which has another type; `_initialize` may be missing */
export function checkExportTypes(exports: WebAssembly.Instance["exports"]): void {
  new WebAssembly.Instance(exportsStub, { guest: { _initialize() {}, ...exports } });
}

/** The host's functions by their types: a module that imports them by others does not link. */
export function typedImports(functions: HostFunctions): HostFunctions {
  return new WebAssembly.Instance(importsStub, { guest: functions }).exports as HostFunctions;
}

/** A module that imports functions from `guest`, and a memory where that is asked for, and exports the functions again. */
function stub(functions: Record<string, Signature>, memory: boolean): Uint8Array<ArrayBuffer> {
  const signatures = Object.values(functions);
  const names = Object.keys(functions);
  const types = signatures.map(([params, results]) => [FUNCTION, ...vector(params), ...vector(results)]);
  const imports = names.map((name, index) => [...text("guest"), ...text(name), 0x00, index]);
  if (memory) imports.push([...text("guest"), ...text("memory"), 0x02, 0x00, 0x00]);
  const again = names.map((name, index) => [...text(name), 0x00, index]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, imports),
    ...section(7, again),
  ]);
}

function section(id: number, items: number[][]): number[] {
  const body = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(body.length), ...body];
}

function vector(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function text(name: string): number[] {
  return vector([...new TextEncoder().encode(name)]);
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
