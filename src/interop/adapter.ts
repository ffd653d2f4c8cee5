/**
 * Channel → `Plugin`: gives a guest's components the shape that elizaOS's AgentRuntime expects. Written once, for every
 * transport; serve.ts is its mirror image on the guest's side.
 */
import type {
  Action,
  ActionResult,
  HandlerCallback,
  IAgentRuntime,
  Memory,
  Plugin,
  Provider,
  ProviderResult,
  State,
} from "@elizaos/core";
import type { Message, RequestHandlers } from "../channel/call.ts";
import { isMap } from "../channel/values.ts";
import type { ActionDefinition, Manifest, ProviderDefinition } from "../contract/generated/types.ts";
import type { GuestManifest } from "../contract/manifest.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { Guests } from "./guests.ts";

/** What is adapted, and by which deadlines its calls end. */
export interface Adapted {
  manifest: Manifest | GuestManifest;
  guests: Guests;
  /** Deadline of each call in ms, instead of the defaults. */
  timeoutMs: number | undefined;
}

/** An ordinary elizaOS plugin whose components run in the guests. */
export function adaptPlugin(adapted: Adapted): Plugin {
  const { manifest, guests } = adapted;
  return {
    name: manifest.name,
    description: manifest.description ?? "",
    ...(manifest.config === undefined ? undefined : { config: manifest.config }),
    ...(manifest.dependencies === undefined ? undefined : { dependencies: manifest.dependencies }),
    ...(manifest.priority === undefined ? undefined : { priority: manifest.priority }),
    init: async (config, runtime) => {
      await guests.init(runtime, config);
    },
    actions: (manifest.actions ?? []).map((definition) => adaptAction(adapted, definition)),
    providers: (manifest.providers ?? []).map((definition) => adaptProvider(adapted, definition)),
  };
}

function adaptAction(adapted: Adapted, definition: ActionDefinition): Action {
  const { name, description, similes, examples, takes } = definition;
  const component = `action ${name}`;
  return {
    name,
    description,
    ...(similes === undefined ? undefined : { similes }),
    ...(examples === undefined ? undefined : { examples: examples as NonNullable<Action["examples"]> }),
    async validate(runtime, memory, state) {
      const guest = await adapted.guests.for(runtime);
      const fields = { action: name, ...taken({ memory, state }, takes) };
      const timeoutMs = adapted.timeoutMs ?? LIMITS.validateTimeoutMs;
      const { valid } = await guest.channel.call("action.validate", fields, { timeoutMs, component });
      if (typeof valid !== "boolean") throw wrongField(adapted, component, "valid", "a boolean", valid);
      return valid;
    },
    async handler(runtime, memory, state, options, callback, responses) {
      const guest = await adapted.guests.for(runtime);
      const fields = { action: name, ...taken({ memory, state, options, responses }, takes) };
      const timeoutMs = adapted.timeoutMs ?? LIMITS.actionTimeoutMs;
      const answer = await guest.channel.call("action.invoke", fields, {
        timeoutMs,
        component,
        inside: emitHandlers(callback),
      });
      return actionResult(resultOf(adapted, component, answer));
    },
  };
}

function adaptProvider(adapted: Adapted, definition: ProviderDefinition): Provider {
  const { takes, ...shown } = definition;
  const component = `provider ${definition.name}`;
  return {
    ...shown,
    async get(runtime: IAgentRuntime, memory: Memory, state: State): Promise<ProviderResult> {
      const guest = await adapted.guests.for(runtime);
      const fields = { provider: definition.name, ...taken({ memory, state }, takes) };
      const timeoutMs = adapted.timeoutMs ?? LIMITS.providerTimeoutMs;
      const answer = await guest.channel.call("provider.get", fields, { timeoutMs, component });
      return resultOf(adapted, component, answer) ?? {};
    },
  };
}

type Inputs = {
  memory?: Memory | undefined;
  state?: State | undefined;
  options?: unknown;
  responses?: Memory[] | undefined;
};

/** The inputs that are there, and that the handler reads. */
function taken(inputs: Inputs, takes: readonly string[] | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name in inputs) {
    const input = inputs[name as keyof Inputs];
    if (input !== undefined && input !== null && (takes === undefined || takes.includes(name)))
      fields[name] = input;
  }
  return fields;
}

/** The handler callback: contents in the guest's order, each answered by the memories that the host made of it. */
function emitHandlers(callback: HandlerCallback | undefined): RequestHandlers {
  return {
    async "callback.emit"({ content }) {
      if (!isMap(content))
        throw errorOf("protocol_violation", "Cannot emit a content as it must be a map", { value: content });
      return { memories: (await callback?.(content)) ?? [] };
    },
  };
}

/** The runtime takes `{success: false, error}` alone for an old-style success: one more key keeps it a failure. */
function actionResult(result: Record<string, unknown> | null): ActionResult | undefined {
  if (result === null) return undefined;
  const shaped =
    "data" in result || "text" in result || "values" in result ? result : { ...result, data: {} };
  return shaped as unknown as ActionResult;
}

function resultOf(adapted: Adapted, component: string, answer: Message): Record<string, unknown> | null {
  const { result } = answer;
  if (result === null || isMap(result)) return result;
  throw wrongField(adapted, component, "result", "a map or null", result);
}

function wrongField(adapted: Adapted, component: string, field: string, rule: string, value: unknown): Error {
  const shown = JSON.stringify(value)?.slice(0, 200);
  const message = `Cannot use the answer of ${component} as its ${field} must be ${rule}: current value is ${shown}`;
  return errorOf("protocol_violation", message, { plugin: adapted.manifest.name, component, value });
}
