/** One guest in a shared library, over ABI 1. It runs in this process, with all of its power: a fault in it ends us. */
import type { Pointer } from "bun:ffi";
import type { Receiver } from "../../channel/transport.ts";
import { errorOf } from "../../errors.ts";
import { CString, read } from "../bun-ffi.ts";
import { type AbiGuest, InProcessTransport } from "../in-process.ts";
import type { LibrarySymbols } from "./library.ts";
import { openWake, type Wake } from "./wake.ts";

/** @throws LoadError when the library cannot make a guest */
export function openFfiGuest(
  symbols: LibrarySymbols,
  file: string,
  receiver: Receiver<string>,
): InProcessTransport {
  let transport: InProcessTransport | undefined;
  const wake = openWake(() => transport?.poll());
  const pointer = symbols.elizaos_open(wake.descriptor);
  if (pointer === null) {
    wake.close();
    throw errorOf("artefact_invalid", `Cannot load ${file} as elizaos_open answered NULL`, {
      file,
      path: "elizaos_open",
    });
  }
  transport = new InProcessTransport(new FfiGuest(symbols, pointer as Pointer, wake, file), receiver);
  return transport;
}

class FfiGuest implements AbiGuest {
  readonly file: string;
  readonly #symbols: LibrarySymbols;
  readonly #pointer: Pointer;
  readonly #wake: Wake;
  /** Ours; the guest borrows it for the call. Grows to the largest message. */
  #scratch = Buffer.allocUnsafeSlow(16 * 1024);

  constructor(symbols: LibrarySymbols, pointer: Pointer, wake: Wake, file: string) {
    this.#symbols = symbols;
    this.#pointer = pointer;
    this.#wake = wake;
    this.file = file;
  }

  send(message: string): number {
    const room = message.length * 3;
    if (room > this.#scratch.length) this.#scratch = Buffer.allocUnsafeSlow(room);
    const length = message.length === 0 ? 0 : this.#scratch.write(message, "utf8");
    return Number(this.#symbols.elizaos_send(this.#pointer, this.#scratch, length));
  }

  /** Nobody knows where a library's memory ends. */
  end(): number {
    return Number.POSITIVE_INFINITY;
  }

  readU32(address: number): number {
    return read.u32(address as Pointer, 0);
  }

  readText(address: number, length: number): string {
    return new CString(address as Pointer, 0, length).toString();
  }

  close(): void {
    this.#symbols.elizaos_close(this.#pointer);
    this.#wake.close();
  }
}
