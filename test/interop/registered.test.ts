/** What a guest announces by `component.register`, beside what its manifest names: the agent has each component once. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/channel/call.ts";
import { closePlugin, type LoadedPlugin, type Manifest } from "../../src/index.ts";
import { LIMITS } from "../../src/limits.ts";
import type { ScriptedPeer } from "../channel/scripted-peer.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { scripted } from "./adapted.ts";
import { until } from "./served.ts";

type Announced = [kind: string, definition: Record<string, unknown>];

const components: Record<string, Announced> = {
  actions: ["action", { name: "A", description: "" }],
  providers: ["provider", { name: "P" }],
  evaluators: ["evaluator", { name: "E", description: "" }],
  services: ["service", { name: "s" }],
  events: ["event", { name: "X" }],
  models: ["model", { type: "M" }],
};
const named = Object.fromEntries(Object.entries(components).map(([kind, [, one]]) => [kind, [one]]));

/** Announces them inside `plugin.init`, which it answers when the host has answered each; answers whatever else it is asked. */
function announcing(announced: readonly Announced[]) {
  let initId = 0;
  return (guest: ScriptedPeer, { type, id, re }: Message & { id: number }): void => {
    if (type === "plugin.init") {
      initId = id;
      for (const [at, [kind, definition]] of announced.entries())
        guest.give({ type: "component.register", id: at + 1, parent: id, kind, definition });
    } else if (re === announced.length) guest.give({ type: "plugin.init.result", re: initId });
    else if (type === "service.start")
      guest.give({ type: "service.result", re: id, instance: 1, methods: [] });
    else if (type === "event.emit") guest.give({ type: "event.result", re: id });
    else if (type === "service.stop") guest.give({ type: "service.result", re: id });
  };
}

/** What the guest was answered, in order. */
const answers = (guest: ScriptedPeer | undefined) => guest?.sent.filter(({ re }) => re !== undefined) ?? [];

async function introduced(plugin: LoadedPlugin) {
  const runtime = recordingRuntime();
  await runtime.registerPlugin(plugin);
  await until(() => (plugin.services ?? []).every(({ serviceType }) => runtime.hasService(serviceType)));
  return runtime;
}

test("component.register refuses every kind of component that the guest's ready names", async () => {
  const announced = Object.values(components);
  const manifest = { name: "scripted", ...named };
  const { plugin, guests } = await scripted(announcing(announced), { ready: { manifest } });
  const runtime = await introduced(plugin);
  expect(answers(guests[0]).map(({ code, message }) => [code, message])).toEqual(
    ["action A", "provider P", "evaluator E", "service s", "event X", "model M"].map((component) => [
      "value_refused",
      `Cannot register the ${component} twice`,
    ]),
  );
  await onceEach(runtime, guests[0]);
  await closePlugin(plugin);
});

test("component.register of what plugin.json alone names leaves the agent with one of each", async () => {
  const announced = Object.values(components);
  const manifest = { name: "scripted", ...named } as Partial<Manifest>;
  const { plugin, guests } = await scripted(announcing(announced), { manifest });
  const runtime = await introduced(plugin);
  expect(answers(guests[0]).map(({ type }) => type)).toEqual(announced.map(() => "component.result"));
  await onceEach(runtime, guests[0]);
  await closePlugin(plugin);
});

test("component.register takes what has the name of a component of another kind, and refuses it the second time", async () => {
  const manifest = { name: "scripted", actions: [{ name: "A", description: "" }] };
  const worker: Announced = ["task", { name: "A", validates: false }];
  const { plugin, guests } = await scripted(announcing([worker, ["provider", { name: "A" }], worker]), {
    ready: { manifest },
  });
  const runtime = await introduced(plugin);
  expect(answers(guests[0])).toMatchObject([
    { type: "component.result" },
    { type: "component.result" },
    { type: "error", code: "value_refused", message: "Cannot register the task A twice" },
  ]);
  expect(runtime.getTaskWorker("A")).toBeDefined();
  expect(runtime.providers.map(({ name }) => name)).toEqual(["A"]);
  await closePlugin(plugin);
});

test("component.register refuses definitions that are too large together, which the agent would keep", async () => {
  const large: Announced[] = ["A", "B", "C"].map((name) => [
    "action",
    { name, description: "x".repeat(LIMITS.maxManifestBytes / 2 - 100) },
  ]);
  const { plugin, guests } = await scripted(announcing([...large, ["provider", { name: "P" }]]));
  const runtime = await introduced(plugin);
  expect(answers(guests[0]).map(({ type, code }) => code ?? type)).toEqual([
    "component.result",
    "component.result",
    "value_refused",
    "component.result",
  ]);
  expect(runtime.actions.map(({ name }) => name)).toEqual(["A", "B"]);
  await closePlugin(plugin);
});

async function onceEach(runtime: ReturnType<typeof recordingRuntime>, guest: ScriptedPeer | undefined) {
  expect(runtime.actions.map(({ name }) => name)).toEqual(["A"]);
  expect(runtime.providers.map(({ name }) => name)).toEqual(["P"]);
  expect(runtime.evaluators.map(({ name }) => name)).toEqual(["E"]);
  expect(runtime.getServicesByType("s")).toHaveLength(1);
  expect(runtime.models.get("M")).toHaveLength(1);
  await runtime.emitEvent("X", { source: "test" } as never);
  expect(guest?.requests("event.emit")).toHaveLength(1);
}
