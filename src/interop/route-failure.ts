/**
 * What a client gets when the handler of a route has failed: 500 with an id and nothing else, while the log has the whole story under that
 * id. A response that has begun is cut off, so that nobody takes the half of it for the whole.
 */
import type { Logger } from "@elizaos/core";
import { errorChain, messageOf } from "../errors.ts";

/** What a failure needs of a response: Express's own, or one like it. */
export interface FailingResponse {
  readonly headersSent?: boolean;
  readonly writableEnded?: boolean;
  readonly destroyed?: boolean;
  status(code: number): unknown;
  json(value: unknown): unknown;
  getHeaderNames?(): string[];
  removeHeader?(name: string): unknown;
  /** Cuts the connection. */
  destroy?(error?: Error): unknown;
}

export interface FailedRoute {
  /** Method and path as the plugin has them: `GET /rooms/:roomId`. */
  route: string;
  logger: Pick<Logger, "error"> | undefined;
}

/** Answers or cuts off, and logs once. Gives the id. Never throws: whoever calls it has no other way to tell. */
export function failRoute(res: FailingResponse, error: unknown, { route, logger }: FailedRoute): string {
  const id = crypto.randomUUID();
  let outcome: string;
  try {
    outcome = endResponse(res, id);
  } catch (refusal) {
    outcome = `the response could not be ended: ${messageOf(refusal)}`;
  }
  logger?.error(
    { src: "routes", id, route, error: errorChain(error) },
    `${route} failed (${id}): ${outcome}`,
  );
  return id;
}

/** What belongs to the body that was to be sent, and not to this one. */
const OF_THE_BODY = /^(content-(?!security-)|etag$|last-modified$|cache-control$|expires$)/;

function endResponse(res: FailingResponse, id: string): string {
  if (res.destroyed && !res.writableEnded) return "the client had left";
  if (res.writableEnded) return "the response had been sent";
  if (res.headersSent) {
    res.destroy?.();
    return "the response had begun and was cut off";
  }
  for (const name of res.getHeaderNames?.() ?? [])
    if (OF_THE_BODY.test(name.toLowerCase())) res.removeHeader?.(name);
  res.status(500);
  res.json({ error: "Internal server error", id });
  return "the client was told the id";
}
