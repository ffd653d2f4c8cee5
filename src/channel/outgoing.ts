/** The requests that this side has made: which are under way, which wait for a place, and how each ends once. */
import { errorOf, type PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { CallOptions, CallPlace, Message } from "./call.ts";
import { PendingCall, type PendingRequest } from "./pending.ts";
import { shown } from "./shown.ts";
import { fromWireError } from "./wire-error.ts";

/** What the table needs of its channel. */
export interface OutgoingPort {
  /** Encodes the message of a call and registers that with its size; then sends it. Throws what is refused. */
  send(message: Record<string, unknown>, call: PendingCall): void;
  cancel(id: number): void;
  place(options: CallOptions): CallPlace;
  /** The number of requests under way changed. */
  changed(): void;
}

/** What the table is made with. */
export interface OutgoingOptions {
  maxInFlight: number;
  /** Whether an answer to nobody breaks the protocol, instead of being ignored. */
  strict: boolean;
}

export class OutgoingCalls {
  readonly #port: OutgoingPort;
  /** Requests under way at once; a further one waits. */
  maxInFlight: number;
  readonly #strict: boolean;
  readonly #pending = new Map<number, PendingCall>();
  readonly #waiting = new Set<PendingCall>();
  /** Sent and given up before their answers came: those may still come, once each. */
  readonly #abandoned = new Set<number>();
  readonly #giveUp = (call: PendingCall): void => this.#abandon(call);
  #lastId = 0;
  #bytes = 0;

  constructor(port: OutgoingPort, { maxInFlight, strict }: OutgoingOptions) {
    this.#port = port;
    this.maxInFlight = maxInFlight;
    this.#strict = strict;
  }

  /** Requests that have not ended, those that wait included. */
  get size(): number {
    return this.#pending.size + this.#waiting.size;
  }

  /** The request of that id that is under way. */
  get(id: number): PendingCall | undefined {
    return this.#pending.get(id);
  }

  /** Starts a request, or has it wait for a place, its deadline running. One from inside a request of the peer never waits. */
  make(request: PendingRequest): Message | Promise<Message> {
    const call = new PendingCall(++this.#lastId, request);
    if (request.parent === undefined && this.#isFull()) this.#wait(call);
    else this.#start(call);
    return call.result(this.#giveUp);
  }

  /**
   * An answer came. A late one is ignored.
   * @throws ProtocolError for an answer to nobody, where this side is strict
   */
  settle(re: number, message: Message): void {
    const call = this.#pending.get(re);
    if (call === undefined) {
      if (!this.#abandoned.delete(re) && this.#strict) throw this.#answerToNobody(re, message);
      return;
    }
    this.#release(call);
    if (call.isAnsweredBy(message.type)) call.succeed(message);
    else if (message.type === "error") call.fail(fromWireError(message, call.place));
    else call.fail(wrongAnswer(call, message));
    this.#admit();
  }

  /** Cancels what was asked from inside a request of the peer. */
  cancelInside(parent: number, reason: PluginError): void {
    for (const call of [...this.#pending.values(), ...this.#waiting]) {
      if (call.parent !== parent) continue;
      this.#abandon(call);
      call.fail(reason);
    }
  }

  /** The connection ended: every request ends by an error of its own. */
  failAll(errorFor: (options: CallOptions) => PluginError): void {
    const calls = [...this.#pending.values(), ...this.#waiting];
    this.#pending.clear();
    this.#waiting.clear();
    this.#port.changed();
    for (const call of calls) call.fail(errorFor(call.options));
  }

  #isFull(): boolean {
    return this.#pending.size >= this.maxInFlight || this.#bytes >= LIMITS.maxInFlightBytes;
  }

  #wait(call: PendingCall): void {
    if (this.#waiting.size >= LIMITS.maxWaiting) {
      const message = `Cannot call the plugin as ${this.#waiting.size} calls wait already`;
      throw errorOf("overloaded", message, this.#port.place(call.options));
    }
    this.#waiting.add(call);
    this.#port.changed();
  }

  /** Registers before it sends: a peer in this process answers before `send` returns. */
  #start(call: PendingCall): void {
    const timeoutMs = call.remainingMs();
    const message: Record<string, unknown> = { ...call.fields, type: call.type, id: call.id };
    if (call.parent !== undefined) message.parent = call.parent;
    if (Number.isFinite(timeoutMs)) message.timeoutMs = timeoutMs;
    try {
      this.#port.send(message, call);
    } catch (refused) {
      this.#release(call);
      this.#admit();
      throw refused;
    }
  }

  /** Its message is about to be sent. @param bytes encoded size */
  register(call: PendingCall, bytes: number): void {
    call.bytes = bytes;
    this.#bytes += bytes;
    this.#pending.set(call.id, call);
    this.#port.changed();
  }

  #release(call: PendingCall): boolean {
    if (!this.#pending.delete(call.id)) return false;
    this.#bytes -= call.bytes;
    this.#port.changed();
    return true;
  }

  /** The call's deadline passed or its signal fired: it has settled, and the peer is told before another takes its place. */
  #abandon(call: PendingCall): void {
    if (this.#waiting.delete(call)) this.#port.changed();
    else if (this.#release(call)) {
      this.#abandoned.add(call.id);
      if (this.#abandoned.size > LIMITS.maxWaiting) this.#abandoned.delete(first(this.#abandoned));
      this.#port.cancel(call.id);
    }
    this.#admit();
  }

  #admit(): void {
    for (const call of this.#waiting) {
      if (this.#isFull()) return;
      this.#waiting.delete(call);
      try {
        this.#start(call);
      } catch (error) {
        call.fail(error);
      }
    }
  }

  #answerToNobody(re: number, message: Message): PluginError {
    const what = re > this.#lastId ? "was never made" : "has had its answer";
    const text = `Cannot use the answer ${shown(message)} as the request ${re} ${what}`;
    return errorOf("protocol_violation", text, { ...this.#port.place({}), value: re });
  }
}

function wrongAnswer(call: PendingCall, message: Message): PluginError {
  const text = `Cannot use the answer to ${call.type} as its type must be ${call.answerType} or error: current value is ${shown(message)}`;
  return errorOf("protocol_violation", text, { ...call.place, value: message.type });
}

function first<Item>(items: Set<Item>): Item {
  return items.values().next().value as Item;
}
