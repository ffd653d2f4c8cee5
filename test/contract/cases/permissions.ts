/** Permissions: what a plugin may ask is what its manifest lists and the user grants, and a refusal names what is lacking. */
import { expect } from "bun:test";
import { HOST_METHODS } from "../../../src/contract/generated/messages.ts";
import { type HostMethod, permissionsOf, permits } from "../../../src/contract/permissions.ts";
import { type LoadedPlugin, PermissionDeniedError } from "../../../src/index.ts";
import { ask, invoke } from "../../fixtures/call.ts";
import { codesOf, failure, told } from "../../fixtures/failure.ts";
import { until } from "../../fixtures/processes.ts";
import {
  emptyState,
  memoryOf,
  type RecordingRuntime,
  recordingRuntime,
} from "../../fixtures/recording-runtime.ts";
import { loadBeside } from "../agents.ts";
import type { Pair } from "../pairs.ts";
import type { ContractCase } from "./contract-case.ts";
import { hostMethods, hostSamples } from "./host-samples.ts";

/** Settings are not refused by failing, and initPromise needs nothing. */
const methods = (Object.keys(HOST_METHODS) as HostMethod[]).filter(
  (method) => method !== "setSetting" && method !== "initPromise",
);

/** Every permission that the samples need stands in exactly one of these two lists. */
const needed = [...new Set(methods.flatMap((method) => permissionsOf(method, hostSamples[method].args)))];
const writing = needed.filter((permission) => permission.endsWith(":write"));
const others = needed.filter((permission) => !writing.includes(permission));

interface Limited {
  plugin: LoadedPlugin;
  agent: RecordingRuntime;
}

interface Permitted {
  permissions: string[];
  grants?: string[];
}

const limited = new WeakMap<LoadedPlugin, RecordingRuntime>();

/** The plugin with some permissions only, and its agent, once per pair. */
async function limitedTo(
  plugin: LoadedPlugin,
  pair: Pair,
  { permissions, grants }: Permitted,
): Promise<Limited> {
  const name = JSON.stringify([permissions, grants]);
  const load = () => pair.load(grants === undefined ? {} : { grants }, { permissions });
  const loaded = await loadBeside(plugin, name, load);
  const agent = limited.get(loaded) ?? recordingRuntime({}, hostMethods());
  limited.set(loaded, agent);
  return { plugin: loaded, agent };
}

export const permissionCases: ContractCase[] = [
  ...methods.map(
    (method): ContractCase => ({
      name: `${method} works with its permissions, and is refused without by their name`,
      family: "each host method works with its permissions, and is refused without by their name",
      async run(plugin, pair) {
        await checkPermitted(await limitedTo(plugin, pair, { permissions: others }), method, others);
        // Granted by the user, not listed by the author: the same.
        const granted = { permissions: [], grants: writing };
        await checkPermitted(await limitedTo(plugin, pair, granted), method, writing);
        await checkPermitted(await limitedTo(plugin, pair, { permissions: [] }), method, []);
      },
    }),
  ),
  {
    name: "a plugin without permissions may ask for nothing but its own",
    async run(plugin, pair) {
      const { plugin: bare, agent } = await limitedTo(plugin, pair, { permissions: [] });
      expect(await invoke(bare, agent, { action: "ECHO", text: "still here" })).toMatchObject({
        success: true,
        text: "still here",
      });
      const { value } = await ask(bare, agent, "HOST", { method: "initPromise", args: [] });
      expect(value ?? null).toBeNull();
    },
  },
  {
    name: "patterns allow models and services by their names",
    async run(plugin, pair) {
      const permissions = ["models:TEXT_*", "services:we*", "memory:*"];
      const { plugin: patterned, agent } = await limitedTo(plugin, pair, { permissions });
      const model = (type: string) => ask(patterned, agent, "MODEL", { type, params: { prompt: "é" } });
      expect(await model("TEXT_LARGE")).toMatchObject({ value: "said" });
      await expectDenied(model("IMAGE"), "models:IMAGE");
      const wait = (service: string) =>
        ask(patterned, agent, "HOST", { method: "getServiceLoadPromise", args: [service] });
      await wait("weather");
      await expectDenied(wait("news"), "services:news");
      const host = (method: HostMethod) =>
        ask(patterned, agent, "HOST", { method, args: hostSamples[method].args });
      expect((await host("countMemories")).value).toBe(12);
      expect((await host("createMemory")).value).toBe(hostSamples.createMemory.value);
      await expectDenied(host("getRoom"), "rooms:read");
    },
  },
  {
    name: "a service is called with the permission for its type only",
    async run(plugin, pair) {
      const permissions = ["models:TEXT_*", "services:we*", "memory:*"];
      const { plugin: patterned } = await limitedTo(plugin, pair, { permissions });
      const agent = recordingRuntime();
      for (const type of ["weather", "news"]) await agent.registerService(answering(type));
      const call = (service: string) =>
        ask(patterned, agent, "SERVICE", { service, method: "tell", args: [] });
      expect(await call("weather")).toEqual({ value: "weather told" });
      await expectDenied(call("news"), "services:news");
      await agent.stop();
    },
  },
  {
    name: "init fails where it registers what it may not",
    async run(plugin, pair) {
      const { plugin: bare } = await limitedTo(plugin, pair, { permissions: [] });
      const agent = recordingRuntime();
      const init = bare.init?.({ PROBE_REGISTER: "yes" }, agent) ?? Promise.resolve();
      const error = await failure(init);
      expect(codesOf(error)).toContain("permission_denied");
      expect(told(error)).toMatch(/register:(actions|providers|evaluators|services|models|events|tasks)/);
      expect(agent.actions).toEqual([]);
      await agent.stop();
    },
  },
  {
    name: "init registers what the manifest permits",
    async run(plugin, pair) {
      const { plugin: registering } = await limitedTo(plugin, pair, { permissions: ["register:*"] });
      const agent = recordingRuntime();
      await agent.registerPlugin({ ...registering, config: { PROBE_REGISTER: "yes" } });
      const [action] = agent.actions.filter(({ name }) => name === "REGISTERED");
      const handled = await action?.handler(agent, memoryOf("x"), emptyState, {});
      expect(handled).toEqual({ success: true, text: "registered action" });
      expect(await agent.getModel("PROBE_REGISTERED")?.(agent, {})).toBe("registered model");
      await until("the registered service runs", () => agent.hasService("registered"));
      const registered = agent.getService("registered") as unknown as { ping(): unknown };
      expect(await registered.ping()).toBe("pong");
      expect(agent.getTaskWorker("PROBE_TASK")).toBeDefined();
      await agent.stop();
    },
  },
];

