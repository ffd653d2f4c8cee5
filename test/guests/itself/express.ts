/** A plugin whose routes use what Express's request and response have: it is to answer the same as a guest and in the server's own process. */
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import type { Plugin, Route } from "@elizaos/core";
import type { Request, Response } from "express";

type Handler = (req: Request, res: Response) => unknown;

const handlers: Record<string, Handler> = {
  "json-undefined": (_req, res) => res.json(undefined),
  "json-null": (_req, res) => res.json(null),
  "json-list": (_req, res) => res.status(201).json([{ a: undefined, b: new Date(0), c: Number.NaN }]),
  "json-typed": (_req, res) => res.type("application/vnd.api+json").json({}),
  "send-text": (_req, res) => res.send("<p>é</p>"),
  "send-bytes": (_req, res) => res.send(Buffer.from([1, 2, 3])),
  "send-nothing": (_req, res) => res.send(),
  "send-number": (_req, res) => res.send(5 as never),
  "send-null": (_req, res) => res.send(null),
  "send-no-content": (_req, res) => res.status(204).send("gone"),
  "end-text": (_req, res) => res.end("bare"),
  "end-bytes": (_req, res) => res.end(Buffer.from([4, 5])),
  "end-hex": (_req, res) => res.end("00ff", "hex"),
  "end-nothing": (_req, res) => res.status(202).end(),
  "end-typed": (_req, res) => {
    res.setHeader("Content-Type", "application/json; charset=utf-8");
    res.end('{"a":1}');
  },
  "write-head": (_req, res) => {
    res.writeHead(418, { "Content-Type": "text/plain; charset=utf-8", "X-Probe": "yes" });
    res.end("short and stout");
  },
  "write-head-reason": (_req, res) => {
    res.writeHead(202, "Fine", { "X-Probe": ["a", "b"] });
    res.write("a");
    res.end("b");
  },
  "write-head-list": (_req, res) => {
    res.writeHead(200, ["X-Probe", "yes", "Content-Type", "text/csv; charset=utf-8"]);
    res.end("1,2");
  },
  redirect: (_req, res) => res.redirect("/else where?q=é&r=%20&s='<\"[]"),
  "redirect-status": (_req, res) => res.redirect(308, "https://example.com/a?b=c"),
  "redirect-back": (_req, res) => res.status(500).redirect(301, "../up"),
  "type-html": (_req, res) => res.type("html").send("<b>"),
  "type-json": (_req, res) => res.type("json").send('{"a":1}'),
  "type-dot": (_req, res) => res.type(".csv").send("1,2"),
  "type-png": (_req, res) => res.type("png").send(Buffer.from([9])),
  "type-none": (_req, res) => res.type("nothing-such").send("x"),
  "type-whole": (_req, res) => res.contentType("text/x-own").send("x"),
  "status-404": (_req, res) => res.sendStatus(404),
  "status-204": (_req, res) => res.sendStatus(204),
  "status-unknown": (_req, res) => res.sendStatus(299),
  headers: (_req, res) => {
    res.set({ "X-One": "1", "Content-Type": "text/plain" }).header("X-Two", "2");
    res.append("Set-Cookie", "a=1").append("Set-Cookie", ["b=2", "c=3"]);
    res.location("/somewhere");
    res.send([res.get("x-one"), res.getHeader("X-Two"), res.hasHeader("x-three"), res.headersSent].join());
  },
  late: (_req, res) => {
    setTimeout(() => res.json({ late: true }), 5);
  },
  "late-promise": async (_req, res) => {
    setTimeout(() => {
      res.write("one ");
      setTimeout(() => res.end("two"), 5);
    }, 5);
  },
  piped: (_req, res) => {
    const stream = new PassThrough();
    res.type("txt");
    stream.pipe(res);
    for (let index = 0; index < 20; index++) stream.write(`${index} `.repeat(10_000));
    stream.end();
  },
  callbacks: (_req, res) => {
    const done = new EventEmitter();
    done.once("written", () => res.end("second", () => done.emit("ended")));
    res.type("txt").write("first ", () => done.emit("written"));
  },
  request: (req, res) => {
    const { method, url, originalUrl, path, params, query, body } = req;
    res.json({
      ...{ method, url, originalUrl, path, params, query },
      hasBody: Boolean(body),
      body: body ?? "none",
      probe: [req.get("X-Probe"), req.header("x-probe"), req.get("x-none") ?? null],
      file: (req as { file?: unknown }).file ?? null,
    });
  },
  throws: () => {
    throw new Error("before the head");
  },
};

export const ROUTES: string[] = Object.keys(handlers);

export default {
  name: "express",
  description: "Uses what Express has",
  routes: Object.entries(handlers).flatMap(([name, handler]) =>
    (["GET", "POST"] as const).map(
      (type) => ({ type, path: `/${name}`, handler: handler as unknown as Route["handler"] }) as Route,
    ),
  ),
} satisfies Plugin;
