/** Status and headers of a response, by the names that Express and Node have for them. They change until the head has been sent. */
import { Writable } from "node:stream";
import type { HeaderValue } from "../../interop/serve/express-methods.ts";

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

  getHeader(name: string): string | undefined {
    return this.headers.get(name) ?? undefined;
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
}
