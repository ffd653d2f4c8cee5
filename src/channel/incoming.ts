/** The requests of the peer that this side works on: each is answered once, and can be cancelled. */
import { MESSAGES } from "../contract/generated/messages.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type {
  Caller,
  CallOptions,
  IncomingRequest,
  Message,
  MessageType,
  RequestHandler,
  RequestHandlers,
} from "./call.ts";
import {
  type CallScope,
  chainText,
  type OutgoingCall,
  type ScopedCall,
  type ScopeEntry,
} from "./call-scope.ts";
import type { PendingCall } from "./pending.ts";

/** What the table needs of its channel. */
export interface IncomingPort {
  channel: Caller;
  scope: CallScope | undefined;
  /** The call of ours inside which the peer made a request. */
  enclosing(message: Message): PendingCall | undefined;
  /** What answers requests that are not made inside a call with handlers of its own. */
  handlers: RequestHandlers;
  /** Requests that nest deeper are refused. */
  maxDepth: number;
  /** A request that comes when others hold more than these is refused. */
  maxBytes: number;
  answer(type: string, re: number, fields: object): void;
  part(type: string, re: number, fields: object): void;
  refuse(re: number, error: unknown): void;
  /** Says that no requests are taken any more: no handler said so, whose errors are told as causes. */
  refuseClosed(re: number, message: string): void;
  /** The number of requests under way changed. */
  changed(): void;
  /** A request came under way. */
  begun(): void;
  /** The handler of a request has settled. */
  settled(): void;
}

export class IncomingCalls {
  readonly #port: IncomingPort;
  /** Under way: not answered, and not cancelled. */
  readonly #calls = new Map<number, IncomingCall>();
  /** Whose handlers have not settled, and the bytes of their decoded requests: a cancelled one may hold its arguments still. */
  #held = 0;
  /** Only requests that our own calls answer are taken any more. */
  isFinishing = false;
  #heldBytes = 0;

  constructor(port: IncomingPort) {
    this.#port = port;
  }

  get size(): number {
    return this.#calls.size;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** The request of that id that is under way. */
  get(id: number | undefined): ScopedCall | undefined {
    return id === undefined ? undefined : this.#calls.get(id);
  }

  /** @param bytes what it takes in memory: 1 MB of empty maps takes 64 */
  receive(message: Message, id: number, bytes: number): void {
    // The same id twice: the first one is still being worked on and will be answered.
    if (this.#calls.has(id)) return;
    const enclosing = this.#port.enclosing(message);
    const own = handlerOf(enclosing?.options.inside, message);
    const handler = own ?? handlerOf(this.#port.handlers, message);
    if (handler === undefined) {
      this.#port.refuse(id, isLate(message, enclosing) ? tooLate(message) : unsupported(message));
    } else if (this.isFinishing && own === undefined) {
      this.#port.refuseClosed(id, `Cannot answer ${message.type} as the plugin was told to shut down`);
    } else if (this.#isFull()) {
      const text = `${this.#held} requests of ${this.#heldBytes} bytes are worked on already`;
      this.#port.refuse(id, errorOf("overloaded", text));
    } else {
      const call = new IncomingCall(this.#port, message, { id, bytes, inside: enclosing });
      if (call.depth > this.#port.maxDepth) this.#port.refuse(id, endless(call));
      else this.#work(call, handler, message);
    }
  }

  #isFull(): boolean {
    return this.#held >= LIMITS.maxGuestRequests || this.#heldBytes > this.#port.maxBytes;
  }

  /** The peer says something of its own request. Of one that has ended it is ignored. */
  followUp(id: number, message: Message): void {
    this.#calls.get(id)?.onFollowUp?.(message);
  }

  #work(call: IncomingCall, handler: RequestHandler, message: Message): void {
    this.#calls.set(call.id, call);
    this.#held += 1;
    this.#heldBytes += call.bytes;
    this.#port.changed();
    const run = () => call.run(handler, message, this.#finish);
    const { scope } = this.#port;
    if (scope === undefined) run();
    else scope.run(call.entry, call.inside?.context, run);
    this.#port.begun();
  }

  /** Answers, unless the request was cancelled or the channel ended meanwhile. */
  readonly #finish = (call: IncomingCall, answer: object | undefined, error?: unknown): void => {
    call.leave();
    this.#held -= 1;
    this.#heldBytes -= call.bytes;
    if (this.#calls.get(call.id) === call) {
      this.#calls.delete(call.id);
      call.end();
      if (answer === undefined) this.#port.refuse(call.id, error);
      else this.#port.answer(call.answerType, call.id, answer);
      this.#port.changed();
    }
    this.#port.settled();
  };

  /** Drops a request, whose handler can ask for nothing more; false where it has ended already. */
  cancel(id: number, reason: unknown): boolean {
    const call = this.#calls.get(id);
    if (call === undefined) return false;
    this.#calls.delete(id);
    call.abort(reason);
    this.#port.changed();
    return true;
  }

  /** The connection ended: nobody can be answered any more. */
  abandon(reason: unknown): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) {
      call.abort(reason);
      // What its handler goes on with serves others too, such as a connection that a plugin opens once: that is not cancelled for ever.
      call.leave();
    }
  }
}

interface AnswerTypes {
  answer?: string;
  answerAfterParts?: string;
}

/** The peer names the type: `toString` must find no handler. */
function handlerOf(handlers: RequestHandlers | undefined, { type }: Message): RequestHandler | undefined {
  return handlers !== undefined && Object.hasOwn(handlers, type) ? handlers[type] : undefined;
}

/** Of a call that has ended there are no handlers any more, such as that of its callback. */
function isLate({ type, parent }: Message, enclosing: PendingCall | undefined): boolean {
  return parent !== undefined && enclosing === undefined && Object.hasOwn(MESSAGES, type);
}

function tooLate({ type }: Message): Error {
  return errorOf("cancelled", `Cannot take the request ${type} as the call that it belongs to has ended`);
}

function unsupported({ type }: Message): Error {
  return errorOf("unsupported", `The request ${type.slice(0, 200)} is not supported`);
}

function endless(call: IncomingCall): Error {
  return errorOf("deadlock", `Calls are nested ${call.depth} deep: ${chainText(call)}`, {
    value: call.depth,
    remedy: "Have the plugins that call each other end at some depth",
  });
}

type Finish = (call: IncomingCall, answer: object | undefined, error?: unknown) => void;

/** One request of the peer, without its fields: those are its handler's alone, which may drop them. */
export class IncomingCall implements ScopedCall, IncomingRequest {
  readonly id: number;
  /** What the decoded request takes in memory. */
  readonly bytes: number;
  readonly #type: string;
  readonly #method: string | undefined;
  readonly inside: OutgoingCall | undefined;
  readonly depth: number;
  readonly entry: ScopeEntry = { call: this };
  onFollowUp: ((message: Message) => void) | undefined;
  readonly #port: IncomingPort;
  #isAfterParts = false;
  #hasEnded = false;
  #controller: AbortController | undefined;
  #aborted: { reason: unknown } | undefined;

