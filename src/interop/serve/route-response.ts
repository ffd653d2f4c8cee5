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
import { addExpressMethods, type ExpressMethods, type HeaderValue, withCharset } from "./express-methods.ts";
import { Listeners } from "./listeners.ts";

export interface RouteResponseOptions {
  warn(message: string): void;
  /** The Accept header of the request. */
  accepted: string | undefined;
}

type State = "open" | "ending" | "ended" | "failed";

export interface RouteResponse extends ExpressMethods {}

/** Emits `drain` when there is room again, `finish` when all was handed to the host, `close` when nobody reads any more. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: addExpressMethods gives the class what the interface says
export class RouteResponse extends Listeners implements CoreResponse {
  /** The fields of the answer. */
  readonly answer: Promise<object>;
  statusCode = 200;
  readonly accepted: string | undefined;
  readonly #call: IncomingRequest;
  readonly #warn: (message: string) => void;
  readonly #answer = Promise.withResolvers<object>();
  readonly #headers: Record<string, string | string[]> = {};
  #state: State = "open";
  #headIsSent = false;
  #isWarned = false;
  #needsDrain = false;
  readonly #chunks: ChunkWindow;

  /** @param options.warn is told once of what comes too late */
  constructor(call: IncomingRequest, { warn, accepted }: RouteResponseOptions) {
    super();
    this.accepted = accepted;
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
  setHeader(name: string, value: HeaderValue): this {
    if (this.#headMayChange())
      this.#headers[name.toLowerCase()] = typeof value === "object" ? value.map(String) : String(value);
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.#headers[name.toLowerCase()];
  }

  hasHeader(name: string): boolean {
    return Object.hasOwn(this.#headers, name.toLowerCase());
  }

  getHeaders(): Record<string, string | string[]> {
    return { ...this.#headers };
  }

  getHeaderNames(): string[] {
    return Object.keys(this.#headers);
  }

  removeHeader(name: string): void {
    if (this.#headMayChange()) delete this.#headers[name.toLowerCase()];
  }

  json(value: unknown): this {
    if (this.#headIsSent) return this.end(JSON.stringify(value) ?? "");
    // Exactly what Express would write: of class instances too, of which the channel would leave nothing.
    const json = isPlain(value) ? value : parsed(JSON.stringify(value));
    if (json === undefined) return this.#typed("application/json").end();
    return this.#endAtOnce({ json });
  }

  /** Texts as HTML and bytes as they are, where no content type is set; any other value as JSON. */
  send(value?: unknown): this {
    if (WITHOUT_CONTENT.has(this.statusCode)) {
      this.removeHeader("content-type");
      return this.end();
    }
    if (value === undefined || value === null) return this.end();
    if (chunkOf(value) === undefined) return this.json(value);
    return this.#typed(typeof value === "string" ? "text/html" : "application/octet-stream").end(value);
  }

  flushHeaders(): void {
    if (this.#isOpen()) this.#sendHead();
  }

  /** False where the client is behind: then `drain` comes later. @throws where what waits is too much, or no chunk */
  write(data: unknown, encoding?: unknown, written?: unknown): boolean {
    if (!this.#isOpen()) return false;
    const chunk = this.#checked(data, encoding);
    this.#sendHead();
    if (chunk.length > 0) this.#chunks.write(chunk);
    this.#needsDrain = !this.#chunks.hasRoom;
    const done = callbackOf(encoding, written);
    if (done !== undefined) queueMicrotask(done);
    return !this.#needsDrain;
  }

  end(data?: unknown, encoding?: unknown, ended?: unknown): this {
    if (typeof data === "function") return this.end(undefined, undefined, data);
    if (!this.#isOpen()) return this;
    const done = callbackOf(encoding, ended);
    if (done !== undefined) this.once("finish", done);
    const hasData = data !== undefined && data !== null;
    // A host sends a whole body as Express's `send` does: one that has no content type would get one.
    if (!this.#headIsSent && !(hasData && !this.hasHeader("content-type")))
      return this.#endAtOnce(hasData ? { body: this.#checked(data, encoding) } : {});
    if (hasData) this.write(data, encoding);
    this.#state = "ending";
    this.#settleIfDone();
    return this;
  }

  /** Cuts the response off, so that nobody takes the half of it for the whole. */
  destroy(error: unknown = errorOf("handler_failed", "The response was cut off by its handler")): this {
    this.#break(error);
    return this;
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

  #typed(type: string): this {
    return this.hasHeader("content-type") ? this : this.setHeader("content-type", withCharset(type));
  }

  /** @param encoding of a text that stands for bytes, as Node's streams take it */
  #checked(data: unknown, encoding?: unknown): Chunk {
    const chunk = chunkOf(data);
    if (typeof chunk === "string" && BINARY.has(String(encoding)))
      return Uint8Array[encoding === "hex" ? "fromHex" : "fromBase64"](chunk);
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

addExpressMethods(RouteResponse);

/** Statuses of which Express sends neither body nor content type. */
const WITHOUT_CONTENT: ReadonlySet<number> = new Set([204, 304]);
const BINARY: ReadonlySet<string> = new Set(["hex", "base64"]);

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** Node's streams take a callback in the place of the encoding too. */
function callbackOf(...candidates: unknown[]): (() => void) | undefined {
  return candidates.find((one) => typeof one === "function") as (() => void) | undefined;
}
