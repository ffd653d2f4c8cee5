/** A panic in wasm traps: the call ends by it, the instance is thrown away, the next call gets a new one. */
import { expect, test } from "bun:test";
import { type LoadedPlugin, loadPlugin, loadWasmPlugin } from "../../../src/index.ts";
import { invoke } from "../../fixtures/call.ts";
import { memoryOf, recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { artefact } from "../../fixtures/repository.ts";

const loadProbe = (): Promise<LoadedPlugin> =>
  loadPlugin({ manifestPath: artefact("test/guests/probe/rust/plugin.json"), protocol: "wasm" });

const panic = (plugin: LoadedPlugin, runtime: ReturnType<typeof recordingRuntime>) =>
  invoke(plugin, runtime, { action: "PANIC", options: { message: "out of cheese" } }).catch(
    (thrown) => thrown,
  );

test("a panic tells its message and its place", async () => {
  await using plugin = await loadProbe();
  const error = await panic(plugin, recordingRuntime());
  expect(error).toMatchObject({
    name: "CrashedError",
    code: "crashed",
    plugin: "probe",
    component: "action PANIC",
  });
  expect(error.message).toContain("out of cheese");
  expect(error.message).toMatch(/\w+\.rs:\d+:\d+/);
});

test("the call after a panic gets a new instance, introduced again", async () => {
  await using plugin = await loadProbe();
  const runtime = recordingRuntime({ PROBE_SETTING: "kept" });
  const count = async () => (await invoke(plugin, runtime, { action: "COUNT" }))?.data?.count;
  expect([await count(), await count()]).toEqual([1, 2]);
  await panic(plugin, runtime);
  expect(await count()).toBe(1);
  const setting = await invoke(plugin, runtime, { action: "SETTING", options: { key: "PROBE_SETTING" } });
  expect(setting?.data?.value).toBe("kept");
});

test("calls that wait in the instance end with the panic", async () => {
  await using plugin = await loadProbe();
  const runtime = recordingRuntime({}, { getMemories: () => new Promise(() => {}) });
  const options = { method: "getMemories", args: [{}] };
  const waiting = invoke(plugin, runtime, { action: "HOST", options }).catch((thrown) => thrown);
  await invoke(plugin, runtime, { action: "NOTHING" });
  const error = await panic(plugin, runtime);
  expect(error.code).toBe("crashed");
  expect(await waiting).toMatchObject({ name: "CrashedError", component: "action HOST" });
  expect((await waiting).message).toContain("out of cheese");
});

test("a panic in one agent's instance leaves the other agent's alone", async () => {
  await using plugin = await loadProbe();
  const [one, two] = [recordingRuntime(), recordingRuntime()];
  await invoke(plugin, two, { action: "COUNT" });
  await panic(plugin, one);
  expect((await invoke(plugin, two, { action: "COUNT" }))?.data?.count).toBe(2);
});

test("a closed plugin stays closed after a panic", async () => {
  const plugin = await loadProbe();
  const runtime = recordingRuntime();
  await panic(plugin, runtime);
  await plugin[Symbol.asyncDispose]();
  const error = await invoke(plugin, runtime, { action: "NOTHING" }).catch((thrown) => thrown);
  expect(error).toMatchObject({ name: "ClosedError" });
});

test("loadWasmPlugin() needs no manifest: the guest brings its own", async () => {
  await using plugin = await loadWasmPlugin({ wasmPath: artefact("test/guests/probe/rust/dist/probe.wasm") });
  expect(plugin).toMatchObject({ name: "probe", config: { PROBE_DEFAULT: "from the manifest" } });
  const result = await invoke(plugin, recordingRuntime(), {
    action: "SETTING",
    options: { key: "PROBE_DEFAULT" },
  });
  expect(result?.data?.value).toBe("from the manifest");
  expect(await panic(plugin, recordingRuntime())).toMatchObject({ plugin: "probe", language: "rust" });
});

test("memory that grows while a message is written or read stays whole", async () => {
  await using plugin = await loadProbe();
  const runtime = recordingRuntime(
    {},
    { getMemories: async ({ n }: { n: number }) => [memoryOf("x".repeat(n))] },
  );
  for (const n of [10, 100_000, 10, 3_000_000, 10]) {
    const options = { method: "getMemories", args: [{ n }] };
    const result = await invoke(plugin, runtime, { action: "HOST", options });
    expect(result?.data?.value).toMatchObject([{ content: { text: "x".repeat(n) } }]);
  }
});
