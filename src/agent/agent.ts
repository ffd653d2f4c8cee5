/**
 * The command line's agent: elizaOS's own AgentRuntime with a small character, storage in memory, and one room with one
 * person in it.
 */
import type { AgentRuntime, Character, Plugin, UUID } from "@elizaos/core";
import { holdServicePromises } from "../interop/agent-follower.ts";
import type { LogRecord } from "../interop/log.ts";
import { type OnContent, type Said, type SayOptions, say, servicesStarted } from "./conversation.ts";
import { runtimeLogger } from "./runtime-logger.ts";
import { openAdapter } from "./sqlite/adapter.ts";

export interface AgentOptions {
  plugins: Plugin[];
  /** What `runtime.getSetting` answers; core turns "true" and "false" into booleans. */
  settings?: Record<string, string> | undefined;
  /** Takes what the runtime and native plugins log by `runtime.logger`. */
  onLog(record: LogRecord): void;
}

export interface Agent {
  runtime: AgentRuntime;
  worldId: UUID;
  roomId: UUID;
  /** The person who speaks to the agent. */
  entityId: UUID;
  /** The person says that in the room. Resolves when the agent has answered and its evaluators have run. */
  say(text: string, onContent?: OnContent, options?: SayOptions): Promise<Said>;
  /** Resolves when the plugins' services run or have failed, or have had long enough. Before a component is called without say(). */
  servicesStarted(): Promise<void>;
  /** Stops the plugins' services, then the storage. */
  close(): Promise<void>;
}

const SOURCE = "elizaos-interop";

const CHARACTER = {
  name: "Interop",
  bio: "An agent that runs one plugin at a time, at somebody's command",
} satisfies Character;

/** @throws what a plugin's `init` throws; nothing of the agent is left then */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { AgentRuntime, ChannelType, stringToUuid } = await import("@elizaos/core");
  const idOf = (name: string) => stringToUuid(`${SOURCE}:${name}`);
  const ids = { worldId: idOf("world"), roomId: idOf("room"), entityId: idOf("person") };
  const agentId = idOf("agent");
  const runtime = new AgentRuntime({
    agentId,
    character: structuredClone(CHARACTER),
    plugins: options.plugins,
    adapter: openAdapter(agentId),
    // The one place where getSetting finds an empty text too: it asks the character's settings with ||.
    settings: { ...options.settings },
  });
  runtime.logger = runtimeLogger(options.onLog) as typeof runtime.logger;
  holdServicePromises(runtime);
  try {
    await runtime.initialize({ skipMigrations: true });
    await runtime.ensureConnection({
      ...ids,
      name: "Person",
      userName: "person",
      source: SOURCE,
      type: ChannelType.DM,
      channelId: SOURCE,
    });
  } catch (error) {
    await runtime.close();
    throw error;
  }
  return {
    runtime,
    ...ids,
    say: (text, onContent, options) => say({ text, onContent }, { runtime, ...ids, source: SOURCE }, options),
    servicesStarted: () => servicesStarted(runtime),
    async close() {
      await runtime.stop();
      await runtime.close();
    },
  };
}
