/**
 * ABI 1 from the host's side, for wasm and ffi alike: hands over a message, collects what the guest left, polls it when it
 * asks. Where the memory is and how an export is called is the business of the two folders.
 */
import type { Receiver, Transport } from "../channel/transport.ts";
import { errorOf, type PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { startTimer, type Timer } from "../timer.ts";

/** One guest behind the exports of ABI 1. Addresses are numbers: pointers, or offsets into a memory. */
export interface AbiGuest {
  /** The artefact, for errors. */
  readonly file: string;
  /**
   * Calls `elizaos_send` (an empty message polls) and returns the address of the answer.
   * Throws when the guest trapped or broke the ABI: it is never called again then.
   */
  send(message: string): number;
  /** The first address behind all that can be read since the last send. */
  end(): number;
  readU32(address: number): number;
  /** Reads UTF-8. @param length positive */
  readText(address: number, length: number): string;
  /** Frees the guest; told whether it trapped. Called once. */
  close(trapped: boolean): void;
}

/** wakeAfterMs of an answer that asks for no timer. */
export const NO_WAKE = 0xffffffff;
/** byteLength and wakeAfterMs of an answer. */
const HEADER_BYTES = 8;

export class InProcessTransport implements Transport<string> {
  readonly #guest: AbiGuest;
  readonly #receiver: Receiver<string>;
  /** What the guest said and the channel has not been given: its answers are only valid until the next call. */
  readonly #inbox: string[] = [];
  #delivering = false;
  #maxMessageChars: number = LIMITS.maxReadyBytes;
  #timer: Timer | undefined;
  #busy = false;
  #isReading = true;
  /** A poll was to come while nothing was read. */
  #isPollDue = false;
  #ended = false;

  /** The first poll comes in the next turn, when the channel knows its transport. */
  constructor(guest: AbiGuest, receiver: Receiver<string>) {
    this.#guest = guest;
    this.#receiver = receiver;
    queueMicrotask(() => this.poll());
  }

  send(message: string): void {
    if (this.#ended) return;
    let wakeAfterMs: number;
    try {
      wakeAfterMs = this.#read(this.#guest.send(message));
    } catch (error) {
      this.#end(true, error as PluginError);
      return;
    }
    this.#wakeAfter(wakeAfterMs);
    if (!this.#delivering) this.#deliver();
  }

  /** Lets the guest work without a message: its timer, or one of its threads, asked for it. */
  poll(): void {
    if (this.#isReading) this.send("");
    else this.#isPollDue = true;
  }

  /** A guest that is not polled says nothing but in answer to what it is sent. */
  setReading(reading: boolean): void {
    this.#isReading = reading;
    if (!reading || !this.#isPollDue) return;
    this.#isPollDue = false;
    this.poll();
  }

  accept(maxBytes: number): void {
    this.#maxMessageChars = maxBytes;
  }

  setBusy(busy: boolean): void {
    this.#busy = busy;
    if (busy) this.#timer?.ref();
    else this.#timer?.unref();
  }

  close(): Promise<void> {
    this.#end(false);
    return Promise.resolve();
  }

  /** Puts the messages of an answer into the inbox and returns its wakeAfterMs. The guest is believed nothing. */
  #read(answer: number): number {
    const guest = this.#guest;
    const memoryEnd = guest.end();
    if (answer === 0) throw abiViolation(guest.file, "elizaos_send answered NULL");
    if (answer + HEADER_BYTES > memoryEnd)
      throw abiViolation(guest.file, `elizaos_send answered the address ${answer}, outside of its memory`);
    let at = answer + HEADER_BYTES;
    const end = at + guest.readU32(answer);
    if (end > memoryEnd)
      throw abiViolation(guest.file, `an answer has ${end - at} bytes, which end outside of its memory`);
    while (at < end) {
      const length = at + 4 > end ? Number.POSITIVE_INFINITY : guest.readU32(at);
      at += 4;
      if (at + length > end) throw abiViolation(guest.file, "a message is longer than its answer");
      if (length === 0 || length > LIMITS.maxFrameBytes)
        throw abiViolation(guest.file, `a message has ${length} bytes`);
      this.#inbox.push(guest.readText(at, length));
      at += length;
    }
    return guest.readU32(answer + 4);
  }

  /** A handler of the channel may send from within: what comes of that is appended, so that the order holds. */
  #deliver(): void {
    this.#delivering = true;
    try {
      for (let next = this.#inbox.shift(); next !== undefined; next = this.#inbox.shift()) {
        if (next.length > this.#maxMessageChars)
          this.#end(false, tooLong(next.length, this.#maxMessageChars));
        else this.#receiver.message(next);
      }
    } finally {
      this.#delivering = false;
    }
  }

  #wakeAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (ms === NO_WAKE) return;
    this.#timer = startTimer(() => this.poll(), ms);
    if (!this.#busy) this.#timer.unref();
  }

  #end(trapped: boolean, error?: PluginError): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#inbox.length = 0;
    this.#guest.close(trapped);
    this.#receiver.closed(error);
  }
}

function tooLong(chars: number, maxChars: number): PluginError {
  const text = `Cannot read a message of the guest as it must have at most ${maxChars} characters: current value is ${chars}`;
  return errorOf("protocol_violation", text, { value: chars });
}

/** The error of a guest that breaks the ABI. */
export function abiViolation(file: string, what: string, cause?: unknown): PluginError {
  return errorOf("protocol_violation", `The plugin breaks ABI 1: ${what}`, {
    file,
    cause,
    remedy: "Build the plugin again with the elizaos-interop SDK, or mend its exports by elizaos_interop.h",
  });
}
