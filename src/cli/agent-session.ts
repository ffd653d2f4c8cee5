/** An agent around one plugin for as long as one command lasts, and the message that the command hands to it. */
import type { IAgentRuntime, Memory, UUID } from "@elizaos/core";
import { startAgent } from "../agent/agent.ts";
import { closest } from "../contract/suggestion.ts";
import { errorOf } from "../errors.ts";
import type { LoadOptions } from "../interop/options.ts";
import { type Named, namedFailures, nameProviders, withNamedInit } from "./named-failures.ts";
import { closeQuietly, type PluginSession, withPlugin } from "./plugin-session.ts";

/** What `invoke` and `provide` are told alike. */
export interface RunRequest {
  target: string;
  /** The action or provider. */
  name: string;
  /** The message's text. */
  text: string;
  options: LoadOptions & { verbose: boolean };
  /** What the agent's getSetting answers. */
  settings: Record<string, string>;
}

export interface AgentSession extends PluginSession {
  runtime: IAgentRuntime;
  /** Already among the agent's memories, as in elizaOS. */
  message: Memory;
  named: Named;
}

/** Loads the plugin and starts its agent; closes both when `use` has ended. */
export function withAgent<Result>(
  request: RunRequest,
  use: (session: AgentSession) => Promise<Result>,
): Promise<Result> {
  return withPlugin(request.target, request.options, async (session) => {
    const named = namedFailures(session.info, request.options.timeoutMs);
    const agent = await startAgent({
      plugins: [withNamedInit(session.plugin, named)],
      settings: request.settings,
      onLog: session.onLog,
    });
    try {
      const { runtime, entityId, roomId, worldId } = agent;
      nameProviders(runtime, named);
      const message: Memory = {
        id: crypto.randomUUID(),
        agentId: runtime.agentId,
        entityId,
        roomId,
        worldId,
        createdAt: Date.now(),
        content: { text: request.text, source: "elizaos-interop" },
      };
      await runtime.createMemory(message, "messages");
      await agent.servicesStarted();
      return await use({ ...session, runtime, message, named });
    } finally {
      await closeQuietly("the agent", agent.close);
    }
  });
}

/** The component of exactly that name: core takes any that is alike. @throws CallError `component_unknown` */
export function exactly<Component extends { name: string }>(
  kind: "action" | "provider",
  name: string,
  session: AgentSession,
): Component {
  const components = session.runtime[`${kind}s`] as unknown as Component[];
  const found = components.find((component) => component.name === name);
  if (found !== undefined) return found;
  const names = components.map((component) => component.name);
  const near = closest(name, names);
  const { manifest, language } = session.info;
  throw errorOf("component_unknown", `The plugin ${manifest.name} has no ${kind} ${JSON.stringify(name)}`, {
    plugin: manifest.name,
    language,
    path: name,
    value: name,
    remedy: near === undefined ? `Its ${kind}s: ${names.join(", ") || "none"}` : `Did you mean ${near}?`,
  });
}

/** What the agent would have said before the action: core runs the actions that a response names. */
export function responseNaming(action: string, message: Memory): Memory {
  const { agentId, roomId, worldId } = message;
  return {
    id: crypto.randomUUID(),
    entityId: agentId as UUID,
    ...(agentId === undefined ? undefined : { agentId }),
    roomId,
    ...(worldId === undefined ? undefined : { worldId }),
    createdAt: Date.now(),
    content: { text: "", actions: [action], source: "elizaos-interop" },
  };
}
