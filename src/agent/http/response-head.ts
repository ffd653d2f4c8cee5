/** Status and headers of a response, by the names that Express and Node have for them. They change until the head has been sent. */
import { Writable } from "node:stream";

export type HeaderValue = string | number | readonly string[];

export abstract class ResponseHead extends Writable {
  statusCode = 200;
  protected readonly headers = new Headers();

  abstract get headersSent(): boolean;

  /** Tells what was asked for in vain. */
  protected abstract tooLate(what: string): void;

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  setHeader(name: string, value: HeaderValue): this {
    if (this.headersSent) {
      this.tooLate(`setHeader("${name}") after the head`);
      return this;
    }
    this.headers.delete(name);
    for (const one of [value].flat()) this.headers.append(name, String(one));
    return this;
  }

  /** One header, or a map of them. */
  set(name: string | Readonly<Record<string, HeaderValue>>, value?: HeaderValue): this {
    if (typeof name === "string") return this.setHeader(name, value ?? "");
    for (const [key, one] of Object.entries(name)) this.setHeader(key, one);
    return this;
  }

  getHeader(name: string): string | undefined {
    return this.headers.get(name) ?? undefined;
  }

  get(name: string): string | undefined {
    return this.getHeader(name);
  }

  hasHeader(name: string): boolean {
    return this.headers.has(name);
  }

  /** In lower case. */
  getHeaderNames(): string[] {
    return [...this.headers.keys()];
  }

  removeHeader(name: string): void {
    if (this.headersSent) this.tooLate(`removeHeader("${name}") after the head`);
    else this.headers.delete(name);
  }

  /** A media type, or a file's extension that stands for one. */
  type(type: string): this {
    const extension = type.slice(type.lastIndexOf(".") + 1);
    return this.setHeader("content-type", type.includes("/") ? type : Bun.file(`file.${extension}`).type);
  }

  /** The reason phrase is not sent: Bun has one for each status. */
  writeHead(
    code: number,
    reasonOrHeaders?: string | Readonly<Record<string, HeaderValue>>,
    headers?: Readonly<Record<string, HeaderValue>>,
  ): this {
    const given = typeof reasonOrHeaders === "object" ? reasonOrHeaders : headers;
    return this.status(code).set(given ?? {});
  }
}
