/** One request to the guest of an agent, and what is common to all kinds of components: inputs, callbacks, broken answers. */
import type { IAgentRuntime, Memory, State } from "@elizaos/core";
import type { CallOptions, Message, MessageType } from "../../channel/call.ts";
import { shown } from "../../channel/shown.ts";
import { isMap } from "../../channel/values.ts";
import { errorOf, PluginError } from "../../errors.ts";
import type { Adapted } from "./adapter.ts";

export interface GuestCall extends Pick<CallOptions, "inside" | "onPart" | "signal"> {
  /** What the call is about, for errors, as `action ELIZA_REPLY`. */
  component: string;
  fields: object;
  /** Default deadline, ms. */
  timeoutMs: number;
}

/** Asks the agent's guest. @throws ProtocolError where the guest does not know what its manifest names */
export async function callGuest(
  adapted: Adapted,
  runtime: IAgentRuntime,
  type: MessageType,
  call: GuestCall,
): Promise<Message> {
  const { fields, timeoutMs, ...options } = call;
  const guest = await adapted.guests.for(runtime);
  try {
    return await guest.channel.call(type, fields, { ...options, timeoutMs: adapted.timeoutMs ?? timeoutMs });
  } catch (error) {
    throw promised(adapted, call.component, error);
  }
}

/** A component that the manifest names and the guest denies is no mistake of the caller. */
export function promised(adapted: Adapted, component: string, error: unknown): unknown {
  if (!(error instanceof PluginError) || error.code !== "component_unknown") return error;
  const { name } = adapted.manifest;
  const said = error.message.slice(0, 500);
  return errorOf(
    "protocol_violation",
    `The plugin ${name} names the ${component} and does not know it: ${said}`,
    {
      plugin: name,
      component,
      cause: error,
      remedy: "Have its manifest name what the plugin has",
    },
  );
}

export interface Inputs {
  memory?: Memory | undefined;
  state?: State | undefined;
  options?: unknown;
  responses?: Memory[] | undefined;
}

/** The inputs that are there, and that the handler reads. */
export function taken(inputs: Inputs, takes: readonly string[] | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name in inputs) {
    const input = inputs[name as keyof Inputs];
    if (input !== undefined && input !== null && (takes === undefined || takes.includes(name)))
      fields[name] = input;
  }
  return fields;
}

export function resultOf(
  adapted: Adapted,
  component: string,
  answer: Message,
): Record<string, unknown> | null {
  const { result } = answer;
  if (result === null || isMap(result)) return result;
  throw wrongField(adapted, component, { field: "result", rule: "a map or null", value: result });
}

export function validOf(adapted: Adapted, component: string, answer: Message): boolean {
  const { valid } = answer;
  if (typeof valid === "boolean") return valid;
  throw wrongField(adapted, component, { field: "valid", rule: "a boolean", value: valid });
}

/** An answer whose field is not what it must be. */
export function wrongField(
  adapted: Adapted,
  component: string,
  { field, rule, value }: { field: string; rule: string; value: unknown },
): Error {
  const message = `Cannot use the answer of ${component} as its ${field} must be ${rule}: current value is ${shown(value)}`;
  return errorOf("protocol_violation", message, { plugin: adapted.manifest.name, component, value });
}
