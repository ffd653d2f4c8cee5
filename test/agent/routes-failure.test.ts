/** Handlers that fail: the client learns an id, the log has the story under that id, and what has begun is cut off. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { CallError } from "../../src/errors.ts";
import { until } from "../fixtures/processes.ts";
import { route, type Served, serveRoutes } from "./served-routes.ts";

prepareCoreEnvironment("fatal");

const secret = () => new Error("secret detail", { cause: new CallError("handler_failed", "deeper secret") });
const gates: (() => void)[] = [];

let served: Served;
beforeAll(async () => {
  served = await serveRoutes([
    route("GET /rejects/:id", async () => {
      throw secret();
    }),
    route("GET /throws", () => {
      throw secret();
    }),
    route("GET /throws-text", () => {
      throw "secret detail";
    }),
    route("GET /after-headers", async (_req, res) => {
      res
        .status(201)
        .set({ "content-type": "image/png", "content-length": 3, etag: '"e"', "x-kept": "kept" });
      throw secret();
    }),
    route("GET /bad-status", async (_req, res) => {
      res.status(42).end("secret detail");
    }),
    route("GET /bad-status-written", async (_req, res) => {
      res.status(42).write("secret detail");
    }),
    route("GET /bad-chunk", async (_req, res) => {
      res.write(7);
    }),
    route("GET /not-json", async (_req, res) => {
      res.json({ secret: 1n });
    }),
    route("GET /begun", async (_req, res) => {
      res.write("begun");
      await new Promise<void>((resolve) => gates.push(resolve));
      throw secret();
    }),
    route("GET /begun-at-once", async (_req, res) => {
      res.write("begun");
      throw secret();
    }),
    route("GET /json-after-begun", async (_req, res) => {
      res.write("begun");
      res.status(500).json({ error: "too late" });
    }),
    route("GET /ended", async (_req, res) => {
      res.json({ ended: true });
      throw secret();
    }),
    route("GET /destroyed", async (_req, res) => {
      res.destroy(secret());
    }),
    route("GET /destroyed-later", async (_req, res) => {
      res.write("begun");
      await new Promise<void>((resolve) => gates.push(resolve));
      res.destroy(secret());
    }),
    route("GET /left", async (req) => {
      await new Promise<void>((resolve) => req.once("close", resolve));
      throw secret();
    }),
  ]);
});
beforeEach(() => {
  served.logs.length = 0;
});
afterEach(() => expect(served.serverErrors).toEqual([]));
afterAll(() => served.close());

/** The one thing that was logged. */
async function logged() {
  await until("a log", () => served.logs.length > 0);
  expect(served.logs).toHaveLength(1);
  const [{ level, message, fields }] = served.logs as [Served["logs"][number]];
  expect(level).toBe("error");
  return { message, ...(fields as { id: string; route: string; error: string }) };
}

test.each([
  ["/rejects/1", "GET /p/rejects/:id"],
  ["/throws", "GET /p/throws"],
  ["/throws-text", "GET /p/throws-text"],
  ["/after-headers", "GET /p/after-headers"],
  ["/bad-status", "GET /p/bad-status"],
  ["/bad-status-written", "GET /p/bad-status-written"],
  ["/bad-chunk", "GET /p/bad-chunk"],
  ["/not-json", "GET /p/not-json"],
])("%s is answered by 500 with the id that is in the log", async (path, name) => {
  const response = await served.fetch(path);
  const text = await response.text();
  const { id, route: failed, message } = await logged();
  expect([response.status, response.headers.get("content-type")]).toEqual([
    500,
    "application/json; charset=utf-8",
  ]);
  expect(JSON.parse(text)).toEqual({ error: "Internal server error", id });
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(failed).toBe(name);
  expect(message).toBe(`${name} failed (${id}): the client was told the id`);
});

test("the log has the whole chain, and each failure an id of its own", async () => {
  await served.fetch("/rejects/1");
  const one = await logged();
  expect(one.error).toContain("Error: secret detail");
  expect(one.error).toContain("routes-failure.test.ts");
  expect(one.error).toContain("caused by: ");
  expect(one.error).toContain("deeper secret");
  served.logs.length = 0;
  await served.fetch("/rejects/1");
  expect((await logged()).id).not.toBe(one.id);
});

test("of the headers that were set, those of the body that was not sent are left out", async () => {
  const { headers } = await served.fetch("/after-headers");
  expect([headers.get("x-kept"), headers.get("etag")]).toEqual(["kept", null]);
  expect(headers.get("content-length")).not.toBe("3");
});

test("a handler that returned may answer later, and is named where it has not by the deadline", async () => {
  const slow = await serveRoutes(
    [
      route("GET /nothing", async () => {}),
      route("GET /later", async (_req, res) => void setImmediate(() => res.json("later"))),
    ],
    { timeoutMs: 20 },
  );
  expect(await (await slow.fetch("/later")).json()).toBe("later");
  expect((await slow.fetch("/nothing")).status).toBe(500);
  expect(slow.logs.map((record) => String(record.fields.error))).toEqual([
    expect.stringContaining("The handler has answered nothing within 20 ms"),
  ]);
  await slow.close();
});

test("a response that has begun is cut off", async () => {
  const response = await served.fetch("/begun");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("begun");
  gates.pop()?.();
  await expect(reader.read()).rejects.toThrow();
  const { id, message, error } = await logged();
  expect(message).toBe(`GET /p/begun failed (${id}): the response had begun and was cut off`);
  expect(error).toContain("secret detail");
});

test("a response that fails with its first chunk is cut off too", async () => {
  // Whether that chunk arrives before the end of the connection is for the network to say.
  const read = async () => (await served.fetch("/begun-at-once")).text();
  await expect(read()).rejects.toThrow();
  expect((await logged()).message).toEndWith("the response had begun and was cut off");
});

test("a response that has begun takes no other body", async () => {
  const read = async () => (await served.fetch("/json-after-begun")).text();
  await expect(read()).rejects.toThrow();
  expect((await logged()).error).toContain("Cannot send a whole body as the response has begun");
});

test("a response that has been sent stays as it was", async () => {
  const response = await served.fetch("/ended");
  expect([response.status, await response.json()]).toEqual([200, { ended: true }]);
  expect((await logged()).message).toEndWith("the response had been sent");
});

test("res.destroy() cuts the connection, and is the handler's own affair", async () => {
  await expect(served.fetch("/destroyed")).rejects.toThrow();
  const response = await served.fetch("/destroyed-later");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  gates.pop()?.();
  await expect(reader.read()).rejects.toThrow();
  expect(served.logs).toEqual([]);
});

test("a handler that fails when the client has left is logged as such", async () => {
  const leaving = new AbortController();
  served.arrived.length = 0;
  const answer = served.fetch("/left", { signal: leaving.signal });
  await until("the request", () => served.arrived.length === 1);
  leaving.abort();
  await expect(answer).rejects.toThrow();
  expect((await logged()).message).toEndWith("the client had left");
});
