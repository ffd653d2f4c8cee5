/** Responses that are written piece by piece: when a chunk arrives, how far a handler gets ahead, and what it learns of the client. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect, type Socket } from "node:net";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import type { HandlerResponse } from "../../src/agent/http/handler-response.ts";
import { until } from "../fixtures/processes.ts";
import { route, type Served, serveRoutes } from "./served-routes.ts";

prepareCoreEnvironment("fatal");

const CHUNK = new Uint8Array(65_536);
const seen: string[] = [];
const gates = new Map<string, () => void>();
let written = 0;
let served: Served;

function gate(name: string): Promise<void> {
  return new Promise((resolve) => {
    gates.set(name, resolve);
  });
}

/** Resolves when the response takes more, or never will. */
function room(res: HandlerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      res.off("drain", done).off("close", done);
      resolve();
    };
    res.on("drain", done).on("close", done);
  });
}

beforeAll(async () => {
  served = await serveRoutes([
    route("GET /gated", async (_req, res) => {
      for (const n of [0, 1, 2]) {
        if (n > 0) await gate(`chunk ${n}`);
        res.write(`chunk ${n}\n`);
      }
      res.end();
    }),
    route("GET /flood", async (req, res) => {
      req.once("close", () => seen.push("close of req"));
      res.once("close", () => seen.push("close of res"));
      res.once("finish", () => seen.push("finish"));
      for (written = 0; written < 4_000 && !res.destroyed; written++) if (!res.write(CHUNK)) await room(res);
      res.end();
    }),
    route("GET /called-back", async (_req, res) => {
      for (const n of [0, 1, 2]) {
        await new Promise<void>((resolve) => {
          res.write(CHUNK, () => resolve());
        });
        seen.push(`written ${n}`);
      }
      res.end(() => seen.push("ended"));
    }),
    // As senders of events are written for Express: the handler is over at once, the response is not.
    route("GET /events", async (req, res) => {
      res.writeHead(200, { "content-type": "text/event-stream" });
      res.write("data: 0\n\n");
      void gate("event").then(() => res.write("data: 1\n\n"));
      req.on("close", () => seen.push("client left"));
    }),
    route("GET /silent", async (req, res) => {
      await new Promise<void>((resolve) => req.once("close", () => resolve()));
      seen.push(`left ${res.destroyed}, written ${res.write("to nobody")}`);
    }),
    route("GET /silent-json", async (_req, res) => {
      await new Promise((resolve) => res.once("close", resolve));
      res.json({ to: "nobody" });
      seen.push("answered nobody");
    }),
  ]);
});
afterAll(async () => {
  expect(served.serverErrors).toEqual([]);
  await served.close();
});

/** A client that reads nothing. */
async function unread(path: string): Promise<Socket> {
  const socket = connect(served.port, "127.0.0.1").pause();
  socket.write(`GET /p${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const before = served.arrived.length;
  await until("the request", () => served.arrived.length > before);
  return socket;
}

async function opened(gateName: string): Promise<void> {
  await until(gateName, () => gates.has(gateName));
  gates.get(gateName)?.();
  gates.delete(gateName);
}

test("a chunk reaches the client before the handler writes the next", async () => {
  const response = await served.fetch("/gated");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toBe("chunk 0\n");
  await opened("chunk 1");
  expect(await read()).toBe("chunk 1\n");
  await opened("chunk 2");
  expect(await read()).toBe("chunk 2\n");
  expect((await reader.read()).done).toBe(true);
});

test("write() tells by false and drain to wait for a client that does not read", async () => {
  seen.length = 0;
  const socket = await unread("/flood");
  let before = -1;
  await until("the handler waits", () => {
    const waits = before === written && written > 0;
    before = written;
    return waits;
  });
  expect(written).toBeLessThan(1_000);
  let bytes = 0;
  socket.on("data", (data) => {
    bytes += data.length;
  });
  socket.resume();
  await until("the rest", () => bytes > 4_000 * CHUNK.length);
  await until("the end", () => seen.includes("finish"));
  expect(written).toBe(4_000);
  socket.destroy();
});

test("a client that leaves ends the waiting by close", async () => {
  seen.length = 0;
  const socket = await unread("/flood");
  await until("the first chunks", () => written > 0);
  socket.destroy();
  await until("both close events", () => seen.length === 2);
  expect(seen.sort()).toEqual(["close of req", "close of res"]);
  expect(written).toBeLessThan(4_000);
});

test("write() calls back for each chunk in its turn, end() when all has gone", async () => {
  seen.length = 0;
  const response = await served.fetch("/called-back");
  expect((await response.arrayBuffer()).byteLength).toBe(3 * CHUNK.length);
  await until("the end", () => seen.length === 4);
  expect(seen).toEqual(["written 0", "written 1", "written 2", "ended"]);
});

test("a response stays open after its handler, where that listens for close", async () => {
  seen.length = 0;
  const leaving = new AbortController();
  const response = await served.fetch("/events", { signal: leaving.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toBe("data: 0\n\n");
  await opened("event");
  expect(await read()).toBe("data: 1\n\n");
  leaving.abort();
  await until("close", () => seen.length > 0);
  expect(seen).toEqual(["client left"]);
});

test("a handler that has answered nothing yet hears the client leave, and may write in vain", async () => {
  seen.length = served.logs.length = 0;
  const socket = await unread("/silent");
  socket.destroy();
  await until("close", () => seen.length > 0);
  expect(seen).toEqual(["left true, written false"]);
  const other = await unread("/silent-json");
  other.destroy();
  await until("an answer to nobody", () => seen.length > 1);
  expect(served.logs).toEqual([]);
});

test("a handler hears of a client that had left before it was asked", async () => {
  seen.length = 0;
  const request = new Request(served.url("/silent"), { signal: AbortSignal.abort() });
  await served.handle(request);
  await until("close", () => seen.length > 0);
  expect(seen).toEqual(["left true, written false"]);
});
