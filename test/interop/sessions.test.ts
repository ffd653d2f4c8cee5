/** How the guest of an agent is opened, replaced and ended when something goes wrong on the way. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import type { ScopeEntry } from "../../src/channel/call-scope.ts";
import { closePlugin, loadPlugin, type Manifest } from "../../src/index.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { invoke } from "../fixtures/call.ts";
import { failure } from "../fixtures/failure.ts";
import { until as began, childrenSince } from "../fixtures/processes.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact, root } from "../fixtures/repository.ts";
import { introduce, scripted } from "./adapted.ts";
import { until } from "./served.ts";

const loadProbe = () => {
  artefact("dist/python/__main__.py");
  return loadPlugin({ manifestPath: artefact("test/guests/probe/python/plugin.json") });
};

test("closePlugin() waits for guests that are being opened", async () => {
  const born = childrenSince();
  const plugin = await loadProbe();
  await invoke(plugin, recordingRuntime(), { action: "NOTHING" });
  const second = invoke(plugin, recordingRuntime(), { action: "NOTHING" }).catch((error) => error);
  await closePlugin(plugin);
  expect(born()).toEqual([]);
  expect(await second).toMatchObject({ code: "closed" });
});

test("an introduction does not end with the request of the first who waits for it", async () => {
  await using plugin = await loadProbe();
  const runtime = recordingRuntime();
  const controller = new AbortController();
  const { signal } = controller;
  const entry: ScopeEntry = { call: undefined };
  entry.call = { entry, channel: {}, id: 1, signal, asks: "host.call", inside: undefined, depth: 1 };
  const init = asyncCallScope.run(entry, undefined, () => plugin.init?.({}, runtime));
  const other = invoke(plugin, runtime, { action: "NOTHING" });
  controller.abort();
  await init;
  expect(await other).toBeUndefined();
});

test("an agent whose stop() fails ends its guest all the same", async () => {
  const born = childrenSince();
  await using plugin = await loadProbe();
  expect(born()).toHaveLength(1);
  const runtime = recordingRuntime();
  runtime.stop = async () => {
    throw new Error("a service would not stop");
  };
  await invoke(plugin, runtime, { action: "NOTHING" });
  await expect(runtime.stop()).rejects.toThrow("a service would not stop");
  expect(born()).toEqual([]);
  const later = await invoke(plugin, runtime, { action: "NOTHING" }).catch((error) => error);
  expect(later).toMatchObject({ code: "closed" });
});

test("a trace that cannot be written costs no call and leaves no process", async () => {
  const born = childrenSince();
  process.env.ELIZAOS_INTEROP_TRACE = "/dev/full";
  try {
    const plugin = await loadProbe();
    expect(await invoke(plugin, recordingRuntime(), { action: "NOTHING" })).toBeUndefined();
    await closePlugin(plugin);
  } finally {
    delete process.env.ELIZAOS_INTEROP_TRACE;
  }
  expect(born()).toEqual([]);
});

test("stop() ends the process of a guest whose init goes on", async () => {
  const born = childrenSince();
  const interop = { protocol: "ipc", moduleName: "endless_init" } as const;
  const manifest: Manifest = {
    name: "endless_init",
    version: "1.0.0",
    language: "python",
    description: "",
    interop,
  };
  await using plugin = await loadPlugin({ manifest, baseDir: join(root, "test/interop/fixtures") });
  expect(born()).toHaveLength(1);
  const runtime = recordingRuntime();
  const init = failure(plugin.init?.({}, runtime) as Promise<void>);
  await began("init", () => runtime.logs.some(({ message }) => message === "init began"));
  await runtime.stop();
  expect(born()).toEqual([]);
  expect(await init).toMatchObject({ code: "closed", plugin: "endless_init", component: "init" });
});

test("stop() ends an init that is under way, and the agent may be initialised again", async () => {
  const manifest = { name: "scripted", actions: [{ name: "A", description: "" }] };
  const { plugin, guests } = await scripted(
    (guest, message) => {
      if (guest !== guests[0]) introduce(guest, message);
    },
    { ready: { manifest } },
  );
  const runtime = recordingRuntime();
  const init = failure(plugin.init?.({}, runtime) as Promise<void>);
  await until(() => guests[0]?.requests("plugin.init").length === 1);
  await runtime.stop();
  expect(await init).toMatchObject({
    code: "closed",
    message: "The agent that used the plugin scripted was stopped",
  });
  expect(guests[0]?.closes).toBeGreaterThan(0);
  expect(await failure(invoke(plugin, runtime, { action: "A" }))).toMatchObject({ code: "closed" });
  await plugin.init?.({}, runtime);
  expect(guests).toHaveLength(2);
  await closePlugin(plugin);
});

test("stop() of an agent whose guest is being opened ends that guest before it is introduced", async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const { plugin, guests } = await scripted(introduce, { opened });
  const [first, second] = [recordingRuntime(), recordingRuntime()];
  await plugin.init?.({}, first);
  const init = failure(plugin.init?.({}, second) as Promise<void>);
  const stopped = second.stop();
  open();
  await stopped;
  expect(await init).toMatchObject({ code: "closed" });
  expect(guests[1]?.requests("plugin.init")).toEqual([]);
  expect(guests[1]?.closes).toBeGreaterThan(0);
  expect(first.agentId).toBeString();
  await closePlugin(plugin);
});
