/** One request to the guest of an agent, and what is common to all kinds of components: inputs, callbacks, broken answers. */
import type { IAgentRuntime, Memory, State } from "@elizaos/core";
import type { CallOptions, Message, MessageType } from "../../channel/call.ts";
import { whileWaiting } from "../../channel/deadline.ts";
import { shown } from "../../channel/shown.ts";
import { isMap } from "../../channel/values.ts";
import { errorOf, PluginError } from "../../errors.ts";
import type { Guest } from "../guest.ts";
import { withOpenCharacter } from "../open-character.ts";
import type { Adapted } from "./adapter.ts";

export interface GuestCall extends Pick<CallOptions, "inside" | "onPart" | "signal"> {
  /** What the call is about, for errors, as `action ELIZA_REPLY`. */
  component: string;
  fields: object;
  /** Told which guest is asked, before it is. */
  onGuest?(guest: Guest): void;
}

/**
 * Asks the agent's guest. The answer is a value where the guest gave it at once, as one in this process does: whoever awaits only
 * promises saves what an await costs. @throws, or rejects with, ProtocolError where the guest does not know what its manifest names
 */
export function callGuest(
  adapted: Adapted,
  runtime: IAgentRuntime,
  type: MessageType,
  call: GuestCall,
): Message | Promise<Message> {
  const guest = adapted.guests.for(runtime);
  if (!(guest instanceof Promise)) {
    meet(call, runtime, guest);
    return ask(adapted, guest, type, call);
  }
  const sinceMs = performance.now();
  return opened(adapted, guest, type, call).then((one) => {
    meet(call, runtime, one);
    return ask(adapted, one, type, { ...call, sinceMs });
  });
}

/** A state holds what the agent's other plugins put into it: the character, too. */
function meet(call: GuestCall, runtime: IAgentRuntime, guest: Guest): void {
  call.onGuest?.(guest);
  const fields = call.fields as { state?: unknown };
  if (fields.state !== undefined) fields.state = withOpenCharacter(fields.state, runtime, guest.policy);
}

/** Waits for a guest that is being opened, as long as the call may take. */
export function opened(
  { guests, timeoutMs, manifest }: Adapted,
  opening: Promise<Guest>,
  type: MessageType,
  { component, signal }: Pick<GuestCall, "component" | "signal">,
): Promise<Guest> {
  const place = { plugin: manifest.name, language: manifest.language, component };
  // As the channel has it: a signal of the call's own is instead of that of the request which it serves.
  const signals = [signal ?? guests.scope?.current()?.signal];
  return whileWaiting(opening, { type, timeoutMs, signals, place });
}

interface SentCall extends GuestCall, Pick<CallOptions, "sinceMs"> {}

function ask(adapted: Adapted, guest: Guest, type: MessageType, call: SentCall): Message | Promise<Message> {
  const { component, fields } = call;
  const options = adapted.timeoutMs === undefined ? call : { ...call, timeoutMs: adapted.timeoutMs };
  try {
    const answer = guest.channel.call(type, fields, options);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error) => {
      throw promised(adapted, component, error);
    });
  } catch (error) {
    throw promised(adapted, component, error);
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

/** Adds to the fields those inputs that are there and that the handler reads. */
export function addTaken(
  fields: Record<string, unknown>,
  { memory, state, options, responses }: Inputs,
  takes: readonly string[] | undefined,
): void {
  if (isTaken(memory, "memory", takes)) fields.memory = memory;
  if (isTaken(state, "state", takes)) fields.state = state;
  if (isTaken(options, "options", takes)) fields.options = options;
  if (isTaken(responses, "responses", takes)) fields.responses = responses;
}

function isTaken(input: unknown, name: string, takes: readonly string[] | undefined): boolean {
  return input !== undefined && input !== null && (takes === undefined || takes.includes(name));
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
