/** A further plugin of one way, introduced to an agent that runs already, and asked once. */
import type { IAgentRuntime, Plugin, Service, ServiceTypeName } from "@elizaos/core";
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
  const services = new Services();
  const runtime = guiseOf(agent, services);
  const close = async () => {
    await services.stop();
    await unload(plugin);
  };
  try {
    await plugin.init?.({}, runtime);
    await services.start(plugin, runtime);
    const result = await callerOf({ plugin, runtime }, job)();
    return { agent: runtime, result, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Those of the plugin, by their types. */
class Services {
  readonly running = new Map<string, Service>();
  readonly starts = new Map<string, Promise<Service>>();

  /** All at once, as an agent does; there, too, one that cannot start is logged and the plugin does without it. */
  async start({ services = [] }: Plugin, runtime: IAgentRuntime): Promise<void> {
    for (const service of services) this.starts.set(service.serviceType, this.#run(service, runtime));
    await Promise.allSettled(this.starts.values());
  }

  async #run(service: typeof Service, runtime: IAgentRuntime): Promise<Service> {
    const running = await service.start(runtime);
    this.running.set(service.serviceType, running);
    return running;
  }

  async stop(): Promise<void> {
    for (const service of this.running.values()) await service.stop();
  }
}

/** Closes a plugin. A module that stayed in Bun's cache would be loaded from there the next time. */
export async function unload(plugin: Plugin): Promise<void> {
  const info = pluginInfo(plugin);
  await closePlugin(plugin);
  if (info?.protocol === "native") delete require.cache[info.artefact];
}

/**
 * The same agent under another name: what one plugin wraps of it, or registers with it, is gone with that plugin. Its services are its
 * own, not those of the agent's first plugin of that name.
 */
function guiseOf(agent: IAgentRuntime, services: Services): IAgentRuntime {
  const own = new Map<string | symbol, unknown>([
    ["getService", (type: string) => services.running.get(type) ?? agent.getService(type)],
    [
      "getServiceLoadPromise",
      (type: ServiceTypeName) => services.starts.get(type) ?? agent.getServiceLoadPromise(type),
    ],
  ]);
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
