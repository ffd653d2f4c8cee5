/** A guest that floods its host with requests and reads no answer: it is ended before the host's memory is. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadPlugin, type Manifest } from "../../../src/index.ts";
import { invoke } from "../../fixtures/call.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";

test("a guest that never reads ends by protocol_violation", async () => {
  const interop = {
    protocol: "ipc",
    ipcCommand: [process.execPath, "./flood.ts"] as [string, string],
  } as const;
  const actions = [{ name: "ANY", description: "Never answered" }];
  const manifest: Manifest = {
    name: "flood",
    description: "",
    version: "1.0.0",
    language: "other",
    interop,
    actions,
  };
  await using plugin = await loadPlugin({ manifest, baseDir: join(import.meta.dir, "scripts") });
  const error = await invoke(plugin, recordingRuntime(), { action: "ANY" }).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "protocol_violation" });
  expect(error.message).toContain("does not read what is sent to it");
  expect(process.memoryUsage().rss).toBeLessThan(1024 * 1024 * 1024);
}, 120_000);
