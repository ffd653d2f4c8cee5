/** The engine for the script that the agent has set, read once for each setting. */
import type { IAgentRuntime } from "@elizaos/core";
import defaultScript from "../script.json";
import { Eliza } from "./eliza.ts";

/** The engine of the last script that was asked for. */
let loaded: { script: string | undefined; eliza: Eliza } | undefined;

/** The setting `ELIZA_SCRIPT`, JSON text, replaces the script that comes with the plugin. @throws {ScriptError} */
export function elizaOf(runtime: IAgentRuntime): Eliza {
  const setting = runtime.getSetting("ELIZA_SCRIPT");
  const script = typeof setting === "string" && setting !== "" ? setting : undefined;
  if (loaded === undefined || loaded.script !== script)
    loaded = { script, eliza: new Eliza(script === undefined ? defaultScript : JSON.parse(script)) };
  return loaded.eliza;
}