  constructor(
    port: IncomingPort,
    { type, method }: Message,
    { id, bytes, inside }: { id: number; bytes: number; inside: OutgoingCall | undefined },
  ) {
    this.#port = port;
    this.#type = type;
    this.#method = typeof method === "string" ? method.slice(0, 100) : undefined;
    this.id = id;
    this.bytes = bytes;
    this.inside = inside;
    this.depth = (inside?.scope?.depth ?? 0) + 1;
  }

  get channel(): Caller {
    return this.#port.channel;
  }

  get asks(): string {
    return this.#method === undefined ? this.#type : `${this.#type} ${this.#method}`;
  }

  /** The type of message that answers this request. */
  get answerType(): string {
    const { answer, answerAfterParts } = (MESSAGES[this.#type as MessageType] ?? {}) as AnswerTypes;
    return (this.#isAfterParts ? answerAfterParts : answer) ?? `${this.#type}.result`;
  }

  part(type: MessageType, fields: object): void {
    if (!this.#hasEnded) this.#port.part(type, this.id, fields);
  }

  answersAfterParts(): void {
    this.#isAfterParts = true;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The request has been answered, or nobody waits for its answer any more. */
  end(): void {
    this.#hasEnded = true;
  }

  /** From now on nothing works inside the request: what its handler left behind is on its own. */
  leave(): void {
    this.entry.call = undefined;
  }

  /** Fires when the peer cancels the request, or the connection ends. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted.reason);
    }
    return this.#controller.signal;
  }

  /** Makes a request to the peer from inside this one. */
  call(type: MessageType, fields: object, options: CallOptions): Message | Promise<Message> {
    return this.channel.call(type, fields, { ...options, parent: this.id });
  }

  /** Runs the handler and tells its end once; synchronously where the handler is. Holds nothing of the message meanwhile. */
  run(handler: RequestHandler, message: Message, finish: Finish): void {
    try {
      const answer = handler(message, this);
      if (answer instanceof Promise)
        answer.then(
          (given) => finish(this, given),
          (error) => finish(this, undefined, error),
        );
      else finish(this, answer);
    } catch (error) {
      finish(this, undefined, error);
    }
  }

  abort(reason: unknown): void {
    this.end();
    this.#aborted = { reason };
    this.#controller?.abort(reason);
  }
}
