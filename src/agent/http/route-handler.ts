/**
 * The routes of an agent's plugins for Bun.serve. The handlers on the one side are written for Express, as elizaOS's server has it; the clients
 * on the other are strangers.
 */
import type { IAgentRuntime } from "@elizaos/core";
import { failRoute } from "../../interop/route-failure.ts";
import { LIMITS } from "../../limits.ts";
import { startTimer } from "../../timer.ts";
import { HandlerRequest } from "./handler-request.ts";
import { HandlerResponse } from "./handler-response.ts";
import { BodyRefusal, type RequestBody, readBody } from "./request-body.ts";
import { type MatchRoute, type RouteMatch, routeMatcher } from "./route-match.ts";

export interface RouteHandlerOptions {
  /** A larger body is refused by 413. */
  maxBodyBytes?: number;
  /** How long a handler may take that returned and answered nothing so far. */
  timeoutMs?: number;
}

/** Answers the requests that one of the runtime's routes is for; undefined for all others. */
export type RouteHandler = (request: Request) => Promise<Response | undefined>;

export function routeHandler(runtime: IAgentRuntime, options: RouteHandlerOptions = {}): RouteHandler {
  const match = routeMatcher(runtime);
  const maxBytes = options.maxBodyBytes ?? LIMITS.maxRequestBodyBytes;
  const timeoutMs = options.timeoutMs ?? LIMITS.actionTimeoutMs;
  return async (request) => {
    try {
      const found = matched(match, request);
      if (found === undefined) return undefined;
      const isMultipart = found.route.isMultipart ?? false;
      const body = await readBody(request, { isMultipart, maxBytes });
      return await answer(request, { ...found, body, runtime, timeoutMs });
    } catch (error) {
      if (!(error instanceof BodyRefusal)) throw error;
      return Response.json({ error: error.message }, { status: error.status });
    }
  };
}

function matched(match: MatchRoute, { method, url }: Request): RouteMatch | undefined {
  const { pathname } = new URL(url);
  try {
    return match(method, pathname);
  } catch (error) {
    if (error instanceof URIError) throw new BodyRefusal(400, `Cannot decode the path ${pathname}`);
    throw error;
  }
}

interface RouteCall extends RouteMatch {
  body: RequestBody;
  runtime: IAgentRuntime;
  timeoutMs: number;
}

function answer(request: Request, { route, params, body, runtime, timeoutMs }: RouteCall): Promise<Response> {
  const name = `${route.type} ${route.path}`;
  const { logger } = runtime;
  const req = new HandlerRequest(request, params, body);
  const res = new HandlerResponse({
    isHead: request.method === "HEAD",
    accepted: request.headers.get("accept") ?? undefined,
    onWarning: (message) => logger.warn({ src: "routes", route: name }, message),
  });
  const { signal } = request;
  signal.addEventListener("abort", () => res.destroy(), { once: true });
  // While the body was read. What waits for "close" in the handler still hears it: it is emitted in a later turn.
  if (signal.aborted) res.destroy();
  res.once("close", () => req.emit("close"));
  const fail = (error: unknown) => void failRoute(res, error, { route: name, logger });
  const run = async () => {
    const listeners = res.listenerCount("close");
    // As in Express a handler answers whenever it likes, also after its promise.
    await route.handler?.(req, res, runtime);
    // Whoever listens for the end goes on by itself: a stream that is piped in, or a sender of events.
    const goesOn = res.listenerCount("close") > listeners || req.listenerCount("close") > 0;
    if (res.headersSent || res.destroyed || goesOn) return;
    const timer = startTimer(() => {
      if (!res.headersSent) fail(new Error(`The handler has answered nothing within ${timeoutMs} ms`));
    }, timeoutMs);
    res.once("close", () => clearTimeout(timer));
  };
  run().catch(fail);
  return res.response;
}
