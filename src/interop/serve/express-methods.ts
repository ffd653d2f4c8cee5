/**
 * The short forms of Express's response, by what they come down to: status, headers and an end. One for both of our responses, that of a guest and
 * that of the agent's own server.
 */
import mime from "mime/lite";
import statuses from "statuses";

export type HeaderValue = string | number | readonly string[];
type Headers = Readonly<Record<string, HeaderValue>>;

/** What a response must have. */
export interface BasicResponse {
  statusCode: number;
  status(code: number): unknown;
  setHeader(name: string, value: HeaderValue): unknown;
  getHeader(name: string): string | readonly string[] | undefined;
  send(data?: unknown): unknown;
  end(data?: unknown): unknown;
  /** The Accept header of the request. */
  readonly accepted: string | undefined;
}

/** Give the response itself, but for `get`. */
export interface ExpressMethods {
  set(name: string | Headers, value?: HeaderValue): this;
  header(name: string | Headers, value?: HeaderValue): this;
  append(name: string, value: string | readonly string[]): this;
  get(name: string): string | readonly string[] | undefined;
  type(type: string): this;
  contentType(type: string): this;
  location(url: string): this;
  redirect(statusOrUrl: number | string, url?: string): this;
  sendStatus(code: number): this;
  /** The reason phrase is not sent: servers have one for each status. */
  writeHead(code: number, reasonOrHeaders?: string | HeadersOfHead, headers?: HeadersOfHead): this;
}

/** A map, or names and values in turn, as Node takes them. */
export type HeadersOfHead = Headers | readonly HeaderValue[];

function set(this: BasicResponse, name: string | Headers, value: HeaderValue = ""): unknown {
  if (typeof name !== "string") for (const [key, one] of Object.entries(name)) set.call(this, key, one);
  else this.setHeader(name, name.toLowerCase() === "content-type" ? withCharset(String(value)) : value);
  return this;
}

function type(this: BasicResponse, named: string): unknown {
  const found = named.includes("/") ? named : (mime.getType(named) ?? "application/octet-stream");
  return set.call(this, "content-type", found);
}

const METHODS = {
  set,
  header: set,
  type,
  contentType: type,
  append(this: BasicResponse, name: string, value: string | readonly string[]): unknown {
    const before = this.getHeader(name);
    return set.call(this, name, before === undefined ? value : [before, value].flat());
  },
  get(this: BasicResponse, name: string): unknown {
    return this.getHeader(name);
  },
  location(this: BasicResponse, url: string): unknown {
    this.setHeader("location", encodedUrl(String(url)));
    return this;
  },
  redirect(this: BasicResponse, statusOrUrl: number | string, url = "/"): unknown {
    const [status, to] = typeof statusOrUrl === "number" ? [statusOrUrl, url] : [302, statusOrUrl];
    this.status(status);
    METHODS.location.call(this, to);
    const text = statuses.message[status] ?? String(status);
    const place = String(this.getHeader("location"));
    METHODS.append.call(this, "vary", "Accept");
    const isHtml = prefersHtml(this.accepted);
    type.call(this, isHtml ? "html" : "txt");
    return this.end(isHtml ? htmlOf(text, place) : `${text}. Redirecting to ${place}`);
  },
  sendStatus(this: BasicResponse, code: number): unknown {
    this.status(code);
    type.call(this, "txt");
    return this.send(statuses.message[code] ?? String(code));
  },
  writeHead(
    this: BasicResponse,
    code: number,
    reasonOrHeaders?: string | HeadersOfHead,
    headers?: HeadersOfHead,
  ): unknown {
    this.status(code);
    const given = typeof reasonOrHeaders === "string" ? headers : (reasonOrHeaders ?? headers);
    for (const [name, value] of pairsOf(given ?? {})) this.setHeader(name, value);
    return this;
  },
};

/** Gives a class of responses the methods; its interface says so by `ExpressMethods`. */
export function addExpressMethods({ prototype }: { prototype: BasicResponse }): void {
  for (const [name, value] of Object.entries(METHODS))
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

function pairsOf(headers: HeadersOfHead): [string, HeaderValue][] {
  if (!Array.isArray(headers)) return Object.entries(headers as Headers);
  const flat = headers as readonly HeaderValue[];
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[String(name), flat[at + 1] as HeaderValue]] : []));
}

/** Texts are UTF-8, as Express says where its caller does not. */
export function withCharset(type: string): string {
  const isText = /^text\/|^application\/(json|javascript|manifest\+json)\b/i.test(type);
  return isText && !/;\s*charset=/i.test(type) ? `${type}; charset=utf-8` : type;
}

/** What is encoded already stays so. */
function encodedUrl(url: string): string {
  return url.toWellFormed().replace(/(?:[^!#-;=?-Z[\]_a-z|~]+|%(?![0-9A-Fa-f]{2}))/g, encodeURI);
}

/** Of text and HTML, the text where a client takes both alike. */
function prefersHtml(accepted: string | undefined): boolean {
  const ranges = (accepted || "*/*").split(",").map((range, at): Accepted => {
    const [type = "", ...parameters] = range.trim().split(/\s*;\s*/);
    const quality = parameters.find((one) => one.startsWith("q="))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality), at };
  });
  const [html, text] = [rankOf("text/html", ranges), rankOf("text/plain", ranges)];
  const differs = html.findIndex((value, index) => value !== text[index]);
  return differs >= 0 && (html[differs] as number) > (text[differs] as number);
}

interface Accepted {
  type: string;
  quality: number;
  at: number;
}

/** How much it is wanted: first by quality, then by how exactly it is named, then by its place. */
function rankOf(type: string, ranges: readonly Accepted[]): number[] {
  for (const [index, name] of [type, "text/*", "*/*"].entries()) {
    const found = ranges.find((range) => range.type === name);
    if (found !== undefined) return [found.quality, -index, -found.at];
  }
  return [0];
}

function htmlOf(title: string, url: string): string {
  const shown = url
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
  return `<!DOCTYPE html><head><title>${title}</title></head><body><p>${title}. Redirecting to ${shown}</p></body>`;
}
