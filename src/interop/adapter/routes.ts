/**
 * Routes: HTTP through Express-like `req` and `res`, as every elizaOS server has them. A handler here never rejects: servers of
 * elizaOS do not await it.
 */
import type { IAgentRuntime, Route } from "@elizaos/core";
import type { RouteDefinition } from "../../contract/generated/types.ts";
import type { Guest } from "../guest.ts";
import { failRoute } from "../route-failure.ts";
import type { Adapted } from "./adapter.ts";
import { callGuest } from "./call.ts";
import { isGone, type RouteReply, RouteWriter } from "./route-reply.ts";
import { type RouteRequest, requestFields } from "./route-request.ts";

export type RouteHandler = (req: RouteRequest, res: RouteReply, runtime: IAgentRuntime) => Promise<void>;

export function adaptRoute(adapted: Adapted, definition: RouteDefinition): Route {
  const { type, path, name, filePath, isMultipart } = definition;
  const handler = type === "STATIC" ? adapted.staticHandler?.(definition) : handlerOf(adapted, definition);
  return {
    type,
    path,
    ...(name === undefined ? undefined : { name }),
    ...(filePath === undefined ? undefined : { filePath }),
    ...(definition.public === undefined ? undefined : { public: definition.public }),
    ...(isMultipart === undefined ? undefined : { isMultipart }),
    ...(handler === undefined ? undefined : { handler }),
  } as Route;
}

function handlerOf(adapted: Adapted, { type, path }: RouteDefinition): RouteHandler {
  const route = `${type} ${path}`;
  return async (req, res, runtime) => {
    const gone = new AbortController();
    let hasEnded = false;
    res.once?.("close", () => {
      if (!hasEnded) gone.abort();
    });
    if (isGone(res)) gone.abort();
    try {
      await answer(adapted, runtime, {
        route,
        fields: requestFields(req, { type, path }),
        res,
        signal: gone.signal,
      });
    } catch (error) {
      // A client that went away hears nothing any more.
      if (!gone.signal.aborted)
        failRoute(res, error, {
          route: `${route} of the plugin ${adapted.manifest.name}`,
          logger: runtime.logger,
        });
    } finally {
      hasEnded = true;
    }
  };
}

interface Exchange {
  route: string;
  fields: object;
  res: RouteReply;
  signal: AbortSignal;
}

async function answer(adapted: Adapted, runtime: IAgentRuntime, exchange: Exchange): Promise<void> {
  const { route, fields, res, signal } = exchange;
  let guest: Guest | undefined;
  const writer = new RouteWriter(res, {
    plugin: adapted.manifest.name,
    component: `route ${route}`,
    reached: (re, seq) => guest?.channel.notify("route.more", { re, seq }),
  });
  const broken = new AbortController();
  writer.onBroken = () => broken.abort();
  const call = {
    component: `route ${route}`,
    fields,
    onGuest(asked: Guest) {
      guest = asked;
    },
    signal: AbortSignal.any([signal, broken.signal]),
    onPart: writer.part,
  };
  try {
    const message = await callGuest(adapted, runtime, "route.handle", call);
    await writer.end(message);
  } catch (error) {
    // Why a part could not be written says more than that the call was given up for it.
    throw writer.broken ?? error;
  }
}
