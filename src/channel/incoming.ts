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
import type { CallScope, ScopedCall } from "./call-scope.ts";
import type { PendingCall } from "./pending.ts";

/** What the table needs of its channel. */
export interface IncomingPort {
  channel: Caller;
  scope: CallScope | undefined;
  /** The call of ours inside which the peer made a request. */
  enclosing(message: Message): PendingCall | undefined;
  /** What answers requests that are not made inside a call with handlers of its own. */
  handlers: RequestHandlers;
  answer(type: string, re: number, fields: object): void;
  refuse(re: number, error: unknown): void;
  /** The number of requests under way changed. */
  changed(): void;
}

export class IncomingCalls {
  readonly #port: IncomingPort;
  readonly #calls = new Map<number, IncomingCall>();

  constructor(port: IncomingPort) {
    this.#port = port;
  }

  get size(): number {
    return this.#calls.size;
  }

  receive(message: Message, id: number): void {
    // The same id twice: the first one is still being worked on and will be answered.
    if (this.#calls.has(id)) return;
    const enclosing = this.#port.enclosing(message);
    const handler = handlerOf(enclosing?.options.inside, message) ?? handlerOf(this.#port.handlers, message);
    if (handler === undefined) {
      this.#port.refuse(
        id,
        errorOf("unsupported", `The request ${message.type.slice(0, 200)} is not supported`),
      );
    } else if (this.#calls.size >= LIMITS.maxGuestRequests) {
      this.#port.refuse(id, errorOf("overloaded", `${this.#calls.size} requests are under way already`));
    } else {
      this.#work(new IncomingCall(this.#port.channel, message, id, enclosing?.scope), handler);
    }
  }

  #work(call: IncomingCall, handler: RequestHandler): void {
    this.#calls.set(call.id, call);
    this.#port.changed();
    const run = () => call.run(handler, (answer, error) => this.#finish(call, answer, error));
    const { scope } = this.#port;
    if (scope === undefined) run();
    else scope.run(call, run);
  }

  /** Answers, unless the request was cancelled or the channel ended meanwhile. */
  #finish(call: IncomingCall, answer: object | undefined, error: unknown): void {
    if (this.#calls.get(call.id) !== call) return;
    this.#calls.delete(call.id);
    if (answer === undefined) this.#port.refuse(call.id, error);
    else this.#port.answer(call.answerType, call.id, answer);
    this.#port.changed();
  }

  /** Drops a request; false where it has ended already. */
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
    for (const call of calls) call.abort(reason);
  }
}

/** The peer names the type: `toString` must find no handler. */
function handlerOf(handlers: RequestHandlers | undefined, { type }: Message): RequestHandler | undefined {
  return handlers !== undefined && Object.hasOwn(handlers, type) ? handlers[type] : undefined;
}

/** One request of the peer. */
export class IncomingCall implements ScopedCall, IncomingRequest {
  readonly channel: Caller;
  readonly message: Message;
  readonly id: number;
  readonly enclosing: ScopedCall | undefined;
  #controller: AbortController | undefined;
  #aborted: { reason: unknown } | undefined;

  constructor(channel: Caller, message: Message, id: number, enclosing: ScopedCall | undefined) {
    this.channel = channel;
    this.message = message;
    this.id = id;
    this.enclosing = enclosing;
  }

  /** The type of message that answers this request. */
  get answerType(): string {
    return (
      (MESSAGES as Record<string, { answer?: string }>)[this.message.type]?.answer ??
      `${this.message.type}.result`
    );
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

  /** Runs the handler and tells its end once; synchronously where the handler is. */
  run(handler: RequestHandler, finish: (answer: object | undefined, error?: unknown) => void): void {
    try {
      const answer = handler(this.message, this);
      if (answer instanceof Promise) answer.then(finish, (error) => finish(undefined, error));
      else finish(answer);
    } catch (error) {
      finish(undefined, error);
    }
  }

  abort(reason: unknown): void {
    this.#aborted = { reason };
    this.#controller?.abort(reason);
  }
}
