/** The `req` of a route's handler: what Express's request tells of a web Request whose body has been read. */
import { EventEmitter } from "node:events";
import { repeated } from "./repeated.ts";
import type { RequestBody, UploadedFile } from "./request-body.ts";

/** Emits "close" when the response has been sent, or the client has left. */
export class HandlerRequest extends EventEmitter {
  readonly method: string;
  /** As the client wrote it, with what is encoded in it. */
  readonly path: string;
  /** Path and query. */
  readonly url: string;
  readonly originalUrl: string;
  /** Decoded. What a wildcard stands for is under its number, from "0" on. */
  readonly params: Record<string, string>;
  /** A key that is repeated has an array. */
  readonly query: Record<string, string | string[]>;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  /** By the content type: a value, a map, a text, bytes. Undefined where the request has none. */
  readonly body: unknown;
  /** Undefined for a form whose files are in `files`. */
  readonly rawBody: Buffer | undefined;
  readonly files: UploadedFile[] | undefined;
  /** The first of them. */
  readonly file: UploadedFile | undefined;

  constructor(request: Request, params: Record<string, string>, { body, rawBody, files }: RequestBody) {
    super();
    const { pathname, search, searchParams } = new URL(request.url);
    this.method = request.method;
    this.path = pathname;
    this.url = pathname + search;
    this.originalUrl = this.url;
    this.params = params;
    this.query = repeated(searchParams);
    this.headers = Object.fromEntries(request.headers);
    this.body = body;
    this.rawBody = rawBody;
    this.files = files;
    this.file = files?.[0];
  }

  get(name: string): string | undefined {
    return this.headers[name.toLowerCase()];
  }
}
