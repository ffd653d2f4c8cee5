/**
 * The `res` of a route's handler: what Express's response does, and a web Response that comes of it. A Writable of Node, so that streams can
 * be piped into it, with "drain", "finish" and "close" as there.
 */
import { addExpressMethods, type ExpressMethods } from "../../interop/serve/express-methods.ts";
import { ResponseBody } from "./response-body.ts";
import { ResponseHead } from "./response-head.ts";

type Written = (error?: Error | null) => void;

/** Statuses whose responses have no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);
const OF_A_BODY = ["content-type", "content-length"];

export interface HandlerResponseOptions {
  /** Of a HEAD request: what is written is not sent. */
  isHead: boolean;
  /** The Accept header of the request. */
  accepted: string | undefined;
  /** Takes one line, once, where a handler does what comes too late. */
  onWarning(message: string): void;
}

export interface HandlerResponse extends ExpressMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: addExpressMethods gives the class what the interface says
export class HandlerResponse extends ResponseHead {
  /** Resolves when the head is ready to go out; in any case when the response is destroyed. */
  readonly response: Promise<Response>;
  readonly #options: HandlerResponseOptions;
  #resolve!: (response: Response) => void;
  #headersSent = false;
  #body: ResponseBody | undefined;
  /** Of the chunk that is being written. */
  #written: Written | undefined;
  #warned = false;

  constructor(options: HandlerResponseOptions) {
    super();
    this.#options = options;
    this.response = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    // A handler may destroy the response with an error: without a listener that would end the process.
    this.on("error", () => {});
  }

  get accepted(): string | undefined {
    return this.#options.accepted;
  }

  get headersSent(): boolean {
    return this.#headersSent;
  }

  json(value: unknown): this {
    const text = JSON.stringify(value) ?? "";
    return this.#ensureType("application/json; charset=utf-8").end(text);
  }

  /** Text as HTML and bytes as they are, where no content type is set; any other value as JSON. */
  send(value?: unknown): this {
    if (value === undefined || value === null) return this.end();
    if (typeof value === "string") return this.#ensureType("text/html; charset=utf-8").end(value);
    const bytes = bytesOf(value);
    return bytes === undefined ? this.json(value) : this.#ensureType("application/octet-stream").end(bytes);
  }

  /** Bun sends the head with the first bytes of the body. */
  flushHeaders(): void {
    if (!this.#headersSent) this.#begin();
  }

  override write(chunk: unknown, encoding?: BufferEncoding | Written, written?: Written): boolean {
    if (typeof encoding === "function") return this.write(chunk, undefined, encoding);
    if (this.writableEnded) {
      this.tooLate("write() after the end");
      return false;
    }
    const bytes = bytesOf(chunk) ?? Buffer.from(chunk as string, encoding);
    if (!this.#headersSent) this.#begin();
    return super.write(bytes, written);
  }

  /** Where nothing has been written yet the body is sent as a whole, with its length. */
  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), ended?: () => void): this {
    if (typeof chunk === "function") return this.end(undefined, undefined, chunk as () => void);
    if (typeof encoding === "function") return this.end(chunk, undefined, encoding);
    if (this.writableEnded) {
      this.tooLate("end() after the end");
      return this;
    }
    const body = chunk ?? new Uint8Array();
    if (this.#headersSent) this.write(body, encoding);
    else this.#answer(bytesOf(body) ?? Buffer.from(body as string, encoding));
    return super.end(ended);
  }

  override _write(chunk: Uint8Array, _encoding: string, written: Written): void {
    if (this.#body === undefined) {
      written();
      return;
    }
    this.#written = written;
    this.#body.write(chunk, () => this.#hasWritten());
  }

  override _final(ended: Written): void {
    this.#body?.end();
    ended();
  }

  /** Before the end it cuts the connection; before the head, there is then no response at all. */
  override _destroy(error: Error | null, destroyed: Written): void {
    if (!this.#headersSent) {
      this.statusCode = 500;
      this.#begin();
    }
    if (!this.writableFinished) this.#body?.cut();
    this.#hasWritten(error ?? new Error("The response was closed"));
    destroyed(error);
  }

  protected override tooLate(what: string): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#options.onWarning(`The handler called ${what} of the response: it is ignored`);
  }

  /** The whole body at once. Bun counts its bytes; for HEAD there are none to count. */
  #answer(bytes: Uint8Array): void {
    if (!this.#options.isHead) this.headers.delete("content-length");
    else if (!this.headers.has("content-length")) this.headers.set("content-length", String(bytes.length));
    this.#sendHead(this.headers.has("content-type") ? bytes : untyped(bytes));
  }

  /** A body that is written from now on. */
  #begin(): void {
    const body = new ResponseBody(() => this.destroy());
    if (this.#sendHead(body.stream)) this.#body = body;
  }

  /** False where the response has no body. @throws RangeError for a status that there is not: nothing has been sent then */
  #sendHead(body: Uint8Array | ReadableStream): boolean {
    const { statusCode: status, headers } = this;
    if (WITHOUT_BODY.has(status)) for (const name of OF_A_BODY) headers.delete(name);
    const hasBody = !this.#options.isHead && !WITHOUT_BODY.has(status);
    const response = new Response(hasBody ? body : null, { status, headers });
    this.#headersSent = true;
    this.#resolve(response);
    return hasBody;
  }

  #hasWritten(error?: Error): void {
    const written = this.#written;
    this.#written = undefined;
    written?.(error);
  }

  /** @throws where the response has begun: what is written after that goes on with it, and is no JSON or text of its own */
  #ensureType(type: string): this {
    if (this.writableEnded || this.destroyed) return this;
    if (this.headersSent)
      throw new Error("Cannot send a whole body as the response has begun: use write() and end()");
    return this.headers.has("content-type") ? this : this.setHeader("content-type", type);
  }
}

addExpressMethods(HandlerResponse);

/** Bun would call bytes an octet-stream; the client is to judge for itself, as with Express. */
function untyped(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : undefined;
}
