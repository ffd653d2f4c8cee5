/**
 * The `res` of a route's handler: what Express's has, as far as plugins use it. A response that is given at once is one answer; one that is
 * written goes out in chunks, of which the host lets four be ahead of the client.
 */
import type { RouteResponse as CoreResponse } from "@elizaos/core";
import type { IncomingRequest, Message } from "../../channel/call.ts";
import { shown } from "../../channel/shown.ts";
import { isPlain } from "../../channel/values.ts";
import { errorOf, messageOf } from "../../errors.ts";
import { type Chunk, ChunkWindow, chunkOf } from "./chunk-window.ts";
import { Listeners } from "./listeners.ts";

type State = "open" | "ending" | "ended" | "failed";

/** Emits `drain` when there is room again, `finish` when all was handed to the host, `close` when nobody reads any more. */
export class RouteResponse extends Listeners implements CoreResponse {
  /** The fields of the answer. */
  readonly answer: Promise<object>;
  statusCode = 200;
  readonly #call: IncomingRequest;
  readonly #warn: (message: string) => void;
  readonly #answer = Promise.withResolvers<object>();
  readonly #headers: Record<string, string | string[]> = {};
  #state: State = "open";
  #headIsSent = false;
  #isWarned = false;
  #needsDrain = false;
  readonly #chunks: ChunkWindow;

  /** @param warn is told once of what comes too late */
  constructor(call: IncomingRequest, warn: (message: string) => void) {
    super();
    this.#call = call;
    this.#warn = warn;
    this.#chunks = new ChunkWindow(call);
    this.answer = this.#answer.promise;
    call.onFollowUp = (message) => this.#followUp(message);
    call.signal.addEventListener("abort", () => this.#break(call.signal.reason), { once: true });
  }

  get headersSent(): boolean {
    return this.#headIsSent || this.writableEnded;
  }

  get writableEnded(): boolean {
    return this.#state === "ending" || this.#state === "ended";
  }

  /** Whether the response was cut off. */
  get destroyed(): boolean {
    return this.#state === "failed";
  }

  status(code: number): this {
    if (this.#headMayChange()) this.statusCode = code;
    return this;
  }

  /** Several values of one name are a list. Numbers are as good as texts. */
  setHeader(name: string, value: string | string[] | number): this {
    if (this.#headMayChange())
      this.#headers[name.toLowerCase()] = Array.isArray(value) ? value.map(String) : String(value);
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.#headers[name.toLowerCase()];
  }

  getHeaderNames(): string[] {
    return Object.keys(this.#headers);
  }

  removeHeader(name: string): void {
    if (this.#headMayChange()) delete this.#headers[name.toLowerCase()];
  }

  json(value: unknown): this {
    if (this.#headIsSent) return this.end(JSON.stringify(value) ?? "null");
    // Exactly what Express would write: of class instances too, of which the channel would leave nothing.
    const json = isPlain(value) ? value : JSON.parse(JSON.stringify(value) ?? "null");
    return this.#endAtOnce({ json });
  }

  /** Texts and bytes as they are, other values as JSON. */
  send(value?: unknown): this {
    if (value === undefined || value === null) return this.end();
    return chunkOf(value) === undefined ? this.json(value) : this.end(value);
  }

  /** False where the client is behind: then `drain` comes later. @throws where what waits is too much, or no chunk */
  write(data: unknown): boolean {
    if (!this.#isOpen()) return false;
    const chunk = this.#checked(data);
    this.#sendHead();
    if (chunk.length > 0) this.#chunks.write(chunk);
    this.#needsDrain = !this.#chunks.hasRoom;
    return !this.#needsDrain;
  }

  end(data?: unknown): this {
    if (!this.#isOpen()) return this;
    const hasData = data !== undefined && data !== null;
    if (!this.#headIsSent) return this.#endAtOnce(hasData ? { body: this.#checked(data) } : {});
    if (hasData) this.write(data);
    this.#state = "ending";
    this.#settleIfDone();
    return this;
  }

  /** Cuts the response off, so that nobody takes the half of it for the whole. */
  destroy(error: unknown = errorOf("handler_failed", "The response was cut off by its handler")): this {
    this.#break(error);
    return this;
  }

  /** The handler returned: a response that it left open ends here. */
  finish(): void {
    if (this.#state === "open") this.end();
  }

  /** The handler raised. */
  fail(error: unknown): void {
    if (this.#state === "open") this.#break(error);
    else if (this.#state !== "failed")
      this.#tooLate(`failed after the end of its response (${messageOf(error)})`);
  }

  #endAtOnce(content: { body?: Chunk; json?: unknown }): this {
    if (!this.#isOpen()) return this;
    const head = this.#head();
    this.#state = "ended";
    this.#answer.resolve({ ...head, ...content });
    this.tell("finish");
    return this;
  }

  #sendHead(): void {
    if (this.#headIsSent) return;
    this.#call.part("route.head", this.#head());
    this.#headIsSent = true;
    this.#call.answersAfterParts();
  }

  #head(): { status: number; headers: Record<string, string | string[]> } {
    const status = this.statusCode;
    if (Number.isInteger(status) && status >= 100 && status <= 599) return { status, headers: this.#headers };
    const text = `Cannot answer as the status must be a number from 100 to 599: current value is ${shown(status)}`;
    throw errorOf("value_refused", text, { value: status });
  }

  #followUp({ type, seq }: Message): void {
    if (type !== "route.more" || typeof seq !== "number" || this.#state === "failed") return;
    try {
      this.#chunks.more(seq);
    } catch (error) {
      // A chunk that the host does not take: nobody is in the middle of writing it.
      this.#break(error);
      return;
    }
    this.#settleIfDone();
    if (!this.#needsDrain || !this.#chunks.hasRoom) return;
    this.#needsDrain = false;
    this.tell("drain");
  }

  #settleIfDone(): void {
    if (this.#state !== "ending" || !this.#chunks.isFlushed) return;
    this.#state = "ended";
    this.#answer.resolve({});
    this.tell("finish");
  }

  /** Nothing more goes out, and nobody reads any more. */
  #break(error: unknown): void {
    if (this.#state === "ended" || this.#state === "failed") return;
    this.#state = "failed";
    this.#answer.reject(error);
    this.tell("close");
  }

  #checked(data: unknown): Chunk {
    const chunk = chunkOf(data);
    if (chunk !== undefined) return chunk;
    const text = `Cannot write to the response as a chunk must be a text or bytes: current value is ${shown(data)}`;
    throw errorOf("value_refused", text, { value: data, remedy: "Use json or send for other values" });
  }

  #headMayChange(): boolean {
    if (this.#isOpen() && !this.#headIsSent) return true;
    if (this.#state === "open")
      this.#tooLate("changed the head of its response after it was sent, which is left out");
    return false;
  }

  /** What comes after the end is left out. */
  #isOpen(): boolean {
    if (this.#state === "open") return true;
    if (this.#state !== "failed") this.#tooLate("wrote after the end of its response, which is left out");
    return false;
  }

  #tooLate(what: string): void {
    if (!this.#isWarned) this.#warn(what);
    this.#isWarned = true;
  }
}
