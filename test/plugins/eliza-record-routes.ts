/** What ELIZA's routes answer to a client, over HTTP and the agent's own handler of routes. */
import type { Agent } from "../../src/agent/agent.ts";
import { routeHandler } from "../../src/agent/http/route-handler.ts";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export async function routeAnswers({ runtime, roomId }: Agent): Promise<Record<string, Answer>> {
  const handler = routeHandler(runtime);
  const fetch = async (request: Request) => (await handler(request)) ?? new Response(null, { status: 404 });
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch });
  const ask = (path: string, init?: RequestInit) => answerOf(new URL(`/eliza${path}`, server.url), init);
  const reply = (body: unknown) => ask("/reply", json(body));
  const digest = (body: string | Uint8Array<ArrayBuffer>) => ask("/digest", { method: "POST", body });
  try {
    return {
      topics: await ask(`/rooms/${roomId}/topics`),
      transcript: await ask(`/rooms/${roomId}/transcript`),
      "topics of nowhere": await ask("/rooms/nowhere/topics"),
      "transcript of nowhere": await ask("/rooms/nowhere/transcript"),
      "a reply": await reply({ text: "I am unhappy" }),
      "a reply in a room": await reply({ text: "My boss\nignores me", roomId: "a room/ü" }),
      "the next reply there": await reply({ text: "Nothing more today", roomId: "a room/ü" }),
      "its topics": await ask("/rooms/a%20room%2F%C3%BC/topics"),
      "its transcript": await ask("/rooms/a%20room%2F%C3%BC/transcript"),
      "a reply to silence": await reply({ text: "" }),
      "a reply to a number": await reply({ text: 7.5 }),
      "a reply to null": await reply({ text: null }),
      "a reply without text": await reply({ roomId: "x" }),
      "a reply to a list": await reply(["text"]),
      "a reply to a text": await ask("/reply", { method: "POST", body: "text" }),
      "a reply to nothing": await ask("/reply", { method: "POST" }),
      "a reply to a form": await ask("/reply", {
        method: "POST",
        body: new URLSearchParams({ text: "Hello" }),
      }),
      "a digest": await digest("abc"),
      "a digest of bytes": await digest(new Uint8Array(70_000).map((_, index) => index % 251)),
      "a digest of JSON": await ask("/digest", json({ a: 1 })),
      "a digest of nothing": await digest(new Uint8Array()),
      "another method": await ask("/digest"),
    };
  } finally {
    await server.stop(true);
  }
}

function json(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function answerOf(url: URL, init: RequestInit | undefined): Promise<Answer> {
  const response = await fetch(url, init);
  const headers = Object.fromEntries(response.headers);
  // The server's own: when, and whether the end was known at the beginning.
  for (const name of ["date", "content-length", "transfer-encoding"]) delete headers[name];
  return { status: response.status, headers, body: await response.text() };
}
