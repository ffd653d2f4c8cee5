/** What ELIZA offers over HTTP: replies, what was said and spoken of in a room, and a digest of what she is sent. */
import { createHash } from "node:crypto";
import type { IAgentRuntime, Route, RouteRequest, RouteResponse } from "@elizaos/core";
import { member, problem } from "./place.ts";
import { historyOf, remember, saidIn } from "./session.ts";
import { elizaOf } from "./setting.ts";

export const routes: Route[] = [
  { type: "GET", path: "/rooms/:roomId/topics", handler: topics },
  { type: "GET", path: "/rooms/:roomId/transcript", handler: transcript },
  { type: "POST", path: "/reply", handler: reply },
  { type: "POST", path: "/digest", handler: digest },
];

async function topics(req: RouteRequest, res: RouteResponse, runtime: IAgentRuntime): Promise<void> {
  res.json({ topics: elizaOf(runtime).topics(saidIn(runtime, roomOf(req))) });
}

/** A line at a time, so that a reader need not wait for the last. */
async function transcript(req: RouteRequest, res: RouteResponse, runtime: IAgentRuntime): Promise<void> {
  res.setHeader?.("content-type", "text/plain; charset=utf-8");
  for (const { who, text } of historyOf(runtime, roomOf(req)))
    (res as Writable).write(`${who}: ${text.replace(/[\r\n]/g, " ")}\n`);
  res.end();
}

/** Goes on with the room's session where `roomId` is given, and keeps both lines in it. */
async function reply(req: RouteRequest, res: RouteResponse, runtime: IAgentRuntime): Promise<void> {
  const body = { path: "body", value: isRecord(req.body) ? req.body : {} };
  const text = member(body, "text");
  if (typeof text.value !== "string") {
    res.status(400).json({ error: `Cannot reply as ${problem(text, "must be a string")}` });
    return;
  }
  const { value: roomId } = member(body, "roomId");
  const history = typeof roomId === "string" ? saidIn(runtime, roomId) : [];
  const answer = elizaOf(runtime).respond(history, text.value);
  if (typeof roomId === "string") {
    remember(runtime, roomId, "person", text.value);
    remember(runtime, roomId, "eliza", answer.reply);
  }
  res.json({ reply: answer.reply, keyword: answer.keyword });
}

async function digest(req: RouteRequest, res: RouteResponse): Promise<void> {
  const { rawBody = new Uint8Array() } = req as WithRawBody;
  res.json({ sha256: createHash("sha256").update(rawBody).digest("hex"), bytes: rawBody.length });
}

/** What a server gives beyond the types of elizaOS's core: Express's `write`, and the body's bytes. */
type Writable = RouteResponse & { write(text: string): unknown };
type WithRawBody = RouteRequest & { rawBody?: Uint8Array };

function roomOf({ params }: RouteRequest): string {
  return params?.roomId ?? "";
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
