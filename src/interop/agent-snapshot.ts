/** What a guest knows of its agent without asking: who it is, and which services it has. Its settings are the policy's. */
import type { IAgentRuntime } from "@elizaos/core";
import { openCharacter } from "./open-character.ts";
import type { Policy } from "./policy.ts";

/** `agent` of `plugin.init`. */
export function agentSnapshot(
  runtime: IAgentRuntime,
  policy: Policy,
): {
  id: string;
  character: Record<string, unknown>;
  conversationLength?: number;
} {
  const conversationLength = runtime.getConversationLength?.();
  return {
    id: runtime.agentId,
    character: openCharacter(runtime.character ?? { name: "" }, policy),
    ...(conversationLength === undefined ? undefined : { conversationLength }),
  };
}

/** What AgentRuntime has beyond elizaOS's interface. */
export interface ServiceStatuses {
  getServiceHealth?(): Record<string, { status: string }>;
  getServiceRegistrationStatus?(type: string): string;
}

const ON_ITS_WAY: ReadonlySet<string> = new Set(["pending", "registering", "registered"]);

/** `services` of `plugin.init`: the types that run or are starting. */
export function serviceTypes(runtime: IAgentRuntime): string[] {
  const running = runtime.getRegisteredServiceTypes?.() ?? [];
  const health = Object.entries((runtime as ServiceStatuses).getServiceHealth?.() ?? {});
  const starting = health.filter(([, { status }]) => ON_ITS_WAY.has(status)).map(([type]) => type);
  return [...new Set([...running, ...starting])];
}

/** Whether a service that does not run yet will. */
export function isStarting(runtime: IAgentRuntime, type: string): boolean {
  return ON_ITS_WAY.has(statusOf(runtime, type));
}

/** What became of the registration of a service, in elizaOS's words. */
export function statusOf(runtime: IAgentRuntime, type: string): string {
  return (runtime as ServiceStatuses).getServiceRegistrationStatus?.(type) ?? "unknown";
}
