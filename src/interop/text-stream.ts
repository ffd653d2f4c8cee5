/**
 * A model's text in parts, as elizaOS's `TextStreamResult`: made of the parts that the other side sends, and told from other values of
 * models. The host's adapter and the guest's runtime share it.
 */
import type { TextStreamResult, TokenUsage } from "@elizaos/core";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";

/** What comes after the last part. */
export interface TextStreamEnd {
  /** The whole text. */
  value?: unknown;
  usage?: unknown;
  finishReason?: unknown;
}

/** The last thing in a stream that failed: the parts before it are still read, which `ReadableStreamDefaultController.error` would drop. */
class Failure {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** Takes parts from one side and gives them to one reader on the other. Of what has been read it keeps nothing. */
export class TextStream {
  /** For the reader. None of its promises is ever an unhandled rejection. */
  readonly result: TextStreamResult;
  /** True when a part came first, false when the end did. Rejects where the failure came first. */
  readonly begun: Promise<boolean>;
  readonly #begun = handled(Promise.withResolvers<boolean>());
  readonly #text = handled(Promise.withResolvers<string>());
  readonly #usage = handled(Promise.withResolvers<TokenUsage | undefined>());
  readonly #finishReason = handled(Promise.withResolvers<string | undefined>());
  readonly #onCancel: (() => void) | undefined;
  readonly #parts: ReadableStream<string | Failure>;
  #controller!: ReadableStreamDefaultController<string | Failure>;
  #hasEnded = false;

  /** @param onCancel is told when the reader wants no more, and when it is too slow */
  constructor(onCancel?: () => void) {
    this.#onCancel = onCancel;
    this.begun = this.#begun.promise;
    const start = (controller: ReadableStreamDefaultController<string | Failure>) => {
      this.#controller = controller;
    };
    const size = (part: string | Failure | undefined) => (typeof part === "string" ? part.length : 0);
    this.#parts = new ReadableStream(
      { start, cancel: () => this.#cancel() },
      { highWaterMark: LIMITS.maxFrameBytes, size },
    );
    this.result = {
      textStream: { [Symbol.asyncIterator]: () => this.#read() },
      text: this.#text.promise,
      usage: this.#usage.promise,
      finishReason: this.#finishReason.promise,
    };
  }

  push(text: string): void {
    if (this.#hasEnded) return;
    this.#begun.resolve(true);
    this.#controller.enqueue(text);
    if ((this.#controller.desiredSize ?? 0) >= 0) return;
    const rule = `at most ${LIMITS.maxFrameBytes} characters may be unread`;
    const error = errorOf("overloaded", `Cannot keep more of a model's text as ${rule}: read it as it comes`);
    this.#reject(error);
    this.#controller.error(error);
    this.#onCancel?.();
  }

  end({ value, usage, finishReason }: TextStreamEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#begun.resolve(false);
    this.#text.resolve(typeof value === "string" ? value : "");
    this.#usage.resolve((usage ?? undefined) as TokenUsage | undefined);
    this.#finishReason.resolve(typeof finishReason === "string" ? finishReason : undefined);
    this.#controller.close();
  }

  /** Parts that came before are still given to the reader. */
  fail(error: unknown): void {
    if (this.#hasEnded) return;
    this.#reject(error);
    this.#controller.enqueue(new Failure(error));
    this.#controller.close();
  }

  #reject(error: unknown): void {
    this.#hasEnded = true;
    for (const promised of [this.#begun, this.#text, this.#usage, this.#finishReason]) promised.reject(error);
  }

  #read(): AsyncIterator<string, undefined> {
    if (this.#parts.locked)
      throw errorOf("usage", "Cannot read a model's text twice as its parts are kept for one reader only");
    const reader = this.#parts.getReader();
    return {
      async next() {
        const { value, done } = await reader.read();
        if (value instanceof Failure) throw value.error;
        return done ? { done, value: undefined } : { done, value };
      },
      async return() {
        await reader.cancel();
        return { done: true, value: undefined };
      },
    };
  }

  #cancel(): void {
    if (this.#hasEnded) return;
    this.#reject(errorOf("cancelled", "The reader of the model's text wanted no more"));
    this.#onCancel?.();
  }
}

/** Nobody need look at these promises. */
function handled<Value>(promised: PromiseWithResolvers<Value>): PromiseWithResolvers<Value> {
  promised.promise.catch(() => {});
  return promised;
}

/** Whether what a model gave comes in parts, as the text streams of elizaOS and of the libraries that it uses do. */
export function isTextStream(value: unknown): value is Pick<TextStreamResult, "textStream"> {
  if (typeof value !== "object" || value === null) return false;
  const { textStream } = value as { textStream?: unknown };
  return (
    typeof textStream === "object" &&
    textStream !== null &&
    typeof (textStream as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === "function"
  );
}

/** The whole text of a stream. */
export async function collected({ textStream }: Pick<TextStreamResult, "textStream">): Promise<string> {
  let text = "";
  for await (const part of textStream) text += part;
  return text;
}
