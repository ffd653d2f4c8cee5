/** One request that this side has made: it waits for its end, which comes exactly once. */
import { MESSAGES } from "../contract/generated/messages.ts";
import { errorOf, type PluginError } from "../errors.ts";
import { startTimer, type Timer } from "../timer.ts";
import type { CallOptions, CallPlace, Message, MessageType } from "./call.ts";
import type { CallContext, OutgoingCall, ScopedCall, ScopeEntry } from "./call-scope.ts";
import { deadlineError, defaultDeadlineMs } from "./deadline.ts";

export interface PendingRequest {
  type: MessageType;
  fields: object;
  parent: number | undefined;
  options: CallOptions;
  scope: ScopeEntry | undefined;
  context: CallContext | undefined;
  placeOf(options: CallOptions): CallPlace;
  /** Whether the request in whose scope the call is made came over another channel. */
  isForeign: boolean;
}

type Outcome = { answer: Message } | { error: unknown };

export class PendingCall implements OutgoingCall {
  /** Encoded size, for the channel's account. */
  bytes = 0;
  readonly id: number;
  readonly #request: PendingRequest;
  #outcome: Outcome | undefined;
  #settle: ((outcome: Outcome) => void) | undefined;
  #timer: Timer | undefined;
  #unlisten: (() => void) | undefined;
  /** When the deadline began to run, where time has passed since. */
  #sinceMs: number | undefined;

  constructor(id: number, request: PendingRequest) {
    this.id = id;
    this.#request = request;
    this.#sinceMs = request.options.sinceMs;
  }

  get type(): MessageType {
    return this.#request.type;
  }

  get fields(): object {
    return this.#request.fields;
  }

  get parent(): number | undefined {
    return this.#request.parent;
  }

  get options(): CallOptions {
    return this.#request.options;
  }

  get scope(): ScopedCall | undefined {
    return this.#request.scope?.call;
  }

  get context(): CallContext | undefined {
    return this.#request.context;
  }

  get timeoutMs(): number {
    return this.options.timeoutMs ?? defaultDeadlineMs(this.type);
  }

  get hasEnded(): boolean {
    return this.#outcome !== undefined;
  }

  get place(): CallPlace {
    return this.#request.placeOf(this.options);
  }

  /** The type of message that answers this request. */
  get answerType(): string | undefined {
    return (MESSAGES[this.type] as { answer?: string }).answer;
  }

  /** Whether a message of that type answers this request, at once or after parts. */
  isAnsweredBy(type: string): boolean {
    const { answer, answerAfterParts } = MESSAGES[this.type] as {
      answer?: string;
      answerAfterParts?: string;
    };
    return type === answer || type === answerAfterParts;
  }

  /** What is left of the deadline, ms: a call may have waited for a place, or for its guest. */
  remainingMs(): number {
    const { timeoutMs } = this;
    const since = this.#sinceMs;
    return since === undefined ? timeoutMs : Math.max(0, timeoutMs - (performance.now() - since));
  }

  succeed(answer: Message): void {
    this.#end({ answer });
  }

  fail(error: unknown): void {
    this.#end({ error });
  }

  /**
   * The answer, if it is there; else a promise of it, and only then a timer. `abandon` is called when deadline or signal
   * ended the call.
   */
  result(abandon: (call: this) => void): Message | Promise<Message> {
    if (this.#outcome !== undefined) return unwrap(this.#outcome);
    return new Promise((resolve, reject) => {
      this.#settle = (outcome) => ("answer" in outcome ? resolve(outcome.answer) : reject(outcome.error));
      const give = (error: PluginError) => {
        abandon(this);
        this.fail(error);
      };
      const signal = this.options.signal ?? this.#signalOfScope();
      const expire = () => give(deadlineError(this.timeoutMs, this.type, this.place));
      const remainingMs = this.remainingMs();
      this.#sinceMs ??= performance.now();
      if (Number.isFinite(remainingMs)) this.#timer = startTimer(expire, remainingMs);
      if (signal !== undefined)
        this.#listen(signal, () => give(errorOf("cancelled", "The call was cancelled", this.place)));
    });
  }

  /** A call over another channel ends with the request that it serves; one over the same channel the peer ends itself. */
  #signalOfScope(): AbortSignal | undefined {
    return this.#request.isForeign ? this.scope?.signal : undefined;
  }

  #listen(signal: AbortSignal, onAbort: () => void): void {
    this.#unlisten = () => signal.removeEventListener("abort", onAbort);
    // It may have fired inside send, or long ago where it is the scope's.
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  }

  #end(outcome: Outcome): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = outcome;
    // Not yet where the answer came at once.
    if (this.#settle === undefined) return;
    clearTimeout(this.#timer);
    this.#unlisten?.();
    this.#settle(outcome);
  }
}

function unwrap(outcome: Outcome): Message {
  if ("answer" in outcome) return outcome.answer;
  throw outcome.error;
}
