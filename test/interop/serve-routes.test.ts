/** A served plugin's routes: requests handed to handlers, and responses that are given at once. */
import { expect, test } from "bun:test";
import type { Route } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { introduced, until } from "./served.ts";
import { type Handler, handle, request, route } from "./served-route.ts";

test("a handler is given the request with what Express and its parsers add", async () => {
  const body = { a: 1 };
  const rawBody = new Uint8Array([1, 2]);
  const files = [{ fieldname: "f", originalname: "f.txt", mimetype: "text/plain", size: 1, buffer: rawBody }];
  const given: unknown[] = [];
  const handler: Handler = (req, res) => {
    given.push(req);
    res.end();
  };
  const fields = {
    path: "/r/1",
    url: "/r/1?x=y",
    params: { id: "1" },
    query: { x: "y" },
    headers: { "x-probe": "yes" },
    body,
    rawBody,
    files,
  };
  await handle(handler, fields);
  expect({ ...(given[0] as object) }).toEqual({
    ...fields,
    method: "GET",
    originalUrl: fields.url,
    file: files[0],
  });
  await handle(handler, { rawBody });
  const bare = {
    method: "GET",
    path: "/r",
    url: "/r",
    originalUrl: "/r",
    params: {},
    query: {},
    headers: {},
  };
  expect({ ...(given[1] as object) }).toEqual({ ...bare, body: rawBody, rawBody });
  for (const [sent, got] of [
    [{}, undefined],
    [{ rawBody: new Uint8Array() }, undefined],
    [{ body: null, rawBody }, null],
    [{ body: "", rawBody }, ""],
  ] as const) {
    await handle(handler, sent);
    expect((given.at(-1) as { body: unknown }).body).toBe(got);
  }
});

test("a request hears the end of its response, and the client leave", async () => {
  const heard: string[] = [];
  const guest = await introduced(
    route((req, res) => {
      (req as unknown as { on(event: string, listener: () => void): void }).on("close", () =>
        heard.push(String(req.headers?.name)),
      );
      if (req.headers?.name === "ends") res.end();
    }),
  );
  await guest.ask("route.handle", { route: "/r", method: "GET", headers: { name: "ends" } });
  const controller = new AbortController();
  const fields = { route: "/r", method: "GET", headers: { name: "left" } };
  const left = guest.ask("route.handle", fields, { signal: controller.signal });
  left.catch(() => {});
  controller.abort();
  await until(() => heard.length === 2);
  expect(heard).toEqual(["ends", "left"]);
});

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const HTML_TYPE = { "content-type": "text/html; charset=utf-8" };
const BYTES_TYPE = { "content-type": "application/octet-stream" };

class Room {
  name = "kitchen";
}

test.each<[string, Handler, object]>([
  ["json", (_req, res) => res.status(201).json({ a: [1] }), { status: 201, headers: {}, json: { a: [1] } }],
  [
    "json of a class instance",
    (_req, res) => res.json(new Room()),
    { status: 200, headers: {}, json: { name: "kitchen" } },
  ],
  ["json of nothing", (_req, res) => res.json(undefined), { status: 200, headers: JSON_TYPE }],
  ["send of a text", (_req, res) => res.send("x"), { status: 200, headers: HTML_TYPE, body: "x" }],
  [
    "send of bytes",
    (_req, res) => res.send(new Uint8Array([7])),
    { status: 200, headers: BYTES_TYPE, body: new Uint8Array([7]) },
  ],
  [
    "send of a buffer",
    (_req, res) => res.send(new Uint8Array([7]).buffer),
    { status: 200, headers: BYTES_TYPE, body: new Uint8Array([7]) },
  ],
  ["send of a list", (_req, res) => res.send([1]), { status: 200, headers: {}, json: [1] }],
  ["send of a number", (_req, res) => res.send(0), { status: 200, headers: {}, json: 0 }],
  ["send of false", (_req, res) => res.send(false), { status: 200, headers: {}, json: false }],
  ["send of nothing", (_req, res) => res.status(204).send(), { status: 204, headers: {} }],
  ["an end later", (_req, res) => void setTimeout(() => res.status(202).end()), { status: 202, headers: {} }],
  [
    "headers",
    (_req, res) => {
      res.setHeader("X-Probe", "yes").setHeader("Set-Cookie", ["a", "b"]).setHeader("content-length", 0);
      res.setHeader("x-gone", "x");
      res.removeHeader("X-Gone");
      res.setHeader("x-names", res.getHeaderNames());
      res.send(`${res.getHeader("x-probe")} ${res.getHeader("none")} ${res.headersSent}`);
    },
    {
      status: 200,
      headers: {
        ...HTML_TYPE,
        "x-probe": "yes",
        "set-cookie": ["a", "b"],
        "content-length": "0",
        "x-names": ["x-probe", "set-cookie", "content-length"],
      },
      body: "yes undefined false",
    },
  ],
])("%s answers at once", async (_what, handler, expected) => {
  expect(await handle(handler)).toEqual({ type: "route.response", ...expected } as Message);
});

