/**
 * One guest in one wasm instance, over ABI 1. The instance sees its own memory, a clock, randomness, and a place to say why it
 * panics; nothing else. After a trap it is thrown away: its shadow stack may be broken.
 */
import type { Receiver } from "../../channel/transport.ts";
import { errorOf, messageOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import { checkAbiVersion } from "../abi-version.ts";
import { type AbiGuest, InProcessTransport } from "../in-process.ts";
import type { WasmExports } from "./module.ts";

/** @throws LoadError when the module traps at its start or is of another ABI version */
export function openWasmGuest(
  module: WebAssembly.Module,
  file: string,
  receiver: Receiver<string>,
): InProcessTransport {
  return new InProcessTransport(new WasmGuest(module, file), receiver);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

class WasmGuest implements AbiGuest {
  readonly #exports: WasmExports;
  readonly #file: string;
  readonly #pointer: number;
  /** Views of the memory; stale once it has grown, which their length of 0 tells. */
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #panic: string | undefined;
  /** Where the last message stands in the memory. */
  #message = 0;

  constructor(module: WebAssembly.Module, file: string) {
    this.#file = file;
    try {
      const instance = new WebAssembly.Instance(module, { elizaos: this.#imports() });
      this.#exports = instance.exports as unknown as WasmExports;
      this.#exports._initialize?.();
    } catch (error) {
      throw this.#failed("its module could not be started", error);
    }
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#view = new DataView(this.#exports.memory.buffer);
    checkAbiVersion(this.#guarded(() => this.#exports.elizaos_abi_version()) >>> 0, file);
    this.#pointer = this.#guarded(() => this.#exports.elizaos_open(-1)) >>> 0;
    if (this.#pointer === 0) throw this.#failed("elizaos_open answered NULL", undefined);
  }

  send(message: string, messages: string[]): number {
    try {
      const length = message.length === 0 ? 0 : this.#write(message);
      const answer = this.#exports.elizaos_send(this.#pointer, this.#message, length) >>> 0;
      return this.#read(answer, messages);
    } catch (error) {
      throw this.#crash(error);
    }
  }

  close(trapped: boolean): void {
    if (trapped) return;
    try {
      this.#exports.elizaos_close(this.#pointer);
    } catch {
      // A trap while it ends harms nobody: the instance is dropped with its memory.
    }
  }

  /** Reserves the most that the text can need: three bytes per UTF-16 unit. */
  #write(message: string): number {
    const room = message.length * 3;
    this.#message = this.#exports.elizaos_alloc(this.#pointer, room) >>> 0;
    this.#refresh();
    const { written } = encoder.encodeInto(
      message,
      this.#bytes.subarray(this.#message, this.#message + room),
    );
    return written;
  }

  #read(answer: number, messages: string[]): number {
    this.#refresh();
    const view = this.#view;
    const end = answer + 8 + view.getUint32(answer, true);
    for (let at = answer + 8; at < end; ) {
      const length = view.getUint32(at, true);
      at += 4;
      if (at + length > end) throw new RangeError("a message that is longer than its answer");
      if (length > LIMITS.maxFrameBytes) throw new RangeError(`a message of ${length} bytes`);
      messages.push(decoder.decode(this.#bytes.subarray(at, at + length)));
      at += length;
    }
    return view.getUint32(answer + 4, true);
  }

  #refresh(): void {
    if (this.#bytes.length !== 0) return;
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#view = new DataView(this.#exports.memory.buffer);
  }

  #imports(): Record<string, (...args: number[]) => number | undefined> {
    return {
      now: () => Date.now(),
      random: (pointer = 0, length = 0) => {
        for (const piece of pieces(this.#memory(pointer, length))) crypto.getRandomValues(piece);
        return undefined;
      },
      panic: (pointer = 0, length = 0) => {
        this.#panic = decoder.decode(this.#memory(pointer, Math.min(length >>> 0, LIMITS.maxErrorTextChars)));
        return undefined;
      },
    };
  }

  #memory(pointer: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#exports.memory.buffer, pointer >>> 0, length >>> 0);
  }

  #crash(error: unknown): Error {
    const reason = this.#panic ?? `it trapped: ${messageOf(error)}`;
    return errorOf("crashed", `The plugin crashed: ${reason}`, { file: this.#file, cause: error });
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw this.#failed("it trapped at its start", error);
    }
  }

  #failed(what: string, error: unknown): Error {
    const reason = error === undefined ? what : `${what}: ${this.#panic ?? messageOf(error)}`;
    return errorOf("artefact_invalid", `Cannot load ${this.#file} as ${reason}`, {
      file: this.#file,
      cause: error,
    });
  }
}

/** `getRandomValues` takes at most 64 KiB at a time. */
function* pieces(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += 65536) yield bytes.subarray(at, at + 65536);
}
