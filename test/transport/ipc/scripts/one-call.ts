/** Loads a plugin, calls it, and closes nothing: the script must end by itself. Arguments: manifest, protocol. */
import { loadPlugin, type Protocol } from "../../../../src/index.ts";
import { invoke } from "../../../fixtures/call.ts";
import { recordingRuntime } from "../../../fixtures/recording-runtime.ts";

const [manifestPath = "", protocol] = process.argv.slice(2);
const plugin = await loadPlugin({ manifestPath, protocol: protocol as Protocol });
const result = await invoke(plugin, recordingRuntime(), { action: "ECHO", text: "called" });
console.log(result?.text);
