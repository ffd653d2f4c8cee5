/** Routes: HTTP requests that the agent's server hands on, and Express-like objects for their handlers. */
import type { RouteRequest } from "@elizaos/core";
import type { Message, RequestHandlers } from "../../channel/call.ts";
import { unknownComponent } from "./component-table.ts";
import { Listeners } from "./listeners.ts";
import { RouteResponse } from "./route-response.ts";
import type { ServedPlugin } from "./served-plugin.ts";

/** How a route is known: two may share their path. */
export function routeName(type: string, path: string): string {
  return `${type} ${path}`;
}

export function routeHandlers(served: ServedPlugin): RequestHandlers {
  return {
    "route.handle": (message, call) => {
      const name = routeName(String(message.method), String(message.route));
      const route = served.routes.find(name);
      const { handler } = route;
      if (handler === undefined)
        throw unknownComponent(served.name, `handler of the route ${name}`, name, []);
      const { runtime } = served;
      const warn = (text: string) => runtime.logger.warn(`The route ${name} ${text}`);
      const request = new HandlerRequest(message);
      const response = new RouteResponse(call, { warn, accepted: request.get("accept") });
      for (const event of ["finish", "close"]) response.once(event, () => request.emit("close"));
      const work = async () => handler.call(route, request as RouteRequest, response, runtime);
      // As under Express: who has returned may answer later, and has the time of the call for it.
      work().catch((error) => response.fail(error));
      return response.answer;
    },
  };
}

/** What elizaOS's servers give beyond its `RouteRequest`: Express's members, and those of its parsers of bodies. Emits `close`. */
class HandlerRequest extends Listeners {
  readonly method?: string;
  readonly path?: string;
  readonly url?: string;
  readonly originalUrl?: string;
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, string | string[]>;
  /** Undefined where the request has none. */
  readonly body: unknown;
  readonly rawBody: unknown;
  readonly files: unknown[] | undefined;
  readonly file: unknown;

  constructor(message: Message) {
    super();
    const { method, path, url = path, params, query, headers, rawBody } = message;
    if (method !== undefined) this.method = String(method);
    if (path !== undefined) Object.assign(this, { path, url, originalUrl: url });
    this.params = (params ?? {}) as Record<string, string>;
    this.query = (query ?? {}) as Record<string, unknown>;
    this.headers = (headers ?? {}) as Record<string, string>;
    // A body of bytes is sent once; bytes that are none are no body.
    this.body = message.body === undefined && hasBytes(rawBody) ? rawBody : message.body;
    this.rawBody = rawBody;
    this.files = Array.isArray(message.files) ? message.files : undefined;
    this.file = this.files?.[0];
  }

  get(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return typeof value === "object" ? value.join(", ") : value;
  }

  header(name: string): string | undefined {
    return this.get(name);
  }
}

function hasBytes(value: unknown): boolean {
  return value instanceof Uint8Array && value.length > 0;
}
