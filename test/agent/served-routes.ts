/** An agent whose plugin has routes, served by Bun as a command would serve it. */
import type { Plugin, Route } from "@elizaos/core";
import { startAgent } from "../../src/agent/agent.ts";
import type { HandlerRequest } from "../../src/agent/http/handler-request.ts";
import type { HandlerResponse } from "../../src/agent/http/handler-response.ts";
import {
  type RouteHandler,
  type RouteHandlerOptions,
  routeHandler,
} from "../../src/agent/http/route-handler.ts";
import type { LogRecord } from "../../src/interop/log.ts";

type Handler = (req: HandlerRequest, res: HandlerResponse) => unknown;

/** A route by `GET /path`, with what its handler does. */
export function route(where: string, handler: Handler, more: Partial<Route> = {}): Route {
  const [type, path] = where.split(" ") as [Route["type"], string];
  return { type, path, handler: handler as unknown as NonNullable<Route["handler"]>, ...more };
}

export interface Served {
  /** Of the plugin `p`: `/hello` is its route of that path. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  url(path: string): string;
  handle: RouteHandler;
  port: number;
  /** What the runtime has logged as warn or error. */
  logs: LogRecord[];
  /** The path of each request, from the moment at which its head has come. */
  arrived: string[];
  /** The status of each response that the routes have given, whether it could be sent or not. */
  statuses: number[];
  /** What Bun has found wrong with a response. */
  serverErrors: unknown[];
  close(): Promise<void>;
}

/** Answers 404 with the text "nobody's" where no route does. */
export async function serveRoutes(
  routes: Route[],
  { name = "p", ...options }: RouteHandlerOptions & { name?: string } = {},
): Promise<Served> {
  const logs: LogRecord[] = [];
  const plugin: Plugin = { name, description: "", routes };
  const agent = await startAgent({
    plugins: [plugin],
    onLog: (record) => {
      if (record.level === "warn" || record.level === "error") logs.push(record);
    },
  });
  const handle = routeHandler(agent.runtime, options);
  const serverErrors: unknown[] = [];
  const [arrived, statuses]: [string[], number[]] = [[], []];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      arrived.push(new URL(request.url).pathname);
      const response = await handle(request);
      if (response === undefined) return new Response("nobody's", { status: 404 });
      statuses.push(response.status);
      return response;
    },
    error(error) {
      serverErrors.push(error);
      return new Response("broken", { status: 500 });
    },
  });
  const url = (path: string) => `http://127.0.0.1:${server.port}/${name}${path}`;
  return {
    fetch: (path, init) => fetch(url(path), init),
    url,
    handle,
    port: server.port as number,
    logs,
    arrived,
    statuses,
    serverErrors,
    async close() {
      await server.stop(true);
      await agent.close();
    },
  };
}