export const permissionGuestCases: ContractCase[] = [
  {
    name: "a service that init registers is awaited without a permission for its type",
    async run(plugin, pair) {
      const { plugin: registering } = await limitedTo(plugin, pair, { permissions: ["register:*"] });
      const agent = recordingRuntime();
      await agent.registerPlugin({ ...registering, config: { PROBE_REGISTER: "yes" } });
      const called = { service: "registered", method: "ping", args: [], wait: true };
      expect(await ask(registering, agent, "SERVICE", called)).toEqual({ value: "pong" });
      await agent.stop();
    },
  },
  {
    name: "a refusal is a PermissionDeniedError in the chain, with what to do",
    async run(plugin, pair) {
      const { plugin: bare, agent } = await limitedTo(plugin, pair, { permissions: [] });
      const error = await failure(ask(bare, agent, "HOST", { method: "getRoom", args: ["x"] }));
      const causes: unknown[] = [];
      for (let at: unknown = error; at instanceof Error; at = at.cause) causes.push(at);
      const refusal = causes.find((cause) => cause instanceof PermissionDeniedError);
      expect(refusal).toMatchObject({ code: "permission_denied" });
      expect((refusal as Error).message).toContain("rooms:read");
    },
  },
];

/** With the permissions it is called; without it is refused by the name of one that is lacking, and not called. */
async function checkPermitted(
  { plugin, agent }: Limited,
  method: HostMethod,
  permissions: readonly string[],
): Promise<void> {
  const { args } = hostSamples[method];
  const lacking = permissionsOf(method, args).filter((permission) => !permits(permissions, permission));
  const calls = agent.calls.length;
  const asked = ask(plugin, agent, "HOST", { method, args });
  if (lacking.length === 0) {
    await asked;
    expect(agent.calls.slice(calls).map((call) => call.method)).toEqual([method]);
    return;
  }
  const error = await failure(asked);
  expect(codesOf(error)).toContain("permission_denied");
  const text = told(error);
  expect(lacking.filter((permission) => text.includes(permission))).not.toEqual([]);
  expect(agent.calls.length).toBe(calls);
}

async function expectDenied(asked: Promise<unknown>, permission: string): Promise<void> {
  const error = await failure(asked);
  expect(codesOf(error)).toContain("permission_denied");
  expect(told(error)).toContain(permission);
}

function answering(type: string): Parameters<RecordingRuntime["registerService"]>[0] {
  const service = { capabilityDescription: "", stop: async () => {}, tell: () => `${type} told` };
  return { serviceType: type, start: async () => service } as never;
}
