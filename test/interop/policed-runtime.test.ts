/** The runtime of a plugin in this process: the agent's own, but for what the policy refuses. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import { policedPlugin } from "../../src/interop/policed-plugin.ts";
import { agentBehind, policing } from "../../src/interop/policed-runtime.ts";
import { Policy } from "../../src/interop/policy.ts";
import { memoryOf, recordingRuntime } from "../fixtures/recording-runtime.ts";

function policed(manifest: object, methods: Record<string, (...args: never[]) => unknown> = {}) {
  const agent = recordingRuntime({ SEEN: "yes", HIDDEN: "no" }, methods);
  const runtimeOf = policing(new Policy({ name: "probe", ...manifest }, { settings: {}, grants: [] }));
  return { agent, runtime: runtimeOf(agent), runtimeOf };
}

test("policing() gives one runtime per agent, and agentBehind() the agent", () => {
  const { agent, runtime, runtimeOf } = policed({});
  expect(runtimeOf(agent)).toBe(runtime);
  expect(runtimeOf(runtime)).toBe(runtime);
  expect(agentBehind(runtime)).toBe(agent);
  expect(agentBehind(agent)).toBe(agent);
});

test("a host method that is not permitted rejects and is not called, a permitted one is", async () => {
  const { agent, runtime } = policed(
    { permissions: ["memory:read"] },
    { getMemories: () => [], createMemory: () => "id" },
  );
  expect(await runtime.getMemories({ tableName: "messages" })).toEqual([]);
  const error = await runtime.createMemory(memoryOf("x"), "messages").catch((thrown) => thrown);
  expect(error).toMatchObject({ name: "PermissionDeniedError", value: "memory:write" });
  expect(agent.calls.map(({ method }) => method)).toEqual(["getMemories"]);
});

test("registrations and services need their permissions, and throw at once", () => {
  const { runtime } = policed(
    { permissions: ["register:actions", "services:eliza"] },
    { registerAction: () => {}, registerTaskWorker: () => {}, getService: () => null },
  );
  runtime.registerAction({ name: "A" } as never);
  expect(() => runtime.registerTaskWorker({} as never)).toThrow("lacks the permission register:tasks");
  expect(runtime.getService("eliza")).toBeNull();
  expect(() => runtime.getService("other")).toThrow("lacks the permission services:other");
});

test("getSetting() answers what the plugin may see, else nothing and one warning", () => {
  const { agent, runtime } = policed({ config: { SEEN: null } });
  expect(runtime.getSetting("SEEN")).toBe("yes");
  expect([runtime.getSetting("HIDDEN"), runtime.getSetting("HIDDEN")]).toEqual([null, null]);
  expect(agent.logs).toHaveLength(1);
  expect(agent.logs[0]?.message).toContain("--setting HIDDEN=…");
  expect(() => runtime.setSetting("HIDDEN", "x")).toThrow("lacks the permission settings:HIDDEN");
});

test("policedPlugin() gives its runtime to every kind of component", async () => {
  const seen: string[] = [];
  const note = (kind: string) => async (runtime: IAgentRuntime) => {
    seen.push(`${kind} ${(runtime as { mark?: string }).mark}`);
  };
  class Own {
    static serviceType = "own";
    async stop() {}
    static async start(runtime: IAgentRuntime) {
      await note("service")(runtime);
      return new Own();
    }
  }
  const plugin = {
    name: "p",
    description: "",
    init: async (_config: unknown, runtime: IAgentRuntime) => note("init")(runtime),
    actions: [{ name: "A", description: "", validate: note("validate"), handler: note("action") }],
    providers: [{ name: "P", get: note("provider") }],
    evaluators: [
      { name: "E", description: "", examples: [], validate: note("evaluates"), handler: note("evaluator") },
    ],
    services: [Own],
    routes: [
      {
        type: "GET",
        path: "/",
        handler: async (_req: unknown, _res: unknown, runtime: IAgentRuntime) => note("route")(runtime),
      },
    ],
    events: { X: [async ({ runtime }: { runtime: IAgentRuntime }) => note("event")(runtime)] },
    models: { M: note("model") },
  } as unknown as Plugin;
  const mark = { mark: "policed" } as unknown as IAgentRuntime;
  const made = policedPlugin(plugin, () => mark) as unknown as Record<string, never>;
  const agent = recordingRuntime();
  const call = async (path: string, ...args: unknown[]) => {
    const found = path.split(".").reduce<unknown>((at, key) => Object(at)[key], made);
    return (found as (...given: unknown[]) => unknown)(...args);
  };
  await call("init", {}, agent);
  await call("actions.0.validate", agent);
  await call("actions.0.handler", agent);
  await call("providers.0.get", agent);
  await call("evaluators.0.validate", agent);
  await call("evaluators.0.handler", agent);
  const [service] = made.services as unknown as (typeof Own)[];
  expect(await service?.start(agent)).toBeInstanceOf(Own);
  expect(service?.serviceType).toBe("own");
  await call("routes.0.handler", {}, {}, agent);
  await call("events.X.0", { runtime: agent });
  await call("models.M", agent, {});
  expect(seen).toEqual(
    [
      "init",
      "validate",
      "action",
      "provider",
      "evaluates",
      "evaluator",
      "service",
      "route",
      "event",
      "model",
    ].map((kind) => `${kind} policed`),
  );
});

test("what a plugin registers later is given its runtime too", async () => {
  const { agent, runtime } = policed({});
  const seen: unknown[] = [];
  runtime.registerTaskWorker({
    name: "T",
    execute: async (given) => void seen.push(given),
  });
  runtime.registerEvent("E", async ({ runtime: given }: { runtime: IAgentRuntime }) => void seen.push(given));
  runtime.registerModel("M", async (given) => seen.push(given), "probe");
  await agent.getTaskWorker("T")?.execute(agent, {}, {} as never);
  await agent.emitEvent("E", { source: "test" } as never);
  await agent.useModel("M" as never, {} as never);
  expect(seen).toEqual([runtime, runtime, runtime]);
  expect(seen.every((given) => given === runtime)).toBe(true);
});

test("a service that a plugin registers is its own: it needs no permission to use it", async () => {
  const { runtime } = policed(
    { permissions: ["register:services"] },
    { registerService: () => {}, getService: () => null },
  );
  expect(() => runtime.getService("own")).toThrow("lacks the permission services:own");
  await runtime.registerService({ serviceType: "own" } as never);
  expect(runtime.getService("own")).toBeNull();
});
