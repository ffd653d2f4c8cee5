/**
 * ABI 1 from the host's side, for wasm and ffi alike: hands over a message, collects what the guest left, polls it when it
 * asks. Where the memory is and how an export is called is the business of the two folders.
 */
import type { Receiver, Transport } from "../channel/transport.ts";
import { errorOf, type PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";

/** One guest behind the exports of ABI 1. */
export interface AbiGuest {
  /**
   * Calls `elizaos_send` (an empty message polls), puts the answer's messages into `messages` and returns wakeAfterMs.
   * Throws when the guest trapped, or answered against the ABI: it is never called again then.
   */
  send(message: string, messages: string[]): number;
  /** Frees the guest; told whether it trapped. Called once. */
  close(trapped: boolean): void;
}

/** wakeAfterMs of an answer that asks for no timer. */
export const NO_WAKE = 0xffffffff;

export class InProcessTransport implements Transport<string> {
  readonly #guest: AbiGuest;
  readonly #receiver: Receiver<string>;
  /** What the guest said and the channel has not been given: its answers are only valid until the next call. */
  readonly #inbox: string[] = [];
  #delivering = false;
  #maxMessageChars: number = LIMITS.maxReadyBytes;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
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
      wakeAfterMs = this.#guest.send(message, this.#inbox);
    } catch (error) {
      this.#end(true, error as PluginError);
      return;
    }
    this.#wakeAfter(wakeAfterMs);
    if (!this.#delivering) this.#deliver();
  }

  /** Lets the guest work without a message: its timer, or one of its threads, asked for it. */
  poll(): void {
    this.send("");
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
    this.#timer = setTimeout(() => this.poll(), ms);
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
