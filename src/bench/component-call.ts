/** Calls of a plugin's components as elizaOS makes them, the AgentRuntime left out. */
import type { Action, HandlerOptions, IAgentRuntime, Memory, Plugin, Provider, State } from "@elizaos/core";
import { errorOf } from "../errors.ts";

export type ComponentKind = "action" | "provider";

export interface Component {
  kind: ComponentKind;
  name: string;
}

/** What a component is called with. */
export interface CallInputs {
  message: Memory;
  /** Of the message's text. */
  payloadBytes: number;
  options: HandlerOptions;
  state?: State;
}

/** A component, what it is called with, and how its answer is checked. */
export interface Job extends Component {
  inputs: CallInputs;
  /** @throws for an answer that is not what it must be */
  check(result: unknown): void;
}

/** @throws where the plugin has no component of that name */
export function callerOf(
  { plugin, runtime }: { plugin: Plugin; runtime: IAgentRuntime },
  { kind, name, inputs }: Job,
): () => unknown {
  const { message, state, options } = inputs;
  if (kind === "provider") {
    const provider: Provider = named(plugin, plugin.providers, { kind, name });
    return () => provider.get(runtime, message, state as State);
  }
  const action: Action = named(plugin, plugin.actions, { kind, name });
  return () => action.handler(runtime, message, state, options, keepNothing);
}

function named<One extends { name: string }>(
  plugin: Plugin,
  components: readonly One[] = [],
  { kind, name }: Component,
): One {
  const found = components.find((component) => component.name === name);
  if (found !== undefined) return found;
  const names = components.map((component) => component.name).join(", ");
  throw errorOf("component_unknown", `The plugin ${plugin.name} has no ${kind} ${name}`, {
    plugin: plugin.name,
    value: name,
    remedy: `Its ${kind}s: ${names || "none"}`,
  });
}

/** What a handler says is no part of what is measured. */
async function keepNothing(): Promise<Memory[]> {
  return [];
}
