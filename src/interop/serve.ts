/**
 * `Plugin` → Channel: offers any elizaOS plugin to a host. The mirror image of adapter.ts; written once, for all kinds of
 * components.
 */
import type {
  Action,
  Content,
  HandlerCallback,
  IAgentRuntime,
  Memory,
  Plugin,
  Provider,
  State,
} from "@elizaos/core";
import type { IncomingRequest, Message, RequestHandler, RequestHandlers } from "../channel/call.ts";
import type { CallScope } from "../channel/call-scope.ts";
import { Channel } from "../channel/channel.ts";
import type { Codec, Connect } from "../channel/transport.ts";
import { isMap } from "../channel/values.ts";
import { GUEST_VOICE } from "../channel/wire-error.ts";
import { kindsLeftOut, leftOutMessage } from "../contract/component-kinds.ts";
import { PROTOCOL } from "../contract/generated/messages.ts";
import type { GuestManifest } from "../contract/manifest.ts";
import { closest } from "../contract/suggestion.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { type AgentSnapshot, asAgentRuntime, GuestRuntime } from "./guest-runtime.ts";

export interface ServeOptions<Encoded> {
  connect: Connect<Encoded>;
  codec: Codec<Encoded>;
  /** What `ready` says of the plugin. */
  manifest: GuestManifest;
  /** Of this package. */
  version: string;
  scope?: CallScope | undefined;
}

/** Serves until the host ends the connection; then the promise resolves. */
export function servePlugin<Encoded>(plugin: Plugin, options: ServeOptions<Encoded>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const served = new ServedPlugin(plugin);
  const channel = new Channel(options.connect, {
    codec: options.codec,
    peer: {},
    voice: GUEST_VOICE,
    scope: options.scope,
    handlers: served.handlers,
    onNotice: (message) => {
      if (message.type === "plugin.update") served.update(message);
      else if (message.type === "shutdown") void channel.close();
    },
    onClosed: () => resolve(),
  });
  served.introduce = (snapshot, maxFrameBytes) => {
    channel.limitMessages(maxFrameBytes);
    return new GuestRuntime(channel as unknown as Channel<never>, options.scope, snapshot);
  };
  channel.notify("ready", {
    protocol: PROTOCOL,
    features: [],
    maxFrameBytes: LIMITS.maxFrameBytes,
    manifest: options.manifest,
    sdk: { name: "elizaos-interop", version: options.version },
  });
  const leftOut = kindsLeftOut(plugin);
  if (leftOut.length > 0)
    channel.notify("log", { level: "warn", message: leftOutMessage(plugin.name, leftOut) });
  return promise;
}

class ServedPlugin {
  readonly #plugin: Plugin;
  readonly #actions: Map<string, Action>;
  readonly #providers: Map<string, Provider>;
  #guestRuntime: GuestRuntime | undefined;
  #runtime: IAgentRuntime | undefined;
  introduce: (snapshot: AgentSnapshot, maxFrameBytes: number) => GuestRuntime = () => {
    throw errorOf("internal", "The plugin is not connected yet");
  };

  constructor(plugin: Plugin) {
    this.#plugin = plugin;
    this.#actions = new Map((plugin.actions ?? []).map((action) => [action.name, action]));
    this.#providers = new Map((plugin.providers ?? []).map((provider) => [provider.name, provider]));
  }

  readonly handlers: RequestHandlers = {
    "plugin.init": (message) => this.#init(message),
    "action.validate": async (message) => {
      const { memory, state } = inputsOf(message);
      const action = this.#find(this.#actions, "action", message.action);
      // Typed as required, yet plugins leave it out: such an action always applies.
      const { validate = async () => true } = action as Partial<Action>;
      return { valid: Boolean(await validate.call(action, this.#agent(), memory, state)) };
    },
    "action.invoke": async (message, call) => {
      const { memory, state, options, responses } = inputsOf(message);
      const action = this.#find(this.#actions, "action", message.action);
      const result = await action.handler(this.#agent(), memory, state, options, emitter(call), responses);
      return { result: resultFields(result, `action ${action.name}`) };
    },
    "provider.get": async (message) => {
      const { memory, state } = inputsOf(message);
      const provider = this.#find(this.#providers, "provider", message.provider);
      const result = await provider.get(this.#agent(), memory, state as State);
      return { result: resultFields(result, `provider ${provider.name}`) };
    },
  } satisfies Record<string, RequestHandler>;

  /** Settings or the character changed. A nested host hears of settings through the runtime's own setter. */
  update({ settings, character }: Message): void {
    const runtime = this.#guestRuntime;
    if (runtime === undefined) return;
    if (isMap(character)) runtime.snapshot.agent = { ...runtime.snapshot.agent, character };
    if (!isMap(settings)) return;
    runtime.snapshot.settings = settings as AgentSnapshot["settings"];
    const [name] = Object.keys(settings);
    if (name !== undefined) this.#runtime?.setSetting(name, settings[name] as string);
  }

  async #init(message: Message): Promise<object> {
    const { settings, agent, config, limits } = message as unknown as Introduction;
    this.#guestRuntime = this.introduce({ settings, agent }, limits?.maxFrameBytes ?? LIMITS.maxFrameBytes);
    this.#runtime = asAgentRuntime(this.#guestRuntime);
    await this.#plugin.init?.(config, this.#runtime);
    return {};
  }

  #agent(): IAgentRuntime {
    if (this.#runtime !== undefined) return this.#runtime;
    throw errorOf("protocol_violation", "Cannot take the request as plugin.init did not come before it");
  }

  #find<Component>(components: Map<string, Component>, kind: string, name: unknown): Component {
    const component = components.get(String(name));
    if (component !== undefined) return component;
    const near = closest(String(name), [...components.keys()]);
    const hint = near === undefined ? "" : `: did you mean ${near}?`;
    throw errorOf(
      "component_unknown",
      `The plugin ${this.#plugin.name} has no ${kind} ${String(name)}${hint}`,
      {
        value: name,
      },
    );
  }
}

interface Introduction extends AgentSnapshot {
  config: Record<string, string>;
  limits?: { maxFrameBytes?: number };
}

interface Inputs {
  memory: Memory;
  state: State | undefined;
  options: Record<string, unknown> | undefined;
  responses: Memory[] | undefined;
}

function inputsOf(message: Message): Inputs {
  return message as unknown as Inputs;
}

/** The handler callback: one request to the host each, in the order of the calls. */
function emitter(call: IncomingRequest): HandlerCallback {
  return async (content: Content) => {
    const timeoutMs = LIMITS.hostTimeoutMs;
    const { memories } = await call.call(
      "callback.emit",
      { content },
      { timeoutMs, component: "the handler callback" },
    );
    return memories as Memory[];
  };
}

/** Handlers of old plugins return a boolean or nothing. What is neither a map is refused here, where its author is. */
function resultFields(result: unknown, component: string): unknown {
  if (isMap(result)) return result;
  if (typeof result === "boolean") return { success: result };
  if (result === undefined || result === null) return null;
  const shown = Array.isArray(result) ? "an array" : `a ${typeof result}`;
  const message = `Cannot send what ${component} returned as it must be a map or nothing: current value is ${shown}`;
  throw errorOf("value_refused", message, { component });
}
