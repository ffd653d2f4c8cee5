/** What a served plugin says of itself, and its end. */
import { expect, test } from "bun:test";
import type { Evaluator, Plugin } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";
import { actionOf, introduced, served, until } from "./served.ts";

test("servePlugin() says ready with a manifest of every kind", () => {
  class Clock {
    static serviceType = "clock";
    static methods = ["now"];
    get capabilityDescription() {
      return "Tells the time";
    }
  }
  class Shy {
    static serviceType = "shy";
    secret = { text: "Needs an instance" };
    get capabilityDescription() {
      return this.secret.text;
    }
  }
  const plugin = {
    name: "all",
    description: "Has all kinds",
    priority: 3,
    dependencies: ["other"],
    config: { KEY: undefined, OTHER: "x" },
    actions: [{ ...actionOf(() => {}), similes: ["B"], examples: [] }],
    providers: [{ name: "P", dynamic: true, position: 2, private: true, get: async () => ({}) }],
    evaluators: [{ name: "E", description: "Looks", examples: [], alwaysRun: true, ...noHandler() }],
    services: [Clock, Shy, class Typeless {}] as unknown as NonNullable<Plugin["services"]>,
    routes: [
      { type: "GET", path: "/a", name: "A", public: true, handler: async () => {} },
      { type: "POST", path: "/b", isMultipart: true, handler: async () => {} },
      { type: "STATIC", path: "/c", filePath: "./static" },
    ] as NonNullable<Plugin["routes"]>,
    events: { SEEN: [async () => {}] } as NonNullable<Plugin["events"]>,
    models: { TEXT_SMALL: async () => "x" },
  };
  const { said } = served(plugin);
  expect(said).toEqual([
    {
      type: "ready",
      protocol: { min: 1, max: 1 },
      features: [],
      maxFrameBytes: expect.any(Number),
      sdk: { name: "elizaos-interop", version: "0.0.0" },
      manifest: {
        name: "all",
        language: "typescript",
        description: "Has all kinds",
        priority: 3,
        dependencies: ["other"],
        config: { KEY: null, OTHER: "x" },
        actions: [{ name: "A", description: "Does something", similes: ["B"], examples: [] }],
        providers: [{ name: "P", dynamic: true, position: 2, private: true }],
        evaluators: [{ name: "E", description: "Looks", examples: [], alwaysRun: true }],
        services: [{ name: "clock", description: "Tells the time", methods: ["now"] }, { name: "shy" }],
        routes: [
          { type: "GET", path: "/a", name: "A", public: true },
          { type: "POST", path: "/b", isMultipart: true },
          { type: "STATIC", path: "/c", filePath: "./static" },
        ],
        events: [{ name: "SEEN" }],
        models: [{ type: "TEXT_SMALL", priority: 3 }],
      },
    },
  ]);
});

function noHandler(): Pick<Evaluator, "handler" | "validate"> {
  return { handler: async () => undefined, validate: async () => true };
}

test("shutdown lets the calls under way finish, with what they ask of the host, and refuses new ones", async () => {
  const asked = Promise.withResolvers<object>();
  const emitted: unknown[] = [];
  const guest = await introduced(
    {
      actions: [
        actionOf(async (runtime, _message, _state, _options, callback) => {
          const seen = await runtime.getCache("k");
          await callback?.({ text: "said after shutdown" });
          return { success: true, data: { seen, again: await runtime.getCache("k") } };
        }),
      ],
    },
    { handlers: { "host.call": () => asked.promise } },
  );
  const inside = {
    "callback.emit": ({ content }: Message) => {
      emitted.push(content);
      return { memories: [] };
    },
  };
  const call = guest.ask("action.invoke", { action: "A" }, { inside });
  await until(() => guest.all("host.call").length === 1);
  guest.host.notify("shutdown", {});
  const late = await guest.ask("action.invoke", { action: "A" }).catch((error) => error);
  expect(late).toMatchObject({ code: "closed" });
  expect(late.message).toContain("told to shut down");
  expect((await guest.ask("ping")).type).toBe("pong");
  asked.resolve({ value: 5 });
  expect(await call).toMatchObject({ result: { success: true, data: { seen: 5, again: 5 } } });
  expect(emitted).toEqual([{ text: "said after shutdown" }]);
  await guest.ended;
});

test("shutdown lets a callback of the host reach the call that asked for it", async () => {
  const shut = Promise.withResolvers<void>();
  const heard: unknown[] = [];
  const guest = await introduced(
    {
      actions: [
        actionOf(async (runtime, message) => {
          await runtime.processActions(message, [], undefined, async (content) => {
            heard.push(content);
            return [];
          });
          return { success: true };
        }),
      ],
    },
    {
      handlers: {
        "host.call": async (_message, request) => {
          await shut.promise;
          await request.call("callback.emit", { content: { text: "x" } }, {});
          return { value: null };
        },
      },
    },
  );
  const call = guest.ask("action.invoke", { action: "A", memory: memoryOf("x") });
  await until(() => guest.all("host.call").length === 1);
  guest.host.notify("shutdown", {});
  shut.resolve();
  expect(await call).toMatchObject({ result: { success: true } });
  expect(heard).toEqual([{ text: "x" }]);
  await guest.ended;
});

test("shutdown ends a guest whose last call is cancelled", async () => {
  const guest = await introduced({ actions: [actionOf(() => new Promise(() => {}))] });
  const controller = new AbortController();
  const call = guest.ask("action.invoke", { action: "A" }, { signal: controller.signal });
  guest.host.notify("shutdown", {});
  controller.abort();
  expect(await call.catch((error) => error)).toMatchObject({ code: "cancelled" });
  await guest.ended;
  expect(guest.said.at(-1)).toMatchObject({ type: "error", code: "cancelled" });
});

test("shutdown ends the guest", async () => {
  const { host, ended } = await introduced({});
  host.notify("shutdown", {});
  await ended;
});
