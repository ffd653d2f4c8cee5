/** What a client gets of what a handler does with `res`, as Express would have it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { Readable } from "node:stream";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import type { HandlerResponse } from "../../src/agent/http/handler-response.ts";
import { route, type Served, serveRoutes } from "./served-routes.ts";

prepareCoreEnvironment("fatal");

type Answer = (res: HandlerResponse) => unknown;

/** By the path's last part. */
const answers: Record<string, Answer> = {
  json: (res) => res.status(201).json({ a: [1, null] }),
  jsonTyped: (res) => res.setHeader("Content-Type", "application/problem+json").json({}),
  jsonNothing: (res) => res.json(undefined),
  sendText: (res) => res.send("<p>"),
  sendTyped: (res) => res.type("txt").send("text"),
  sendBytes: (res) => res.send(new Uint8Array([0, 255])),
  sendBuffer: (res) => res.send(new Uint8Array([1, 2]).buffer),
  sendMap: (res) => res.send({ a: 1 }),
  sendNumber: (res) => res.send(42),
  sendFalse: (res) => res.send(false),
  sendNothing: (res) => res.send(),
  end: (res) => res.status(202).end(),
  endText: (res) => res.end("ä"),
  endEncoded: (res) => res.end("AP8=", "base64"),
  noContent: (res) => res.status(204).send("left out"),
  notModified: (res) => res.status(304).json({}),
  headers: (res) => {
    res.setHeader("X-One", 1).setHeader("set-cookie", ["a=1", "b=2"]).set({ "x-two": "2", "x-gone": "3" });
    res.removeHeader("X-Gone");
    res.json([
      res.getHeader("x-one"),
      res.get("X-TWO"),
      res.hasHeader("x-gone"),
      res.getHeaderNames().sort(),
    ]);
  },
  writeHead: (res) => res.writeHead(418, "Teapot", { "Content-Type": "text/x", "X-A": "a" }).end("tea"),
  writeHeadOnly: (res) => res.writeHead(203, { "x-a": "b" }).end(),
  wrongLength: (res) => res.setHeader("content-length", 1).end("more than one"),
  sendStatus: (res) => res.sendStatus(404),
  redirect: (res) => res.redirect("/elsewhere"),
  redirectFor: (res) => res.redirect(308, "/for-ever"),
  writes: (res) => {
    res.type("text/plain").write("one ");
    res.write(new Uint8Array([50, 32]));
    res.write("MyA=", "base64");
    res.end("four");
  },
  writesLater: (res) => {
    res.write("begun ");
    setImmediate(() => res.end("and ended"));
  },
  statusCode: (res) => {
    res.statusCode = 206;
    res.end("part");
  },
  flushed: (res) => {
    res.setHeader("x-a", "flushed").flushHeaders();
    res.end("late");
  },
  piped: (res) => void Readable.from(["a", Buffer.from("b"), "c"]).pipe(res),
  writesAgain: (res) => expect(res.end("whole").write("more")).toBe(false),
  endsAgain: (res) => res.end("whole").end("more"),
  answersAgain: (res) => res.end("whole").json({}),
  removesLate: (res) => res.end("whole").removeHeader("x"),
  twice: (res) => {
    res.json({ first: true });
    res.status(500).setHeader("x-late", "1").json({ second: true });
    res.write("third");
    res.end("fourth");
  },
};

let served: Served;
beforeAll(async () => {
  served = await serveRoutes([
    route("GET /async/:what", async ({ params }, res) => {
      answers[params.what as string]?.(res);
    }),
    // Written in JavaScript a handler may answer when it has returned.
    route("GET /later/:what", ({ params }, res) => {
      setImmediate(() => answers[params.what as string]?.(res));
    }),
  ]);
});
afterEach(() => expect(served.serverErrors).toEqual([]));
afterAll(() => served.close());

const JSON_TYPE = "application/json; charset=utf-8";

