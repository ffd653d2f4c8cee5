/** What the probe remembers of each agent that it serves: as a native plugin it may serve several. */
import type { IAgentRuntime } from "@elizaos/core";

export interface Records {
  /** What init was given. */
  config: Record<string, string>;
  /** `n` of the payloads of its events, in the order in which their handlers started. */
  seen: unknown[];
  tasks: { task: string; options: unknown }[];
  /** What the starts of its services returned. */
  started: WeakSet<object>;
}

const byAgent = new WeakMap<IAgentRuntime, Records>();

export function recordsOf(runtime: IAgentRuntime): Records {
  const records = byAgent.get(runtime) ?? { config: {}, seen: [], tasks: [], started: new WeakSet() };
  byAgent.set(runtime, records);
  return records;
}
