/** What a served plugin says of itself, and its end. */
import { expect, test } from "bun:test";
import type { Evaluator, Plugin } from "@elizaos/core";
import { actionOf, introduced, served } from "./served.ts";

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

test("shutdown ends the guest", async () => {
  const { host, ended } = await introduced({});
  host.notify("shutdown", {});
  await ended;
});
