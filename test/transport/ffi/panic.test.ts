/** A panic in a shared library is caught at the boundary: the call fails, the guest and its state go on. */
import { expect, test } from "bun:test";
import { loadFfiPlugin, loadPlugin } from "../../../src/index.ts";
import { invoke } from "../../fixtures/call.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { artefact } from "../../fixtures/repository.ts";

const manifestPath = () => artefact("test/guests/probe/rust/plugin.json");

test("a panic tells its message and its place, and the guest keeps its state", async () => {
  await using plugin = await loadPlugin({ manifestPath: manifestPath(), protocol: "ffi" });
  const runtime = recordingRuntime();
  const count = async () => (await invoke(plugin, runtime, { action: "COUNT" }))?.data?.count;
  expect([await count(), await count()]).toEqual([1, 2]);
  const error = await invoke(plugin, runtime, {
    action: "PANIC",
    options: { message: "out of cheese" },
  }).catch((thrown) => thrown);
  expect(error).toMatchObject({
    name: "CallError",
    code: "handler_failed",
    plugin: "probe",
    component: "action PANIC",
  });
  expect(error.message).toContain("out of cheese");
  expect(error.message).toMatch(/\w+\.rs:\d+:\d+/);
  expect(await count()).toBe(3);
});

test("one library serves many guests, which share nothing", async () => {
  const sharedLibPath = artefact(
    `test/guests/probe/rust/dist/libprobe.${process.platform === "darwin" ? "dylib" : "so"}`,
  );
  await using one = await loadFfiPlugin({ sharedLibPath });
  await using two = await loadFfiPlugin({ sharedLibPath });
  const runtime = recordingRuntime();
  const count = async (plugin: typeof one) =>
    (await invoke(plugin, runtime, { action: "COUNT" }))?.data?.count;
  expect([await count(one), await count(one), await count(two)]).toEqual([1, 2, 1]);
});

test("a manifest's own ffi loads where the caller allows it", async () => {
  await using plugin = await loadPlugin({
    manifest: {
      name: "probe",
      description: "The plugin that the contract suite calls",
      version: "1.0.0",
      language: "rust",
      interop: { protocol: "ffi", sharedLibPath: "./dist/libprobe.so" },
    },
    baseDir: `${manifestPath()}/..`,
    allowFfi: true,
  });
  expect(await invoke(plugin, recordingRuntime(), { action: "NOTHING" })).toBeUndefined();
});
