/**
 * The response half of a route: writes what a guest answers into a server's `res`, whole or in chunks. A chunk counts as arrived when
 * `res` takes more; only then the guest may send a fifth.
 */
import type { Message } from "../../channel/call.ts";
import { shown } from "../../channel/shown.ts";
import { isMap } from "../../channel/values.ts";
import { errorOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";

/** What is used of a server's `res`. What elizaOS's own type lacks may be missing. */
export interface RouteReply {
  status(code: number): unknown;
  json(data: unknown): unknown;
  send(data: unknown): unknown;
  end(): unknown;
  setHeader?(name: string, value: string | string[]): unknown;
  readonly headersSent?: boolean;
  readonly destroyed?: boolean;
  readonly closed?: boolean;
  /** False: the client has not taken it yet, and `drain` tells when. */
  write?(data: unknown): unknown;
  once?(event: string, listener: () => void): unknown;
  off?(event: string, listener: () => void): unknown;
  destroy?(error?: Error): unknown;
}

export interface WriterOptions {
  plugin: string;
  component: string;
  /** The chunk of that number has gone to the client. `re` is the request's id. */
  reached(re: number, seq: number): void;
}

/** Status codes whose responses have no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);
/** Headers that say how bytes travel: the server's business. */
const OF_THE_SERVER: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "transfer-encoding",
]);

export class RouteWriter {
  readonly #res: RouteReply;
  readonly #options: WriterOptions;
  #written: Promise<void> = Promise.resolve();
  #hasHead = false;
  #ahead = 0;
  #nextSeq = 0;
  /** What chunks hold for a server that cannot write them one by one. */
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  /** Why the response cannot go on. */
  broken: unknown;
  /** Told when it cannot. */
  onBroken: (() => void) | undefined;

  constructor(res: RouteReply, options: WriterOptions) {
    this.#res = res;
    this.#options = options;
  }

  /** Takes `route.head` and `route.chunk`, in order. */
  readonly part = (message: Message): void => {
    if (this.broken !== undefined) return;
    try {
      if (message.type === "route.head") this.#head(message);
      else this.#chunk(message);
    } catch (error) {
      this.#break(error);
    }
  };

  /** Takes the answer: `route.response`, or `route.end` after parts. Resolves when all has gone out. */
  async end(message: Message): Promise<void> {
    await this.#written;
    if (this.broken !== undefined) throw this.broken;
    if (message.type === "route.response") this.#whole(message);
    else if (!this.#hasHead) throw this.#violation("route.end must come after route.head", message);
    else if (this.#kept.length > 0) this.#res.send(bytesOf(joined(this.#kept, this.#keptBytes)));
    else this.#res.end();
  }

  #whole(message: Message): void {
    if (this.#hasHead) throw this.#violation("route.response must not come after route.head", message);
    const status = this.#start(message);
    const { body, json } = message;
    if (WITHOUT_BODY.has(status)) this.#res.end();
    else if (json !== undefined) this.#res.json(json);
    else if (body === undefined || body === null) this.#res.end();
    else this.#res.send(this.#data(body));
  }

  #head(message: Message): void {
    if (this.#hasHead) throw this.#violation("route.head must come once", message);
    this.#start(message);
    this.#hasHead = true;
  }

  #chunk(message: Message): void {
    const { seq, data, re } = message;
    if (!this.#hasHead) throw this.#violation("route.chunk must come after route.head", message);
    if (seq !== this.#nextSeq) throw this.#violation(`seq must be ${this.#nextSeq}`, message);
    if (++this.#ahead > LIMITS.maxChunksAhead)
      throw this.#violation(`at most ${LIMITS.maxChunksAhead} chunks may be ahead`, message);
    this.#nextSeq++;
    // The bytes of a frame are its reader's only until it returns.
    const chunk = this.#data(
      typeof data === "string" ? data : data instanceof Uint8Array ? data.slice() : data,
    );
    this.#written = this.#written
      .then(() => (this.broken === undefined ? this.#write(chunk) : undefined))
      .then(() => {
        this.#ahead--;
        this.#options.reached(re as number, seq as number);
      })
      .catch((error) => this.#break(error));
  }

  async #write(chunk: unknown): Promise<void> {
    const res = this.#res;
    if (typeof res.write !== "function") this.#keep(chunk);
    else if (res.write(chunk) === false) await drained(res);
  }

  #keep(chunk: unknown): void {
    const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : (chunk as Uint8Array);
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > LIMITS.maxFrameBytes)
      throw errorOf(
        "value_refused",
        `Cannot answer in chunks as this server takes none, and they have more than ${LIMITS.maxFrameBytes} bytes`,
        { ...this.#place, value: this.#keptBytes },
      );
    this.#kept.push(bytes);
  }

  #start(message: Message): number {
    const { status, headers = {} } = message;
    if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599)
      throw this.#violation("status must be an integer from 200 to 599", message);
    if (!isMap(headers)) throw this.#violation("headers must be a map", message);
    this.#res.status(status);
    for (const [name, value] of Object.entries(headers)) {
      if (OF_THE_SERVER.has(name.toLowerCase())) continue;
      const values = Array.isArray(value) ? value.map(String) : String(value);
      this.#res.setHeader?.(name, values);
    }
    return status;
  }

  #data(data: unknown): unknown {
    if (typeof data === "string") return data;
    if (data instanceof Uint8Array) return bytesOf(data);
    throw this.#violation("a body must be a text or bytes", data);
  }

  #break(error: unknown): void {
    this.broken ??= error;
    this.onBroken?.();
  }

  get #place(): { plugin: string; component: string } {
    const { plugin, component } = this.#options;
    return { plugin, component };
  }

  #violation(rule: string, value: unknown): Error {
    const { component } = this.#options;
    const message = `Cannot use what ${component} answered as ${rule}: current value is ${shown(value)}`;
    return errorOf("protocol_violation", message, { ...this.#place, value });
  }
}

/** Resolves when the client has taken what was written, or is gone: at once where it has gone before, as then no event comes any more. */
export function drained(res: RouteReply): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (res.once === undefined || isGone(res)) return Promise.resolve();
  const done = () => {
    for (const event of DRAINED) res.off?.(event, done);
    resolve();
  };
  for (const event of DRAINED) res.once(event, done);
  return promise;
}

/** Whether nobody takes any more of the response. */
export function isGone(res: RouteReply): boolean {
  return res.destroyed === true || res.closed === true;
}

const DRAINED = ["drain", "close"] as const;

/** Express takes bytes for JSON unless they are a Buffer. */
function bytesOf(bytes: Uint8Array): Uint8Array {
  const { Buffer: node } = globalThis as unknown as Record<string, typeof globalThis.Buffer | undefined>;
  return node?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) ?? bytes;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