describe.each(["async", "later"])("a handler that answers %s", (when) => {
  test.each<[string, number, string | null, string]>([
    ["json", 201, JSON_TYPE, '{"a":[1,null]}'],
    ["jsonTyped", 200, "application/problem+json", "{}"],
    ["jsonNothing", 200, JSON_TYPE, ""],
    ["sendText", 200, "text/html; charset=utf-8", "<p>"],
    ["sendTyped", 200, "text/plain; charset=utf-8", "text"],
    ["sendBytes", 200, "application/octet-stream", "\0\u{ff}"],
    ["sendBuffer", 200, "application/octet-stream", "\x01\x02"],
    ["sendMap", 200, JSON_TYPE, '{"a":1}'],
    ["sendNumber", 200, JSON_TYPE, "42"],
    ["sendFalse", 200, JSON_TYPE, "false"],
    ["sendNothing", 200, null, ""],
    ["end", 202, null, ""],
    ["endText", 200, null, "\u{c3}\u{a4}"],
    ["endEncoded", 200, null, "\0\u{ff}"],
    ["noContent", 204, null, ""],
    ["notModified", 304, null, ""],
    ["writeHead", 418, "text/x", "tea"],
    ["writeHeadOnly", 203, null, ""],
    ["wrongLength", 200, null, "more than one"],
    ["sendStatus", 404, "text/plain; charset=utf-8", "Not Found"],
    ["redirect", 302, "text/plain; charset=utf-8", "Found. Redirecting to /elsewhere"],
    ["redirectFor", 308, "text/plain; charset=utf-8", "Permanent Redirect. Redirecting to /for-ever"],
    ["writes", 200, "text/plain; charset=utf-8", "one 2 3 four"],
    ["statusCode", 206, null, "part"],
    ["flushed", 200, null, "late"],
    ["piped", 200, null, "abc"],
  ])("by %s: status %p, type %p, body %p", async (what, status, type, body) => {
    const response = await served.fetch(`/${when}/${what}`, { redirect: "manual" });
    const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
    expect([response.status, response.headers.get("content-type"), text]).toEqual([status, type, body]);
  });
});

describe("the headers", () => {
  const headersOf = async (what: string) =>
    (await served.fetch(`/async/${what}`, { redirect: "manual" })).headers;

  test("are those that were set last, a list as several", async () => {
    const response = await served.fetch("/async/headers");
    expect(await response.json()).toEqual(["1", "2", false, ["set-cookie", "set-cookie", "x-one", "x-two"]]);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect([response.headers.get("x-two"), response.headers.get("x-gone")]).toEqual(["2", null]);
  });

  test("tell the length of a body that was sent at once, as it is", async () => {
    expect((await headersOf("wrongLength")).get("content-length")).toBe("13");
    expect((await headersOf("sendBytes")).get("content-length")).toBe("2");
  });

  test("hold where to go", async () => {
    expect((await headersOf("redirect")).get("location")).toBe("/elsewhere");
  });

  test("go with what is written piece by piece", async () => {
    expect((await headersOf("flushed")).get("x-a")).toBe("flushed");
  });
});

test("an async handler may write on when it has resolved, as under Express", async () => {
  expect(await (await served.fetch("/async/writesLater")).text()).toBe("begun and ended");
});

test("what a handler does after the end is ignored, and said once", async () => {
  served.logs.length = 0;
  const response = await served.fetch("/async/twice");
  expect([response.status, await response.json()]).toEqual([200, { first: true }]);
  expect(response.headers.get("x-late")).toBe(null);
  expect(served.logs.map(({ level, message }) => [level, message])).toEqual([
    ["warn", 'The handler called setHeader("x-late") after the head of the response: it is ignored'],
  ]);
});

test.each([
  ["writesAgain", "write() after the end"],
  ["endsAgain", "end() after the end"],
  ["answersAgain", "end() after the end"],
  ["removesLate", 'removeHeader("x") after the head'],
])("%s is ignored as %s", async (what, named) => {
  served.logs.length = 0;
  expect(await (await served.fetch(`/async/${what}`)).text()).toBe("whole");
  const message = `The handler called ${named} of the response: it is ignored`;
  expect(served.logs).toMatchObject([{ level: "warn", message, fields: { route: "GET /p/async/:what" } }]);
});

test("HEAD of what is written piece by piece has no body, and the handler writes to its end", async () => {
  const response = await served.fetch("/async/writes", { method: "HEAD" });
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    200,
    "text/plain; charset=utf-8",
    "",
  ]);
});
