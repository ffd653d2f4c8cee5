/** One plugin's routes under Express, as elizaOS's own server has it: in the server's process and as a guest they answer the same. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Plugin } from "@elizaos/core";
import express, { type Response as ExpressResponse, type Request } from "express";
import { closePlugin, type LoadedPlugin, loadTypeScriptPlugin } from "../../src/index.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";
import native, { ROUTES } from "../guests/itself/express.ts";

let guest: LoadedPlugin;
const servers: Record<string, Server> = {};
beforeAll(async () => {
  const modulePath = artefact("test/guests/itself/express.ts");
  guest = await loadTypeScriptPlugin({ modulePath, protocol: "ipc" });
  servers.native = await serve(native);
  servers.guest = await serve(guest);
});
afterAll(async () => {
  for (const server of Object.values(servers)) server.close();
  await closePlugin(guest);
});

/** elizaOS's server hands a request to the handler and waits for nothing. */
async function serve(plugin: Plugin): Promise<Server> {
  const runtime = recordingRuntime();
  const app = express().use(express.json(), express.urlencoded({ extended: true }), express.text());
  for (const route of plugin.routes ?? [])
    app[route.type.toLowerCase() as "get"](route.path, (req: Request, res: ExpressResponse) => {
      try {
        void route.handler?.(req as never, res as never, runtime);
      } catch {
        if (!res.headersSent) res.status(500).json({ error: "Internal server error" });
      }
    });
  const { promise, resolve } = Promise.withResolvers<Server>();
  const server = app.listen(0, "127.0.0.1", () => resolve(server));
  return promise;
}

/** Of how the bytes travel and are cached. */
const OF_THE_SERVER = ["connection", "content-length", "date", "etag", "keep-alive", "transfer-encoding"];

async function answerOf(name: string, path: string, init: RequestInit): Promise<object> {
  const { port } = (servers[name] as Server).address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/${path}`, { redirect: "manual", ...init });
  const headers = [...response.headers].filter(([key]) => !OF_THE_SERVER.includes(key));
  const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
  return { status: response.status, headers, body };
}

async function compare(path: string, init: RequestInit = {}): Promise<void> {
  expect(await answerOf("guest", path, init)).toEqual(await answerOf("native", path, init));
}

for (const name of ROUTES.filter((route) => route !== "throws"))
  test(`${name} answers as a guest what it answers under Express`, () => compare(name));

test("a handler that throws is a 500", async () => {
  expect(await answerOf("guest", "throws", {})).toMatchObject({ status: 500 });
});

for (const accept of [
  "text/html",
  "text/html,application/xhtml+xml,*/*;q=0.8",
  "text/plain, text/html",
  "text/plain;q=0.5, text/*;q=0.9",
  "*/*",
])
  test(`a redirect of a client that accepts ${accept} is the same`, () =>
    compare("redirect", { headers: { accept } }));

const post = (body: NonNullable<RequestInit["body"]> | undefined, type?: string): RequestInit => ({
  method: "POST",
  headers: { "x-probe": "yes", ...(type && { "content-type": type }) },
  ...(body === undefined ? undefined : { body }),
});

for (const [what, init] of Object.entries({
  "without a body": post(undefined),
  "of GET": { headers: { "x-probe": "yes" } },
  "of JSON": post('{"a":[1]}', "application/json"),
  "of an empty map": post("{}", "application/json"),
  "of a form": post("a=1&b=2", "application/x-www-form-urlencoded"),
  "of text": post("hello", "text/plain"),
  "of nothing of a type": post("", "application/json"),
}))
  test(`a request ${what} is the same`, () => compare("request?x=1&y=a&y=b", init));
