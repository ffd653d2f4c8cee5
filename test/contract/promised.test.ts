/** A component that the manifest promises and the guest denies is the guest's breach of the protocol, whatever the kind. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { IAgentRuntime } from "@elizaos/core";
import { closePlugin, type LoadedPlugin, loadPlugin, type Manifest, ProtocolError } from "../../src/index.ts";
import { evaluate, invoke, provide, validate } from "../fixtures/call.ts";
import { failure } from "../fixtures/failure.ts";
import { nodeProgram } from "../fixtures/node-guest.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

const manifest: Manifest = {
  name: "forgetful",
  description: "Promises one component of each kind",
  version: "1.0.0",
  language: "other",
  interop: { protocol: "ipc", ipcCommand: [nodeProgram, "./forgetful.mjs"] },
  actions: [{ name: "GHOST", description: "" }],
  providers: [{ name: "GHOST" }],
  evaluators: [{ name: "GHOST", description: "" }],
  services: [{ name: "ghost" }],
  routes: [{ type: "GET", path: "/ghost" }],
  events: [{ name: "GHOST" }],
  models: [{ type: "GHOST" }],
};

type Call = (plugin: LoadedPlugin, runtime: IAgentRuntime) => Promise<unknown>;
type Handlers = Record<string, (runtime: IAgentRuntime, params: object) => Promise<unknown>>;
type Listeners = Record<string, ((payload: object) => Promise<void>)[]>;

const calls: Record<string, Call> = {
  "the validate of an action": (plugin, runtime) => validate(plugin, runtime, "GHOST", "x"),
  "an action": (plugin, runtime) => invoke(plugin, runtime, { action: "GHOST" }),
  "a provider": (plugin, runtime) => provide(plugin, runtime, "GHOST", "x"),
  "an evaluator": (plugin, runtime) => evaluate(plugin, runtime, { evaluator: "GHOST" }),
  "a service": async (plugin, runtime) => plugin.services?.[0]?.start(runtime),
  "an event": async (plugin, runtime) => (plugin.events as Listeners).GHOST?.[0]?.({ runtime }),
  "a model": async (plugin, runtime) => (plugin.models as Handlers).GHOST?.(runtime, {}),
  "a model's stream": async (plugin, runtime) =>
    (plugin.models as Handlers).GHOST?.(runtime, { stream: true }),
};

let plugin: LoadedPlugin;
beforeAll(async () => {
  plugin = await loadPlugin({ manifest, baseDir: join(import.meta.dir, "fixtures") });
});
afterAll(() => closePlugin(plugin));

const runtime = recordingRuntime();

for (const [what, call] of Object.entries(calls))
  test(`${what} that the guest denies is a ProtocolError, which says so in few words`, async () => {
    const error = await failure(call(plugin, runtime));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({ code: "protocol_violation", plugin: "forgetful" });
    expect(error.message).toMatch(/ghost/i);
    expect(error.message).toContain("I forgot it");
    expect(error.message.length).toBeLessThan(2000);
  });

test("a route that the guest denies is a 500, and the log says why", async () => {
  const answered: unknown[] = [];
  const res = {
    headersSent: false,
    status: (code: number) => answered.push(code),
    json: (body: unknown) => answered.push(body),
  };
  const route = plugin.routes?.[0];
  await route?.handler?.({ path: "/ghost" }, res as never, runtime);
  expect(answered).toMatchObject([500, { error: "Internal server error" }]);
  expect(runtime.logs.some(({ level, message }) => level === "error" && message.includes("/ghost"))).toBe(
    true,
  );
});
