/** Has a guest compute without end, and tells when it does. The test kills this process. Argument: manifest. */
import { loadPlugin } from "../../../../src/index.ts";
import { invoke } from "../../../fixtures/call.ts";
import { recordingRuntime } from "../../../fixtures/recording-runtime.ts";

const [manifestPath = ""] = process.argv.slice(2);
const plugin = await loadPlugin({ manifestPath, protocol: "ipc" });
const runtime = recordingRuntime({}, { getMemories: async () => console.log("computing") });
await invoke(plugin, runtime, { action: "COMPUTE" });
