/** How the guest of an agent is opened, replaced and ended when something goes wrong on the way. */
import { expect, test } from "bun:test";
import { closePlugin, loadPlugin } from "../../src/index.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { invoke } from "../fixtures/call.ts";
import { childrenSince } from "../fixtures/processes.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";

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
  const first = { channel: {}, id: 1, signal, asks: "host.call", inside: undefined, depth: 1 };
  const init = asyncCallScope.run(first, undefined, () => plugin.init?.({}, runtime));
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
