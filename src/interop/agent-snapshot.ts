/** What a guest knows of its agent without asking: settings and the character, without secrets. */
import type { IAgentRuntime } from "@elizaos/core";
import { isSecretName } from "../contract/secret-names.ts";

type Setting = string | number | boolean | null;

/** `agent` of `plugin.init`: the character without secrets, those that people keep among its settings included. */
export function agentSnapshot(runtime: IAgentRuntime): { id: string; character: Record<string, unknown> } {
  const { secrets: _secrets, settings, plugins: _plugins, ...character } = runtime.character ?? { name: "" };
  const open = Object.fromEntries(Object.entries(settings ?? {}).filter(([name]) => !isSecretName(name)));
  return { id: runtime.agentId, character: { ...character, settings: open } };
}

/**
 * `settings` of `plugin.init`: those that `config` declares, from the agent or by their defaults, and those that the
 * user grants to this plugin, which win.
 */
export function settingsSnapshot(
  runtime: IAgentRuntime,
  config: Record<string, Setting>,
  granted: Readonly<Record<string, Setting>>,
): Record<string, Setting> {
  const settings: Record<string, Setting> = {};
  for (const [name, fallback] of Object.entries(config)) {
    const value = runtime.getSetting?.(name) ?? fallback;
    if (value !== null) settings[name] = value;
  }
  return { ...settings, ...granted };
}
