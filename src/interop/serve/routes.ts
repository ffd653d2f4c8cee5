/** Routes: HTTP requests that the agent's server hands on, and Express-like objects for their handlers. */
import type { RouteRequest } from "@elizaos/core";
import type { Message, RequestHandlers } from "../../channel/call.ts";
import { unknownComponent } from "./component-table.ts";
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
      const response = new RouteResponse(call, warn);
      const work = async () => handler.call(route, requestOf(message), response, runtime);
      work().then(
        () => response.finish(),
        (error) => response.fail(error),
      );
      // The response may have ended long before its handler.
      return response.answer;
    },
  };
}

/** What elizaOS's servers give beyond its `RouteRequest`: Express's fields, and those of its parsers of bodies. */
interface FullRequest extends RouteRequest {
  rawBody: unknown;
  files: unknown[];
  file?: unknown;
}

function requestOf(message: Message): FullRequest {
  const { method, path, url, params, query, headers, body, rawBody } = message as unknown as FullRequest;
  const files = Array.isArray(message.files) ? message.files : [];
  return {
    ...(method === undefined ? undefined : { method }),
    ...(path === undefined ? undefined : { path, url: url ?? path }),
    params: params ?? {},
    query: query ?? {},
    headers: headers ?? {},
    body: body ?? rawBody,
    rawBody,
    files,
    ...(files.length === 0 ? undefined : { file: files[0] }),
  };
}
