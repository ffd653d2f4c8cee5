/**
 * One end of a connection between a host and a guest: request ids, pending calls, deadlines, cancellation, nested
 * requests, close. The same class is the host's end and the guest's; it knows no language and no component kind.
 */
import { errorOf, PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { Caller, CallOptions, CallPlace, Message, MessageType, RequestHandlers } from "./call.ts";
import { type CallScope, requestOf } from "./call-scope.ts";
import { IncomingCalls } from "./incoming.ts";
import { Intake } from "./intake.ts";
import { asMessage, isRequestId, kindOf, namesNoRequest } from "./message.ts";
import { OutgoingCalls } from "./outgoing.ts";
import type { PendingCall } from "./pending.ts";
import type { Codec, Connect, Transport } from "./transport.ts";
import { type ErrorVoice, toWireError } from "./wire-error.ts";

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
  /**
   * A host's end: an answer to nobody ends the connection, and calls that nest without end are refused. A guest ignores the one and
   * leaves the other to its host, who knows the whole chain.
   */
  strict?: boolean;
}

export class Channel<Encoded> implements Caller {
  readonly #options: ChannelOptions<Encoded>;
  readonly #transport: Transport<Encoded>;
  readonly #outgoing: OutgoingCalls;
  readonly #incoming: IncomingCalls;
  readonly #intake: Intake<Encoded>;
  readonly #placeOf: (options: CallOptions) => CallPlace;
  #maxMessageSize: number = LIMITS.maxFrameBytes;
  #busy = false;
  #closed: PluginError | undefined;