test("a response that ends is answered, though its handler goes on", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const answer = await handle(async (_req, res) => {
    res.json(1);
    await gate;
  });
  expect(answer).toMatchObject({ json: 1 });
  open();
});

test("a handler that raises ends the request by its error, before and after the head", async () => {
  const raise = () => {
    throw new Error("secret detail");
  };
  const early = await errorOfCall(() => handle(raise));
  expect(early).toMatchObject({ code: "handler_failed", message: "secret detail" });
  const guest = await introduced(
    route((_req, res) => {
      res.write("begun");
      raise();
    }),
  );
  const { answer, parts } = request(guest);
  expect(await errorOfCall(() => answer)).toMatchObject({ code: "handler_failed", message: "secret detail" });
  expect(parts.map(({ type }) => type)).toEqual(["route.head", "route.chunk"]);
});

test.each<[string, Handler, string]>([
  [
    "a status that is none",
    (_req, res) => res.status(99).end(),
    "the status must be a number from 100 to 599: current value is 99",
  ],
  [
    "a chunk that is none",
    (_req, res) => res.write({ a: 1 }),
    'a chunk must be a text or bytes: current value is {"a":1}',
  ],
  ["an end with a value", (_req, res) => res.end(5), "a chunk must be a text or bytes: current value is 5"],
])("%s is refused", async (_what, handler, rule) => {
  const error = await errorOfCall(() => handle(handler));
  expect(error.code).toBe("value_refused");
  expect(error.message).toEndWith(`as ${rule}`);
});

test.each<[string, Handler, string]>([
  ["json", (_req, res) => res.json(2), "wrote after the end of its response, which is left out"],
  ["write", (_req, res) => res.write("2"), "wrote after the end of its response, which is left out"],
  ["status", (_req, res) => res.status(500), "wrote after the end of its response, which is left out"],
  [
    "an error",
    () => {
      throw new Error("too late");
    },
    "failed after the end of its response (too late)",
  ],
])("%s after the end is ignored with one warning", async (_what, late, message) => {
  const guest = await introduced(
    route(async (req, res) => {
      res.json(1);
      await null;
      for (const _time of [1, 2]) late(req, res);
    }),
  );
  expect(await request(guest).answer).toMatchObject({ status: 200, json: 1 });
  await until(() => guest.all("log").length > 0);
  await guest.ask("ping");
  // A record names its request only while that is under way.
  const [record, ...more] = guest.all("log").map(({ re: _, ...rest }) => rest);
  expect(record).toEqual({ type: "log", level: "warn", message: `The route GET /r ${message}`, fields: {} });
  expect(more).toEqual([]);
});

test("a head that is changed after it was sent is ignored with one warning", async () => {
  const guest = await introduced(
    route((_req, res) => {
      res.write("a");
      res.status(500).setHeader("x", "y");
      res.end();
    }),
  );
  const { answer, parts } = request(guest);
  expect(await answer).toMatchObject({ type: "route.end" });
  expect(parts[0]).toMatchObject({ status: 200, headers: {} });
  expect(guest.all("log").map(({ message }) => message)).toEqual([
    "The route GET /r changed the head of its response after it was sent, which is left out",
  ]);
});

test("a route without a handler is not the guest's", async () => {
  const guest = await introduced({ routes: [{ type: "STATIC", path: "/r", filePath: "./static" } as Route] });
  const error = await errorOfCall(() => request(guest, { method: "STATIC" }).answer);
  expect(error).toMatchObject({ code: "component_unknown" });
});
