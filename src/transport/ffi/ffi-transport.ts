/** One guest in a shared library, over ABI 1. It runs in this process, with all of its power: a fault in it ends us. */
import { CString, type Pointer, read } from "bun:ffi";
import type { Receiver } from "../../channel/transport.ts";
import { errorOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
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
  readonly #symbols: LibrarySymbols;
  readonly #pointer: Pointer;
  readonly #wake: Wake;
  readonly #file: string;
  /** Ours; the guest borrows it for the call. Grows to the largest message. */
  #scratch = Buffer.allocUnsafeSlow(16 * 1024);

  constructor(symbols: LibrarySymbols, pointer: Pointer, wake: Wake, file: string) {
    this.#symbols = symbols;
    this.#pointer = pointer;
    this.#wake = wake;
    this.#file = file;
  }

  send(message: string, messages: string[]): number {
    const room = message.length * 3;
    if (room > this.#scratch.length) this.#scratch = Buffer.allocUnsafeSlow(room);
    const length = message.length === 0 ? 0 : this.#scratch.write(message, "utf8");
    const answer = this.#symbols.elizaos_send(this.#pointer, this.#scratch, length);
    if (answer === null) throw this.#broken("it answered NULL");
    const bytes = read.u32(answer, 0);
    for (let at = 8; at < bytes + 8; ) {
      const size = read.u32(answer, at);
      if (at + 4 + size > bytes + 8) throw this.#broken("a message is longer than its answer");
      if (size > LIMITS.maxFrameBytes) throw this.#broken(`a message has ${size} bytes`);
      messages.push(new CString(answer, at + 4, size).toString());
      at += 4 + size;
    }
    return read.u32(answer, 4);
  }

  close(): void {
    this.#symbols.elizaos_close(this.#pointer);
    this.#wake.close();
  }

  #broken(what: string): Error {
    return errorOf("protocol_violation", `The plugin breaks ABI 1: ${what}`, { file: this.#file });
  }
}
