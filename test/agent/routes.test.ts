/** Which route answers a request, what its handler is told, and what the client gets. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import type { HandlerRequest } from "../../src/agent/http/handler-request.ts";
import type { HandlerResponse } from "../../src/agent/http/handler-response.ts";
import { route, type Served, serveRoutes } from "./served-routes.ts";

prepareCoreEnvironment("fatal");

/** Answers which route it is, and what it was told. */
const told = (name: string) => async (req: HandlerRequest, res: HandlerResponse) => {
  const { method, path, url, params, query } = req;
  res.json({ name, method, path, url, params, query });
};

const routes = [
  ...(["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((type) => route(`${type} /all`, told(type))),
  route("GET /rooms/:roomId/items/:itemId", told("item")),
  route("GET /files/*", told("files")),
  route("GET /things/:id", told("param")),
  route("GET /things/exact", told("exact")),
  route("GET no-slash", told("no slash")),
  route("GET /end/", told("end")),
  route("GET /headers", async (req, res) => {
    res.json({
      given: req.headers["x-mixed"],
      got: req.get("X-Mixed"),
      agent: typeof req.headers["user-agent"],
    });
  }),
  route("STATIC /static", told("static")),
  route("GET /static-like", told("like")),
  { type: "GET" as const, path: "/without-handler" },
  route("GET /bad/:", told("bad")),
];

let served: Served;
beforeAll(async () => {
  served = await serveRoutes(routes);
});
afterAll(async () => {
  expect(served.serverErrors).toEqual([]);
  await served.close();
});

const answerOf = async (path: string, init?: RequestInit) =>
  (await (await served.fetch(path, init)).json()) as Record<string, unknown>;

describe("routeHandler() finds the route", () => {
  test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])("of the method %s", async (method) => {
    expect(await answerOf("/all", { method })).toMatchObject({ name: method, method, path: "/p/all" });
  });

  test("with its params, decoded", async () => {
    expect(await answerOf("/rooms/a%20b%2Fc/items/%E2%82%AC")).toMatchObject({
      name: "item",
      params: { roomId: "a b/c", itemId: "€" },
    });
  });

  test.each([
    ["/files/a.txt", "a.txt"],
    ["/files/deep/er/b%20c", "deep/er/b c"],
    ["/files/", ""],
  ])("of a wildcard for %s", async (path, rest) => {
    expect(await answerOf(path)).toMatchObject({ name: "files", path: `/p${path}`, params: { 0: rest } });
  });

  test("that was registered first, of several that fit", async () => {
    expect(await answerOf("/things/exact")).toMatchObject({ name: "param", params: { id: "exact" } });
  });

  test.each([
    ["/ALL", "GET"],
    ["/all/", "GET"],
    ["/no-slash", "no slash"],
    ["/end", "end"],
    ["/end/", "end"],
  ])("for %s too", async (path, name) => {
    expect(await answerOf(path)).toMatchObject({ name });
  });

  test.each([
    ["/static", undefined],
    ["/static/", ""],
    ["/static/deep/style.css", "deep/style.css"],
  ])("of a folder for %s", async (path, below) => {
    const answer = await answerOf(path);
    expect(answer).toMatchObject({ name: "static", path: `/p${path}` });
    expect(answer.params).toEqual(below === undefined ? {} : { 0: below });
  });

  test.each([
    ["GET", "/nothing"],
    ["GET", "/all/more"],
    ["GET", "/files"],
    ["GET", "/static-other"],
    ["GET", "/without-handler"],
    ["GET", "/bad/x"],
    ["POST", "/files/a"],
    ["POST", "/static"],
    ["OPTIONS", "/all"],
  ])("or leaves %s %s to others", async (method, path) => {
    const response = await served.fetch(path, { method });
    expect([response.status, await response.text()]).toEqual([404, "nobody's"]);
  });

  test("but says so when a path is no pattern, once", async () => {
    await served.fetch("/bad/x");
    await served.fetch("/bad/x");
    expect(served.logs.map(({ message }) => message)).toEqual([
      "GET /p/bad/: is never matched: its path is no pattern",
    ]);
  });

  test.each(["*a*a*b", "(a+)+b", ":a-:b-:c", "{a}?{a}?b"])(
    "but never by %s, which takes time without end",
    async (pattern) => {
      const greedy = await serveRoutes([
        route(`GET /${pattern}`, told("greedy")),
        route("GET /:name.:end", told("file")),
      ]);
      const begun = performance.now();
      expect((await greedy.fetch(`/${"a".repeat(2000)}`)).status).toBe(404);
      expect((await greedy.fetch(`/${"a-".repeat(5_000)}`)).status).toBe(404);
      expect(performance.now() - begun).toBeLessThan(2_000);
      expect(greedy.logs.map(({ message }) => message)).toEqual([
        `GET /p/${pattern} is never matched: its path could be matched in too many ways`,
      ]);
      expect(await (await greedy.fetch("/a.b")).json()).toMatchObject({
        name: "file",
        params: { name: "a", end: "b" },
      });
      await greedy.close();
    },
  );

  test("and refuses a param that cannot be decoded", async () => {
    const response = await served.fetch("/things/%E2%82");
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: "Cannot decode the path /p/things/%E2%82" });
  });

  test("of a plugin whose name has what means something in a pattern", async () => {
    const odd = await serveRoutes([route("GET /hello/:id", told("odd"))], { name: "@a/b (c) +:d*" });
    const response = await fetch(`http://127.0.0.1:${odd.port}/@a/b (c) +:d*/hello/x`);
    expect(await response.json()).toMatchObject({ name: "odd", params: { id: "x" } });
    await odd.close();
  });
});

describe("a handler is told", () => {
  test("the query, a repeated key as an array", async () => {
    const { url, query } = await answerOf("/all?a=1&b=x%20y&a=2&c=&__proto__=p&d=+");
    expect(url).toBe("/p/all?a=1&b=x%20y&a=2&c=&__proto__=p&d=+");
    expect(JSON.stringify(query)).toBe('{"a":["1","2"],"b":"x y","c":"","__proto__":"p","d":" "}');
  });

  test("the headers, their names in lower case", async () => {
    expect(await answerOf("/headers", { headers: { "X-Mixed": "Value" } })).toEqual({
      given: "Value",
      got: "Value",
      agent: "string",
    });
  });
});

describe("HEAD", () => {
  test("is answered by a GET route: its head and nothing else", async () => {
    const got = await served.fetch("/all");
    const response = await served.fetch("/all", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(got.headers.get("content-type"));
    expect(await response.text()).toBe("");
  });

  test("tells the length of the body that it leaves out", async () => {
    const raw = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(served.port, "127.0.0.1", () => {
        socket.write("HEAD /p/static/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      });
      socket.on("data", (data) => {
        text += data;
        if (text.includes("\r\n\r\n")) socket.destroy();
      });
      socket.on("close", () => resolve(text));
    });
    const whole = (await (await served.fetch("/static/x")).text()).replace("GET", "HEAD");
    expect(raw.toLowerCase()).toContain(`content-length: ${whole.length}\r\n`);
    expect(raw).toEndWith("\r\n\r\n");
  });
});
