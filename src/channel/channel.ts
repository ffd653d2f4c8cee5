/**
 * One end of a connection between a host and a guest: request ids, pending calls, deadlines, cancellation, nested
 * requests, close. The same class is the host's end and the guest's; it knows no language and no component kind.
 */
import { MESSAGES } from "../contract/generated/messages.ts";
import { type ErrorPlace, errorOf, type PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { type CallScope, requestOf } from "./call-scope.ts";
import { IncomingCalls, type RequestHandlers } from "./incoming.ts";
import { PendingCall } from "./pending.ts";
import type { Codec, Connect, Transport } from "./transport.ts";
import { type ErrorVoice, fromWireError, toWireError } from "./wire-error.ts";

/** A message that arrived: `type` is a string, the rest is as the peer wrote it. */
export type Message = Record<string, unknown> & { type: string };

export interface ChannelOptions<Encoded> {
  codec: Codec<Encoded>;
  /** What answers the peer's requests, by type. */
  handlers: RequestHandlers;
  /** Messages that ask for no answer: `ready`, `log`, `plugin.update`, `shutdown`, and unknown ones. */
  onNotice(message: Message): void;
  /** The connection ended; said once, after every pending call has been told. */
  onClosed?(reason: PluginError): void;
  /** How errors of this side's handlers are told to the peer. */
  voice: ErrorVoice;
  /** Who the peer is, for errors. */
  peer: { plugin?: string | undefined; language?: string | undefined };
  scope?: CallScope | undefined;
  maxInFlight?: number;
}

export interface CallOptions {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** What the call is about, for errors, as `action ELIZA_REPLY`. */
  component?: string;
  /** Answers requests that the peer makes inside this call, before the channel's own handlers are asked. */
  inside?: RequestHandlers;
  /** Parts that come before the answer. */
  onPart?(message: Message): void;
  /** The peer's request inside which this one is made; by default the scope's. */
  parent?: number | undefined;
}

export class Channel<Encoded> {
  readonly #options: ChannelOptions<Encoded>;
  readonly #transport: Transport<Encoded>;
  readonly #pending = new Map<number, PendingCall>();
  readonly #incoming: IncomingCalls;
  readonly #waiting = new Set<PendingCall>();
  readonly #maxInFlight: number;
  #lastId = 0;
  #inFlightBytes = 0;
  #busy = false;
  #closed: PluginError | undefined;

  constructor(connect: Connect<Encoded>, options: ChannelOptions<Encoded>) {
    this.#options = options;
    this.#maxInFlight = options.maxInFlight ?? LIMITS.maxInFlight;
    this.#incoming = new IncomingCalls({
      channel: this as unknown as Channel<never>,
      scope: options.scope,
      handlers: options.handlers,
      enclosing: ({ parent }) => (typeof parent === "number" ? this.#pending.get(parent) : undefined),
      answer: (type, re, fields) => this.#sendAnswer(type, re, fields),
      refuse: (re, error) => this.#sendError(re, error),
      changed: () => this.#updateBusy(),
    });
    this.#transport = connect({
      message: (encoded) => this.#receive(encoded),
      closed: (error) => this.#end(error ?? errorOf("closed", "The plugin was closed", options.peer)),
    });
  }

  /** Why the channel ended, once it has. */
  get closed(): PluginError | undefined {
    return this.#closed;
  }

  /** Calls that this side has made and that have not ended. */
  get inFlight(): number {
    return this.#pending.size + this.#waiting.size;
  }

  /**
   * Makes a request. The answer comes as a value where the peer gave it at once, else as a promise; errors are thrown
   * or rejected likewise. Ends exactly once: by answer, error, cancel, deadline or close.
   */
  call(type: keyof typeof MESSAGES, fields: object, options: CallOptions): Message | Promise<Message> {
    if (this.#closed !== undefined) throw this.#closedFor(options);
    if (options.signal?.aborted)
      throw errorOf("cancelled", "The call was cancelled before it was made", this.#place(options));
    const scope = this.#options.scope?.current();
    const parent = options.parent ?? requestOf(this, scope)?.id;
    const call = new PendingCall(++this.#lastId, { type, fields, parent, options, scope });
    if (parent === undefined && this.#isFull()) return this.#wait(call);
    this.#start(call);
    return call.result((pending) => this.#abandon(pending));
  }

  /** Sends a message that has no answer. Does nothing once the channel has ended. */
  notify(type: keyof typeof MESSAGES, fields: object): void {
    if (this.#closed === undefined) this.#send({ type, ...fields });
  }

  /** Ends every call by `reason` and the peer with it. Resolves when nothing of the peer is left. */
  async close(reason?: PluginError): Promise<void> {
    this.#end(reason ?? errorOf("closed", "The plugin was closed", this.#options.peer));
    await this.#transport.close();
  }

  #isFull(): boolean {
    return this.#pending.size >= this.#maxInFlight || this.#inFlightBytes >= LIMITS.maxInFlightBytes;
  }

  /** A call that finds the guest full waits for its turn, its deadline running. */
  #wait(call: PendingCall): Message | Promise<Message> {
    if (this.#waiting.size >= LIMITS.maxWaiting) {
      const text = `Cannot call the plugin as ${this.#waiting.size} calls wait already`;
      throw errorOf("overloaded", text, this.#place(call.options));
    }
    this.#waiting.add(call);
    this.#updateBusy();
    return call.result((pending) => this.#abandon(pending));
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

  /** Registers before it sends: a peer in this process answers before `send` returns. */
  #start(call: PendingCall): void {
    const { timeoutMs } = call.options;
    const encoded = this.#options.codec.encode({
      type: call.type,
      id: call.id,
      ...(call.parent === undefined ? undefined : { parent: call.parent }),
      ...(Number.isFinite(timeoutMs) ? { timeoutMs } : undefined),
      ...call.fields,
    });
    call.bytes = this.#options.codec.sizeOf(encoded);
    this.#inFlightBytes += call.bytes;
    this.#pending.set(call.id, call);
    this.#updateBusy();
    try {
      this.#transport.send(encoded);
    } catch (refused) {
      this.#forget(call);
      throw refused;
    }
  }

  /** The call's deadline passed or its signal fired: it has settled, and the peer is told. */
  #abandon(call: PendingCall): void {
    if (this.#waiting.delete(call)) this.#updateBusy();
    else if (this.#forget(call)) this.notify("cancel", { re: call.id });
  }

  #forget(call: PendingCall): boolean {
    if (!this.#pending.delete(call.id)) return false;
    this.#inFlightBytes -= call.bytes;
    if (this.#waiting.size > 0) this.#admit();
    this.#updateBusy();
    return true;
  }

  #receive(encoded: Encoded): void {
    if (this.#closed !== undefined) return;
    let message: Message;
    try {
      message = asMessage(this.#options.codec.decode(encoded));
    } catch (error) {
      void this.close(error as PluginError);
      return;
    }
    if (message.id !== undefined) this.#receiveRequest(message);
    else if (typeof message.re === "number" && message.type !== "log")
      this.#receiveFollowUp(message, message.re);
    else tell(() => this.#options.onNotice(message));
  }

  #receiveFollowUp(message: Message, re: number): void {
    const { kind } = (MESSAGES as Record<string, { kind?: string }>)[message.type] ?? {};
    // An answer to nobody is ignored: late, repeated, or never asked for.
    if (message.type === "cancel") this.#receiveCancel(re);
    else if (kind === "part") tell(() => this.#pending.get(re)?.options.onPart?.(message));
    else this.#receiveAnswer(message, re);
  }

  #receiveAnswer(message: Message, re: number): void {
    const call = this.#pending.get(re);
    if (call === undefined) return;
    this.#forget(call);
    if (message.type === call.answerType) call.succeed(message);
    else if (message.type === "error") call.fail(fromWireError(message, this.#place(call.options)));
    else call.fail(this.#wrongAnswer(call, message));
  }

  #wrongAnswer(call: PendingCall, message: Message): PluginError {
    const text = `Cannot use the answer to ${call.type} as its type must be ${call.answerType} or error: current value is ${message.type}`;
    return errorOf("protocol_violation", text, { ...this.#place(call.options), value: message.type });
  }

  #receiveRequest(message: Message): void {
    const { id } = message;
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 1) {
      const text = `Cannot take the request ${message.type} as its id must be a positive integer: current value is ${String(id)}`;
      void this.close(errorOf("protocol_violation", text, { ...this.#options.peer, value: id }));
    } else if (message.type === "ping") {
      this.#send({ type: "pong", re: id });
    } else {
      this.#incoming.receive(message, id);
    }
  }

  #receiveCancel(re: number): void {
    const reason = errorOf("cancelled", "The call was cancelled by the other side", this.#options.peer);
    if (!this.#incoming.cancel(re, reason)) return;
    for (const call of [...this.#pending.values(), ...this.#waiting]) {
      if (call.parent !== re) continue;
      this.#abandon(call);
      call.fail(reason);
    }
    this.#sendError(re, reason);
  }

  #sendAnswer(type: string, re: number, fields: object): void {
    try {
      this.#send({ type, re, ...fields });
    } catch (refused) {
      this.#sendError(re, refused);
    }
  }

  #send(message: Record<string, unknown>): void {
    this.#transport.send(this.#options.codec.encode(message));
  }

  #sendError(re: number, thrown: unknown): void {
    this.#send({ type: "error", re, ...toWireError(thrown, this.#options.voice) });
  }

  #end(reason: PluginError): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    const calls = [...this.#pending.values(), ...this.#waiting];
    this.#pending.clear();
    this.#waiting.clear();
    this.#incoming.abandon(reason);
    this.#updateBusy();
    for (const call of calls) call.fail(this.#closedFor(call.options));
    this.#options.onClosed?.(reason);
  }

  /** Each call gets an error of its own: the same reason, its own component and stack. */
  #closedFor(options: CallOptions): PluginError {
    const reason = this.#closed as PluginError;
    const { traceback, remedy, value } = reason;
    const place = { ...this.#place(options), traceback, remedy, value, cause: reason };
    return errorOf(reason.code, reason.message, place);
  }

  #place(options: CallOptions): ErrorPlace {
    return { ...this.#options.peer, component: options.component };
  }

  #updateBusy(): void {
    const busy = this.#pending.size + this.#waiting.size + this.#incoming.size > 0;
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#transport.setBusy(busy);
  }
}

/** A listener that throws is its owner's defect: it is reported as uncaught, and the connection lives on. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    reportError(error);
  }
}

function asMessage(value: unknown): Message {
  if (typeof value === "object" && value !== null && typeof (value as Message).type === "string")
    return value as Message;
  const shown = JSON.stringify(value)?.slice(0, 200);
  const text = `Cannot read a message as it must be a map with a string type: current value is ${shown}`;
  throw errorOf("protocol_violation", text, { value });
}
