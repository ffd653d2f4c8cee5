/** What a request is made with, and what answers one: the words that both halves of a channel share. */
import type { MESSAGES } from "../contract/generated/messages.ts";

/** A message that arrived: `type` is a string, the rest is as the peer wrote it. */
export type Message = Record<string, unknown> & { type: string };

export type MessageType = keyof typeof MESSAGES;

/** Who the peer is, and what a call is about, for errors. */
export interface CallPlace {
  plugin?: string | undefined;
  language?: string | undefined;
  component?: string | undefined;
}

export interface CallOptions {
  /** Deadline in ms, instead of the request's own: the schema names one for each type. */
  timeoutMs?: number | undefined;
  /** When the deadline began to run, by `performance.now()`, where something had to come first. */
  sinceMs?: number | undefined;
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

/** Makes requests: the answer as a value where the peer gave it at once, else as a promise. */
export interface Caller {
  call(type: MessageType, fields: object, options: CallOptions): Message | Promise<Message>;
}

/** A request of the peer, as its handler sees it. Requests that are made by it name it as their parent. */
export interface IncomingRequest extends Caller {
  readonly id: number;
  /** Fires when the peer cancels the request, or the connection ends. */
  readonly signal: AbortSignal;
  /** Whether it was answered, or nobody waits for its answer any more. */
  readonly hasEnded: boolean;
  /** Takes what the peer says of its request meanwhile, but for its cancel. */
  onFollowUp: ((message: Message) => void) | undefined;
  /** Sends a part, which comes before the answer. Does nothing once the request has ended. */
  part(type: MessageType, fields: object): void;
  /** Says that parts were sent and the answer is the one that follows parts, where the request has such a one. */
  answersAfterParts(): void;
}

/** Answers one type of request with the fields of its answer. What it throws becomes an `error`. */
export type RequestHandler = (message: Message, call: IncomingRequest) => object | Promise<object>;
export type RequestHandlers = { readonly [type: string]: RequestHandler | undefined };
