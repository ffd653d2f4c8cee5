/** Routes: HTTP through the agent's own handler, on a server of Bun. */
import { expect } from "bun:test";
import type { LoadedPlugin } from "../../../src/index.ts";
import { failure } from "../../fixtures/failure.ts";
import { until } from "../../fixtures/processes.ts";
import { fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { gated } from "./gated.ts";
import { bytes } from "./values.ts";

/** Asks the plugin's server; elizaOS puts the plugin's name in front of every path. */
async function request(plugin: LoadedPlugin, path: string, init: RequestInit = {}): Promise<Response> {
  const { origin } = await fullAgent(plugin);
  return fetch(`${origin}/probe${path}`, init);
}

const lines = (count: number) => Array.from({ length: count }, (_unused, n) => `chunk ${n}\n`).join("");

export const routeCases: ContractCase[] = [
  {
    name: "a route says its name, and whom it is for",
    async run(plugin) {
      const hello = plugin.routes?.find(({ path }) => path === "/hello");
      expect(hello).toMatchObject({ type: "GET", name: "Hello", public: true });
      expect(plugin.routes?.find(({ path }) => path === "/upload")).toMatchObject({ isMultipart: true });
    },
  },
  {
    name: "a route answers JSON",
    async run(plugin) {
      const response = await request(plugin, "/hello");
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toStartWith("application/json");
      expect(await response.json()).toEqual({ hello: "world", header: null });
    },
  },
  {
    name: "a route is given the query and the headers",
    async run(plugin) {
      const response = await request(plugin, "/hello?name=%C3%A9%20%F0%9F%99%82", {
        headers: { "X-Probe": "here" },
      });
      expect(await response.json()).toEqual({ hello: "é 🙂", header: "here" });
    },
  },
  {
    name: "a route is given the parameters of its path, decoded",
    async run(plugin) {
      const response = await request(plugin, "/rooms/r%20%C3%A9/items/i-2");
      expect(await response.json()).toEqual({ params: { roomId: "r é", itemId: "i-2" } });
    },
  },
  {
    name: "a wildcard takes the rest of the path",
    async run(plugin) {
      const response = await request(plugin, "/files/deep/down.txt?x=1");
      expect(await response.json()).toEqual({ path: "/probe/files/deep/down.txt" });
    },
  },
  {
    name: "a route takes bytes, and answers status, headers and bytes",
    async run(plugin) {
      const body = new Uint8Array(1_000_000).map((_zero, index) => index % 251);
      for (const sent of [bytes, body]) {
        const headers = { "content-type": "application/x-probe" };
        const response = await request(plugin, "/echo", { method: "POST", body: sent, headers });
        expect(response.status).toBe(201);
        expect(response.headers.get("x-probe")).toBe("yes");
        expect(response.headers.get("content-type")).toStartWith("application/x-probe");
        expect(Buffer.compare(await response.bytes(), sent)).toBe(0);
      }
    },
  },
  {
    name: "a route takes a body of nothing",
    async run(plugin) {
      const response = await request(plugin, "/echo", { method: "POST" });
      expect(response.status).toBe(201);
      expect(response.headers.get("content-type")).toStartWith("application/octet-stream");
      expect((await response.bytes()).length).toBe(0);
    },
  },
  {
    name: "a route takes a text",
    async run(plugin) {
      const headers = { "content-type": "text/plain; charset=utf-8" };
      const response = await request(plugin, "/text", { method: "PUT", body: "é 🙂", headers });
      expect(response.headers.get("content-type")).toStartWith("text/plain");
      expect(await response.text()).toBe("got é 🙂");
    },
  },
  {
    name: "a route takes JSON",
    async run(plugin) {
      const body = { a: [1, null, { é: "🙂" }], $bytes: "AA==" };
      const headers = { "content-type": "application/json" };
      const init = { method: "PATCH", body: JSON.stringify(body), headers };
      expect(await (await request(plugin, "/json", init)).json()).toEqual({ body });
    },
  },
  {
    name: "a route answers without a body",
    async run(plugin) {
      const response = await request(plugin, "/things/7", { method: "DELETE" });
      expect(response.status).toBe(204);
      expect((await response.bytes()).length).toBe(0);
    },
  },
  {
    name: "a chunk reaches the client before the next is written",
    async run(plugin) {
      await gated(await fullAgent(plugin), async ({ reached, open }) => {
        const response = await request(plugin, "/chunks?count=3&gate=yes");
        expect(response.headers.get("content-type")).toStartWith("text/plain");
        const read = reader(response);
        for (const n of [0, 1, 2]) {
          expect(await read()).toBe(`chunk ${n}\n`);
          if (n === 2) break;
          await reached(n + 1);
          open(n + 1);
        }
        expect(await read()).toBeUndefined();
      });
    },
  },
  {
    name: "five hundred chunks keep their order",
    async run(plugin) {
      const response = await request(plugin, "/chunks?count=500");
      expect(await response.text()).toBe(lines(500));
    },
  },
  {
    name: "chunks of bytes come as they were written",
    async run(plugin) {
      const body = await (await request(plugin, "/bytes")).bytes();
      expect(body.length).toBe(210_000);
      const firsts = [0, 69_999, 70_000, 139_999, 140_000, 209_999].map((at) => body[at]);
      expect(firsts).toEqual([0, 0, 1, 1, 2, 2]);
    },
  },
  {
    name: "a route that fails is a 500 which tells the client nothing, and the log everything",
    async run(plugin) {
      const { logs } = await fullAgent(plugin);
      const response = await request(plugin, "/fail");
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain("secret");
      const logged = () => JSON.stringify(logs.filter(({ level }) => level === "error"));
      await until("the failure is logged", () => logged().includes("secret detail"));
    },
  },
  {
    name: "a route that fails late is cut off, so that nobody takes its half for the whole",
    async run(plugin) {
      const { logs } = await fullAgent(plugin);
      const whole = async () => (await request(plugin, "/fail-late")).text();
      await failure(whole());
      const logged = () => logs.some(({ message }) => /GET .*\/fail-late.* failed/.test(message));
      await until("the failure is logged", logged);
      expect((await request(plugin, "/hello")).status).toBe(200);
    },
  },
  {
    name: "a route takes fields and files of a form",
    async run(plugin) {
      const form = new FormData();
      form.set("who", "é");
      form.append("one", new File([bytes], "one é.png", { type: "image/png" }));
      form.append("two", new File(["abc"], "two.txt", { type: "text/plain" }));
      const response = await request(plugin, "/upload", { method: "POST", body: form });
      expect(await response.json()).toEqual({
        fields: { who: "é" },
        files: [
          {
            fieldname: "one",
            originalname: "one é.png",
            mimetype: "image/png",
            size: 1000,
            sum: bytes.reduce((sum, byte) => sum + byte, 0),
          },
          {
            fieldname: "two",
            originalname: "two.txt",
            mimetype: expect.stringMatching(/^text\/plain/),
            size: 3,
            sum: 294,
          },
        ],
      });
    },
  },
  {
    name: "files of the plugin's folder are served, and no others",
    async run(plugin) {
      expect(await (await request(plugin, "/static/hello.txt")).text()).toBe("static hello\n");
      const style = await request(plugin, "/static/deep/style.css");
      expect(style.headers.get("content-type")).toStartWith("text/css");
      expect(await style.text()).toBe("a{}\n");
      for (const path of ["/nobody.txt", "/..%2fplugin.json", "/deep/..%2f..%2fplugin.json", "/%00"])
        expect((await request(plugin, `/static${path}`)).status).toBe(404);
    },
  },
  {
    name: "requests that no route is for are not the plugin's",
    async run(plugin) {
      expect((await request(plugin, "/nobody")).status).toBe(404);
      expect((await request(plugin, "/text", { method: "POST", body: "x" })).status).toBe(404);
      expect((await request(plugin, "/rooms/only")).status).toBe(404);
    },
  },
  {
    name: "fifty requests at once are each answered their own",
    async run(plugin) {
      const asked = Array.from({ length: 50 }, (_unused, n) => request(plugin, `/hello?name=n${n}`));
      const answers = await Promise.all((await Promise.all(asked)).map((response) => response.json()));
      expect(answers).toEqual(asked.map((_request, n) => ({ hello: `n${n}`, header: null })));
    },
  },
  {
    name: "a client that leaves ends nobody else's request",
    async run(plugin) {
      await gated(await fullAgent(plugin), async ({ reached }) => {
        const controller = new AbortController();
        const left = await request(plugin, "/chunks?count=3&gate=yes", { signal: controller.signal });
        const read = reader(left);
        expect(await read()).toBe("chunk 0\n");
        await reached(1);
        controller.abort();
        await failure(read());
        expect(await (await request(plugin, "/chunks?count=2")).text()).toBe(lines(2));
      });
    },
  },
];

/** Reads a response piece by piece; undefined is its end. */
function reader(response: Response): () => Promise<string | undefined> {
  const from = response.body?.getReader();
  const decoder = new TextDecoder();
  return async () => {
    const { value, done } = (await from?.read()) ?? { done: true, value: undefined };
    return done ? undefined : decoder.decode(value);
  };
}
