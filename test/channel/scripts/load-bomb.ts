/** A host that loads `bomb-guest.ts` and calls its init; prints `{code, message, ms, grownBytes}`. */
import { join } from "node:path";
import { closePlugin, loadPlugin, type PluginError } from "../../../src/index.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";

const peak = () => process.resourceUsage().maxRSS * 1024;
const guest = join(import.meta.dir, "bomb-guest.ts");
const before = peak();
const begun = performance.now();
let failure: Partial<PluginError> = {};
try {
  const plugin = await loadPlugin({
    manifest: {
      name: "bomb",
      description: "Is one",
      version: "1.0.0",
      language: "other",
      interop: { protocol: "ipc", ipcCommand: [process.execPath, guest, ...process.argv.slice(2)] },
    },
    baseDir: import.meta.dir,
    // The large message that is allowed is followed by silence.
    timeoutMs: 2_000,
  });
  try {
    await plugin.init?.({}, recordingRuntime());
  } finally {
    await closePlugin(plugin);
  }
} catch (error) {
  failure = error as PluginError;
}
const { code, message } = failure;
console.log(JSON.stringify({ code, message, ms: performance.now() - begun, grownBytes: peak() - before }));
