/** One bare export of floors/export, called with JSON and answering JSON: as a shared library by bun:ffi, and as WebAssembly. */
import { CString, dlopen, FFIType, type Pointer, read } from "bun:ffi";
import { buildLibrary, buildWasm } from "../artefacts.ts";
import type { Rival } from "../rival.ts";

const CRATE = "floors/export";
const NAME = "bench_export";
const HEADER_BYTES = 4;
/** UTF-8 needs at most so many bytes for one unit of a JavaScript text. */
const BYTES_PER_UNIT = 3;

const { ptr, u64 } = FFIType;
const SYMBOLS = {
  bench_open: { args: [], returns: ptr },
  bench_echo: { args: [ptr, ptr, u64], returns: ptr },
} as const;

const library = () => buildLibrary(CRATE, NAME);
const module = () => buildWasm(CRATE, NAME);

export const ffiExport: Rival = {
  case: "ffi-export",
  language: "rust",
  protocol: "floor",
  ownProcess: false,
  async prepare() {
    await library();
  },
  async open(job) {
    const { bench_open, bench_echo } = dlopen(await library(), SYMBOLS).symbols;
    const guest = bench_open() as Pointer;
    let scratch = Buffer.allocUnsafeSlow(16 * 1024);
    return {
      call() {
        const request = JSON.stringify(job.next());
        const room = request.length * BYTES_PER_UNIT;
        if (room > scratch.length) scratch = Buffer.allocUnsafeSlow(room);
        const answer = bench_echo(guest, scratch, scratch.write(request)) as Pointer;
        return JSON.parse(new CString(answer, HEADER_BYTES, read.u32(answer, 0)).toString());
      },
      check: (answer) => job.checkAnswer(answer),
      // The library stays: a call after its end would end this process.
      close: async () => {},
    };
  },
};

interface Exports {
  memory: WebAssembly.Memory;
  bench_open(): number;
  bench_room(guest: number, length: number): number;
  bench_echo(guest: number, request: number, length: number): number;
}

export const wasmExport: Rival = {
  case: "wasm-export",
  language: "rust",
  protocol: "floor",
  ownProcess: false,
  async prepare() {
    await module();
  },
  async open(job) {
    const bytes = await Bun.file(await module()).arrayBuffer();
    const { instance } = await WebAssembly.instantiate(bytes);
    const guest = new WasmExport(instance.exports as unknown as Exports);
    return {
      call: () => JSON.parse(guest.call(JSON.stringify(job.next()))),
      check: (answer) => job.checkAnswer(answer),
      close: async () => {},
    };
  },
};

class WasmExport {
  readonly #exports: Exports;
  readonly #guest: number;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** Stale once the memory has grown, which a length of 0 tells. */
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));

  constructor(exports: Exports) {
    this.#exports = exports;
    this.#guest = exports.bench_open();
  }

  call(request: string): string {
    const room = request.length * BYTES_PER_UNIT;
    const at = this.#exports.bench_room(this.#guest, room);
    if (this.#bytes.length === 0) this.#refresh();
    const { written } = this.#encoder.encodeInto(request, this.#bytes.subarray(at, at + room));
    const answer = this.#exports.bench_echo(this.#guest, at, written);
    if (this.#bytes.length === 0) this.#refresh();
    const length = this.#view.getUint32(answer, true);
    return this.#decoder.decode(this.#bytes.subarray(answer + HEADER_BYTES, answer + HEADER_BYTES + length));
  }

  #refresh(): void {
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#view = new DataView(this.#exports.memory.buffer);
  }
}
