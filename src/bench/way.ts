/** One way to run one plugin: over one protocol, in an agent of its own. */
import type { AgentRuntime, Plugin } from "@elizaos/core";
import { startAgent } from "../agent/agent.ts";
import type { Protocol } from "../contract/generated/types.ts";
import { loadSource } from "../interop/load-plugin.ts";
import { closePlugin } from "../interop/loaded.ts";
import type { LogRecord } from "../interop/log.ts";
import type { LoadOptions } from "../interop/options.ts";
import type { PluginSource } from "../interop/source.ts";
import { Shared } from "./shared.ts";

export interface Way {
  /** The plugin's name in the report; undefined for the plugins that we bring. */
  plugin: string | undefined;
  language: string;
  protocol: Protocol;
  /** What names it on the command line. */
  target: string;
  source: PluginSource;
  options: LoadOptions & { onLog(record: LogRecord): void };
  /** What the agent's getSetting answers. */
  settings: Record<string, string>;
}

/** A plugin in its agent, ready to be called. */
export interface Session {
  plugin: Plugin;
  runtime: AgentRuntime;
  close(): Promise<void>;
}

/** @throws LoadError where this machine cannot run it so */
export async function openSession(way: Way): Promise<Session> {
  const plugin = await loadWay(way);
  try {
    const agent = await startAgent({
      plugins: [plugin],
      settings: way.settings,
      onLog: way.options.onLog,
    });
    await agent.servicesStarted();
    const close = async () => {
      await agent.close();
      await closePlugin(plugin);
    };
    return { plugin, runtime: agent.runtime, close };
  } catch (error) {
    await closePlugin(plugin);
    throw error;
  }
}

/** The plugin alone, which whoever asks for it closes. */
export function loadWay({ source, protocol, options }: Way): Promise<Plugin> {
  return loadSource(source, { ...options, protocol });
}

/** A session for all subjects that call the same plugin over the same protocol. */
export function sharedSession(way: Way): Shared<Session> {
  return new Shared(
    () => openSession(way),
    (session) => session.close(),
  );
}

/** What of a CaseKey the way knows. */
export function placeOf({ plugin, language, protocol }: Way): {
  plugin?: string;
  language: string;
  protocol: Protocol;
} {
  return { ...(plugin === undefined ? undefined : { plugin }), language, protocol };
}
