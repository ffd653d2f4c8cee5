/** What a served plugin knows of its agent, and how it hears of changes. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, UUID } from "@elizaos/core";
import { errorOf } from "../../src/errors.ts";
import { AgentFollower } from "../../src/interop/agent-follower.ts";
import { LIMITS } from "../../src/limits.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { Counter, classes } from "./counter.ts";
import { AGENT, given, introduced, until } from "./served.ts";

type Follow = (listener: () => void) => () => void;
const follow = (runtime: IAgentRuntime, listener: () => void) =>
  (runtime as unknown as Record<symbol, Follow>)[Symbol.for("elizaos-interop.updates")]?.(listener);

test("settings: null and one setting.missing for a name that the plugin may not see", async () => {
  const { runtime, all } = await given({}, { settings: { KEY: "x", NONE: null, OFF: false } });
  const names = ["KEY", "NONE", "OFF", "OTHER", "OTHER", "toString", "X".repeat(300)];
  expect(names.map((name) => runtime.getSetting(name))).toEqual(["x", null, false, null, null, null, null]);
  const missing = ["OTHER", "toString", "X".repeat(256)];
  expect(all("setting.missing").map(({ name }) => name)).toEqual(missing);
});

test("setSetting changes a setting that is seen at once, and tells the host without waiting", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<object>();
  const { runtime, all } = await given({ "host.call": () => gate }, { settings: { KEY: "x" } });
  runtime.setSetting("KEY", "y");
  runtime.setSetting("SECRET", "z", true);
  expect([runtime.getSetting("KEY"), runtime.getSetting("SECRET")]).toEqual(["y", null]);
  expect(all("host.call")).toMatchObject([
    { method: "setSetting", args: ["KEY", "y"] },
    { method: "setSetting", args: ["SECRET", "z", true] },
  ]);
  open({ value: null });
});

test("setSetting that the host refuses is logged", async () => {
  const refuse = () => {
    throw errorOf("permission_denied", "The plugin may not do that");
  };
  const { runtime, all } = await given({ "host.call": refuse });
  runtime.setSetting("KEY", "y");
  await until(() => all("log").length > 0);
  expect(all("log")).toMatchObject([
    { level: "warn", message: "The setting KEY could not be set: The plugin may not do that" },
  ]);
});

test("plugin.update replaces settings, the character or the services, each by itself", async () => {
  const { runtime, host, ask } = await given({}, { settings: { A: "1", B: "2" }, services: ["s"] });
  host.notify("plugin.update", { settings: { B: "3" } });
  await ask("ping");
  expect([runtime.getSetting("A"), runtime.getSetting("B")]).toEqual([null, "3"]);
  host.notify("plugin.update", { character: { name: "Renamed" } });
  await ask("ping");
  expect([runtime.character.name, runtime.agentId, runtime.getSetting("B")]).toEqual([
    "Renamed",
    AGENT.id as UUID,
    "3",
  ]);
  expect([runtime.getConversationLength(), runtime.hasService("s")]).toEqual([7, true]);
});

test("whoever follows the runtime hears of updates and of setSetting", async () => {
  const { runtime, host, ask } = await given(
    { "host.call": () => ({ value: null }) },
    { settings: { A: "1" } },
  );
  const heard: unknown[] = [];
  const unfollow = follow(runtime, () => heard.push(runtime.getSetting("A")));
  host.notify("plugin.update", { settings: { A: "2" } });
  host.notify("plugin.update", { settings: { A: null } });
  await ask("ping");
  expect(heard).toEqual(["2", null]);
  runtime.setSetting("A", "4");
  expect(heard).toEqual(["2", null, "4"]);
  unfollow?.();
  runtime.setSetting("A", "5");
  expect(heard).toEqual(["2", null, "4"]);
});

test("whoever follows the runtime hears when the plugin's own services start and stop", async () => {
  const heard: unknown[] = [];
  const init = async (_config: unknown, runtime: IAgentRuntime) => {
    follow(runtime, () => heard.push(runtime.getRegisteredServiceTypes()));
  };
  const { ask } = await introduced({ ...classes(Counter), init });
  await ask("service.start", { service: "counter" });
  await ask("service.stop", { instance: 1 });
  expect(heard).toEqual([["counter"], []]);
});

test("a host inside the guest follows the runtime", async () => {
  const { runtime, host, ask } = await given({}, { settings: { A: "1" } });
  const heard: unknown[] = [];
  const follower = new AgentFollower({
    stopped: async () => {},
    changed: (agent) => void heard.push(agent.getSetting("A")),
  });
  follower.follow(runtime);
  host.notify("plugin.update", { settings: { A: "2" } });
  await ask("ping");
  expect(heard).toEqual(["2"]);
});

test("initPromise is asked for once, when somebody looks", async () => {
  const { runtime, all } = await given({ "host.call": () => ({ value: null }) });
  expect(all("host.call")).toEqual([]);
  expect(await runtime.initPromise).toBeUndefined();
  expect(runtime.initPromise).toBe(runtime.initPromise);
  expect(all("host.call")).toMatchObject([{ method: "initPromise", args: [] }]);
});

test("an initPromise that fails harms nobody, and is asked for again", async () => {
  let fails = true;
  const { runtime, all } = await given({
    "host.call": () => {
      if (fails) throw errorOf("host_failed", "no storage");
      return { value: null };
    },
  });
  void runtime.initPromise;
  await until(() => all("host.call").length === 1);
  expect(await errorOfCall(() => runtime.initPromise)).toMatchObject({ message: "no storage" });
  fails = false;
  await runtime.initPromise;
});

test("waits for what may never come have no deadline; other calls of the host have one", async () => {
  const { runtime, all } = await given({ "host.call": () => ({ value: null }) });
  await Promise.all([runtime.initPromise, runtime.getServiceLoadPromise("unknown"), runtime.getCache("k")]);
  expect(all("host.call").map(({ method, timeoutMs }) => [method, timeoutMs])).toEqual([
    ["initPromise", undefined],
    ["getServiceLoadPromise", undefined],
    ["getCache", LIMITS.hostTimeoutMs],
  ]);
});