  constructor(connect: Connect<Encoded>, options: ChannelOptions<Encoded>) {
    this.#options = options;
    const changed = () => this.#updateBusy();
    const send = (message: Record<string, unknown>, call: PendingCall) => this.#send(message, call);
    const cancel = (re: number) => this.notify("cancel", { re });
    this.#placeOf = (call) => this.#place(call);
    this.#outgoing = new OutgoingCalls(
      { send, cancel, place: this.#placeOf, changed },
      { maxInFlight: options.maxInFlight ?? LIMITS.maxInFlight, strict: options.strict ?? false },
    );
    this.#incoming = new IncomingCalls({
      channel: this,
      scope: options.scope,
      handlers: options.handlers,
      maxBytes: options.strict === true ? LIMITS.maxGuestRequestBytes : Number.POSITIVE_INFINITY,
      maxDepth: options.strict === true ? LIMITS.maxCallDepth : Number.POSITIVE_INFINITY,
      enclosing: ({ parent }) => (typeof parent === "number" ? this.#outgoing.get(parent) : undefined),
      answer: (type, re, fields) => this.#sendAnswer(type, re, fields),
      part: (type, re, fields) => this.#send({ ...fields, type, re }),
      refuse: (re, error) => this.#sendError(re, error),
      refuseClosed: (re, message) => this.#send({ type: "error", re, code: "closed", message }),
      changed,
      begun: () => this.#intake.begun(),
      settled: () => this.#intake.settled(),
    });
    this.#intake = new Intake({
      take: (encoded) => this.#receive(encoded),
      // A guest's host keeps an account of its own, and is trusted with it.
      heldBytes: () => (options.strict === true ? this.#incoming.heldBytes : 0),
      setReading: (reading) => this.#transport.setReading?.(reading),
    });
    this.#transport = connect({
      message: (encoded) => {
        if (this.#intake.isPaused) this.#intake.keep(encoded);
        else this.#receive(encoded);
      },
      closed: (error) => this.#end(error ?? errorOf("closed", "The plugin was closed", options.peer)),
    });
  }

  /** Why the channel ended, once it has. */
  get closed(): PluginError | undefined {
    return this.#closed;
  }

  /** Calls that this side has made and that have not ended. */
  get inFlight(): number {
    return this.#outgoing.size;
  }

  /** What the peer says that it takes: a larger message is refused here. Never more than our own cap. */
  limitMessages(maxBytes: number): void {
    this.#maxMessageSize = Math.min(maxBytes, LIMITS.maxFrameBytes);
  }

  /** How many requests the peer takes at once. Never more than our own cap. */
  limitRequests(maxInFlight: number): void {
    this.#outgoing.maxInFlight = Math.min(maxInFlight, LIMITS.maxInFlight);
  }

  /** The peer may send messages of the full size from now on: it has said what it is. */
  acceptMessages(): void {
    this.#transport.accept?.(LIMITS.maxFrameBytes);
  }

  /** How long to look for the peer's next message before this process sleeps, µs. */
  poll(us: number): void {
    this.#transport.poll?.(us);
  }

  /**
   * Makes a request. The answer comes as a value where the peer gave it at once, else as a promise; errors are thrown
   * or rejected likewise. Ends exactly once: by answer, error, cancel, deadline or close.
   */
  call(type: MessageType, fields: object, options: CallOptions): Message | Promise<Message> {
    if (this.#closed !== undefined) throw this.#closedFor(options);
    if (options.signal?.aborted)
      throw errorOf("cancelled", "The call was cancelled before it was made", this.#place(options));
    const carrier = this.#options.scope;
    const scope = carrier?.current() ?? this.#incoming.get(options.parent);
    const parent = options.parent ?? requestOf(this, scope)?.id;
    const context = carrier?.context();
    const isForeign = scope !== undefined && scope.channel !== this;
    return this.#outgoing.make({
      type,
      fields,
      parent,
      options,
      scope: scope?.entry,
      context,
      isForeign,
      placeOf: this.#placeOf,
    });
  }

  /** Sends a message that has no answer. Does nothing once the channel has ended. */
  notify(type: MessageType, fields: object): void {
    if (this.#closed === undefined) this.#send({ ...fields, type });
  }

  /** Takes no new requests of the peer, but for the callbacks of our own, and closes once those under way have been answered. */
  finish(): void {
    this.#incoming.isFinishing = true;
    this.#closeIfFinished();
  }

  /** In a turn of its own: what ends the last request may have more to say of it. */
  #closeIfFinished(): void {
    queueMicrotask(() => {
      if (this.#incoming.size === 0) void this.close();
    });
  }

  /** Ends every call by `reason` and the peer with it. Resolves when nothing of the peer is left. */
  async close(reason?: PluginError): Promise<void> {
    this.#end(reason ?? errorOf("closed", "The plugin was closed", this.#options.peer));
    await this.#transport.close();
  }

  #receive(encoded: Encoded): void {
    if (this.#closed !== undefined) return;
    try {
      const { codec } = this.#options;
      this.#dispatch(asMessage(codec.decode(encoded)), encoded);
    } catch (error) {
      void this.close(asPluginError(error));
    }
  }

  #dispatch(message: Message, encoded: Encoded): void {
    const { id, re } = message;
    if (id !== undefined) this.#receiveRequest(message, id, encoded);
    else if (!isRequestId(re) || message.type === "log") this.#receiveNotice(message);
    else if (message.type === "cancel") this.#receiveCancel(re);
    else if (kindOf(message.type) === "follow-up") tell(() => this.#incoming.followUp(re, message));
    else if (kindOf(message.type) === "part") tell(() => this.#outgoing.get(re)?.options.onPart?.(message));
    else this.#outgoing.settle(re, message);
  }

  #receiveRequest(message: Message, id: unknown, encoded: Encoded): void {
    if (!isRequestId(id)) throw namesNoRequest(message, "id", this.#options.peer);
    if (message.type === "ping") this.#send({ type: "pong", re: id });
    else this.#incoming.receive(message, id, this.#options.codec.decodedSize(encoded));
  }

  /** What says something of a request must say of which: to ignore it would leave that request to its deadline. */
  #receiveNotice(message: Message): void {
    const kind = kindOf(message.type);
    if (kind === "answer" || kind === "part" || kind === "follow-up")
      throw namesNoRequest(message, "re", this.#options.peer);
    tell(() => this.#options.onNotice(message));
  }

  #receiveCancel(re: number): void {
    const reason = errorOf("cancelled", "The call was cancelled by the other side", this.#options.peer);
    if (!this.#incoming.cancel(re, reason)) return;
    this.#outgoing.cancelInside(re, reason);
    this.#sendError(re, reason);
  }

  #sendAnswer(type: string, re: number, fields: object): void {
    try {
      this.#send({ ...fields, type, re });
    } catch (refused) {
      this.#sendError(re, refused);
    }
  }

  #sendError(re: number, thrown: unknown): void {
    const wire = toWireError(thrown, this.#options.voice);
    try {
      this.#send({ ...wire, type: "error", re });
    } catch {
      // Longer than the peer takes: it is told the code, and the beginning of the message.
      this.#send({ code: wire.code, message: wire.message.slice(0, 100), type: "error", re });
    }
  }

  #send(message: Record<string, unknown>, call?: PendingCall): void {
    const { codec } = this.#options;
    const encoded = codec.encode(message);
    const size = codec.sizeOf(encoded);
    if (size > this.#maxMessageSize) throw tooLarge(message.type, size, this.#maxMessageSize);
    if (call !== undefined) this.#outgoing.register(call, size);
    this.#transport.send(encoded);
  }

  #end(reason: PluginError): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    // First, so that nothing which waits is started when a request of the peer is dropped.
    this.#outgoing.failAll((options) => this.#closedFor(options));
    this.#incoming.abandon(reason);
    this.#intake.end();
    this.#updateBusy();
    tell(() => this.#options.onClosed?.(reason));
  }

  /** Each call gets an error of its own: the same reason, its own component and stack. */
  #closedFor(options: CallOptions): PluginError {
    const reason = this.#closed as PluginError;
    const { file, traceback, remedy, value } = reason;
    return errorOf(reason.code, reason.message, {
      ...this.#place(options),
      file,
      traceback,
      remedy,
      value,
      cause: reason,
    });
  }

  #place(options: CallOptions): CallPlace {
    return { ...this.#options.peer, component: options.component };
  }

  #updateBusy(): void {
    if (this.#incoming.isFinishing && this.#incoming.size === 0) this.#closeIfFinished();
    const busy = this.#outgoing.size + this.#incoming.size > 0;
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#transport.setBusy(busy);
  }
}

/** What is no error of ours is a defect of ours; it ends the connection all the same, and every call with it. */
function asPluginError(thrown: unknown): PluginError {
  if (thrown instanceof PluginError) return thrown;
  return errorOf("internal", "A message could not be handled", { cause: thrown });
}

function tooLarge(type: unknown, size: number, maxBytes: number): PluginError {
  const text = `Cannot send the message ${String(type)} as it must have at most ${maxBytes} bytes: current value is ${size}`;
  return errorOf("value_refused", text, { value: size, remedy: "Send less at once" });
}

/** Tells somebody outside. What they throw is theirs: it must not end the connection. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    reportError(error);
  }
}
