/** A served plugin with one route, and the client of it that a test plays. */
import type { Plugin, Route, RouteRequest } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import type { RouteResponse } from "../../src/interop/serve/route-response.ts";
import { introduced, type Served } from "./served.ts";

export type Handler = (req: RouteRequest & Record<string, unknown>, res: RouteResponse) => unknown;

export const route = (handler: Handler, more: Partial<Route> = {}): Partial<Plugin> => ({
  routes: [
    {
      type: "GET",
      path: "/r",
      handler: handler as unknown as NonNullable<Route["handler"]>,
      ...more,
    } as Route,
  ],
});

export interface Response {
  /** The answer, when it is there. */
  answer: Promise<Message>;
  parts: Message[];
  /** Tells the guest that the client took chunks up to this one. */
  more(seq: number): void;
}

/** Asks for the route; the client takes nothing until `more` is called. */
export function request(guest: Served, fields: object = {}, signal?: AbortSignal): Response {
  const parts: Message[] = [];
  const onPart = (message: Message) => void parts.push(message);
  const asked = { route: "/r", method: "GET", path: "/r", ...fields };
  const answer = guest.ask("route.handle", asked, { onPart, ...(signal && { signal }) });
  answer.catch(() => {});
  const id = 2;
  return { answer, parts, more: (seq) => guest.host.notify("route.more", { re: id, seq }) };
}

export const handle = async (
  handler: Handler,
  fields: object = {},
  more: Partial<Route> = {},
): Promise<Message> => {
  const { answer } = request(await introduced(route(handler, more)), fields);
  const { re: _re, ...rest } = await answer;
  return rest as Message;
};
