/**
 * A model's text in parts, as elizaOS's `TextStreamResult`: made of the parts that the other side sends, and told from other values of
 * models. The host's adapter and the guest's runtime share it.
 */
import type { TextStreamResult, TokenUsage } from "@elizaos/core";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";

/** What comes after the last part. */
export interface TextStreamEnd {
  /** The whole text. Where it is none, the parts make it. */
  value?: unknown;
  usage?: unknown;
  finishReason?: unknown;
}

type Step = IteratorResult<string, undefined>;

/** Takes parts from one side and gives them to one reader on the other. */
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
  readonly #waiting: PromiseWithResolvers<Step>[] = [];
  #unread: string[] = [];
  #unreadChars = 0;
  #pushed = "";
  #isRead = false;
  #outcome: { error?: unknown } | undefined;

  /** @param onCancel is told when the reader wants no more, and when it is too slow */
  constructor(onCancel?: () => void) {
    this.#onCancel = onCancel;
    this.begun = this.#begun.promise;
    this.result = {
      textStream: { [Symbol.asyncIterator]: () => this.#read() },
      text: this.#text.promise,
      usage: this.#usage.promise,
      finishReason: this.#finishReason.promise,
    };
  }

  push(text: string): void {
    if (this.#outcome !== undefined) return;
    this.#begun.resolve(true);
    this.#pushed += text;
    const reader = this.#waiting.shift();
    if (reader !== undefined) reader.resolve({ done: false, value: text });
    else this.#keep(text);
  }

  end({ value, usage, finishReason }: TextStreamEnd): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = {};
    this.#begun.resolve(false);
    this.#text.resolve(typeof value === "string" ? value : this.#pushed);
    this.#usage.resolve((usage ?? undefined) as TokenUsage | undefined);
    this.#finishReason.resolve(typeof finishReason === "string" ? finishReason : undefined);
    this.#finishReaders();
  }

  /** Parts that came before are still given to the reader. */
  fail(error: unknown): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = { error };
    for (const promised of [this.#begun, this.#text, this.#usage, this.#finishReason]) promised.reject(error);
    this.#waiting.shift()?.reject(this.#takeError());
    this.#finishReaders();
  }

  #keep(text: string): void {
    this.#unread.push(text);
    this.#unreadChars += text.length;
    if (this.#unreadChars <= LIMITS.maxFrameBytes) return;
    this.#forget();
    const rule = `at most ${LIMITS.maxFrameBytes} characters may be unread`;
    this.fail(errorOf("overloaded", `Cannot keep more of a model's text as ${rule}: read it as it comes`));
    this.#onCancel?.();
  }

  #read(): AsyncIterator<string, undefined> {
    if (this.#isRead)
      throw errorOf("usage", "Cannot read a model's text twice as its parts are kept for one reader only");
    this.#isRead = true;
    return {
      next: () => this.#next(),
      return: async () => {
        this.#cancel();
        return { done: true, value: undefined };
      },
    };
  }

  #next(): Promise<Step> {
    const text = this.#unread.shift();
    if (text !== undefined) {
      this.#unreadChars -= text.length;
      return Promise.resolve({ done: false, value: text });
    }
    if (this.#outcome === undefined) {
      const reader = Promise.withResolvers<Step>();
      this.#waiting.push(reader);
      return reader.promise;
    }
    if ("error" in this.#outcome) return Promise.reject(this.#takeError());
    return Promise.resolve({ done: true, value: undefined });
  }

  /** A reader is told of the failure once; after it the stream is at its end. */
  #takeError(): unknown {
    const error = this.#outcome?.error;
    this.#outcome = {};
    return error;
  }

  #cancel(): void {
    this.#forget();
    if (this.#outcome !== undefined) return;
    this.#finishReaders();
    this.fail(errorOf("cancelled", "The reader of the model's text wanted no more"));
    this.#outcome = {};
    this.#onCancel?.();
  }

  #finishReaders(): void {
    for (const reader of this.#waiting.splice(0)) reader.resolve({ done: true, value: undefined });
  }

  #forget(): void {
    this.#unread = [];
    this.#unreadChars = 0;
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
