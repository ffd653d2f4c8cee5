/**
 * One guest in one wasm instance, over ABI 1. The instance sees its own memory, a clock, randomness, and a place to say why it
 * panics; nothing else. After a trap it is thrown away: its shadow stack may be broken.
 */
import type { Receiver } from "../../channel/transport.ts";
import { errorOf, messageOf, PluginError } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import { checkAbiVersion } from "../abi-version.ts";
import { type AbiGuest, abiViolation, InProcessTransport } from "../in-process.ts";
import type { WasmExports } from "./module.ts";
import { checkExportTypes, type HostFunctions, typedImports } from "./signatures.ts";

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
  readonly file: string;
  #exports!: WasmExports;
  readonly #pointer: number;
  /** Views of the memory; stale once it has grown, which their length of 0 tells. */
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #panic: string | undefined;
  /** Where the last message stands in the memory. */
  #message = 0;

  constructor(module: WebAssembly.Module, file: string) {
    this.file = file;
    try {
      const { exports } = new WebAssembly.Instance(module, { elizaos: typedImports(this.#imports()) });
      checkExportTypes(exports);
      this.#exports = exports as unknown as WasmExports;
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

  send(message: string): number {
    try {
      const length = message.length === 0 ? 0 : this.#write(message);
      return this.#exports.elizaos_send(this.#pointer, this.#message, length) >>> 0;
    } catch (error) {
      throw error instanceof PluginError ? error : this.#crash(error);
    }
  }

  end(): number {
    this.#refresh();
    return this.#bytes.length;
  }

  readU32(address: number): number {
    return this.#view.getUint32(address, true);
  }

  readText(address: number, length: number): string {
    return decoder.decode(this.#bytes.subarray(address, address + length));
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
    const end = this.end();
    if (this.#message === 0 || this.#message + room > end)
      throw abiViolation(
        this.file,
        `elizaos_alloc answered the address ${this.#message} for ${room} bytes, where its memory has ${end}`,
      );
    const { written } = encoder.encodeInto(
      message,
      this.#bytes.subarray(this.#message, this.#message + room),
    );
    return written;
  }

  #refresh(): void {
    if (this.#bytes.length !== 0) return;
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#view = new DataView(this.#exports.memory.buffer);
  }

  #imports(): HostFunctions {
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
    if (this.#exports === undefined)
      throw abiViolation(this.file, "its start function calls the host, before its memory can be seen");
    const { buffer } = this.#exports.memory;
    const [start, bytes] = [pointer >>> 0, length >>> 0];
    if (start + bytes > buffer.byteLength)
      throw abiViolation(
        this.file,
        `it names ${bytes} bytes at ${start}, where its memory has ${buffer.byteLength}`,
      );
    return new Uint8Array(buffer, start, bytes);
  }

  #crash(error: unknown): Error {
    const reason = this.#panic ?? `it trapped: ${messageOf(error)}`;
    return errorOf("crashed", `The plugin crashed: ${reason}`, { file: this.file, cause: error });
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw this.#failed("it trapped at its start", error);
    }
  }

  #failed(what: string, error: unknown): Error {
    if (error instanceof PluginError) return error;
    if (error instanceof WebAssembly.LinkError)
      return abiViolation(this.file, `a function is of another type: ${messageOf(error)}`, error);
    const reason = error === undefined ? what : `${what}: ${this.#panic ?? messageOf(error)}`;
    return errorOf("artefact_invalid", `Cannot load ${this.file} as ${reason}`, {
      file: this.file,
      cause: error,
    });
  }
}

/** `getRandomValues` takes at most 64 KiB at a time. */
function* pieces(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += 65536) yield bytes.subarray(at, at + 65536);
}
