/** A further plugin of one way, introduced to an agent that runs already, and asked once. */
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import { closePlugin, pluginInfo } from "../interop/loaded.ts";
import { callerOf, type Job } from "./component-call.ts";
import { loadWay, type Way } from "./way.ts";

export interface Introduced {
  /** Held for as long as the plugin is used: the guest of an agent that nobody holds is closed. */
  agent: IAgentRuntime;
  result: unknown;
  close(): Promise<void>;
}

/** Loads it, introduces it, and waits for its first answer. */
export async function introduce(way: Way, agent: IAgentRuntime, job: Job): Promise<Introduced> {
  const plugin = await loadWay(way);
  const runtime = guiseOf(agent);
  try {
    await plugin.init?.({}, runtime);
    const result = await callerOf({ plugin, runtime }, job)();
    return { agent: runtime, result, close: () => unload(plugin) };
  } catch (error) {
    await unload(plugin);
    throw error;
  }
}

/** Closes a plugin. A module that stayed in Bun's cache would be loaded from there the next time. */
export async function unload(plugin: Plugin): Promise<void> {
  const info = pluginInfo(plugin);
  await closePlugin(plugin);
  if (info?.protocol === "native") delete require.cache[info.artefact];
}

/** The same agent under another name: what one plugin wraps of it, or registers with it, is gone with that plugin. */
function guiseOf(agent: IAgentRuntime): IAgentRuntime {
  const own = new Map<string | symbol, unknown>();
  return new Proxy(agent, {
    get(target, property) {
      if (own.has(property)) return own.get(property);
      if (REGISTERS.test(String(property))) return forget;
      const value = Reflect.get(target, property, target);
      // Methods of AgentRuntime reach its private fields.
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(_target, property, value) {
      own.set(property, value);
      return true;
    },
  });
}

const REGISTERS = /^register[A-Z]/;

async function forget(): Promise<void> {}
