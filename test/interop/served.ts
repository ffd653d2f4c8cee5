/** A plugin served in memory to a real host Channel, whose side a test plays. */
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import type { CallOptions, Message, MessageType, RequestHandlers } from "../../src/channel/call.ts";
import { Channel } from "../../src/channel/channel.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import type { Receiver } from "../../src/channel/transport.ts";
import { HOST_VOICE } from "../../src/channel/wire-error.ts";
import type { GuestManifest } from "../../src/contract/manifest.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { manifestOfPlugin } from "../../src/interop/plugin-manifest.ts";
import { servePlugin } from "../../src/interop/serve/serve.ts";

export interface Served {
  host: Channel<string>;
  /** What the guest said, in order, `ready` first. */
  said: Message[];
  /** What the guest said of one type. */
  all(type: string): Message[];
  /** A request of the host, with a deadline that no test reaches. */
  ask(type: MessageType, fields?: object, options?: Partial<CallOptions>): Promise<Message>;
  init(more?: object): Promise<Message>;
  /** Resolves when the guest has ended. */
  ended: Promise<void>;
}

export const AGENT = {
  id: "00000000-0000-4000-8000-000000000003",
  character: { name: "Test agent" },
  conversationLength: 7,
};

export interface Host {
  /** What answers the guest's requests. */
  handlers?: RequestHandlers;
  /** How a message gets from one end to the other. */
  deliver?(deliver: () => void): void;
  /** What `ready` says beyond what the plugin object does. */
  manifest?: Partial<GuestManifest>;
}

export function served(
  parts: Partial<Plugin>,
  { handlers = {}, deliver = queueMicrotask, manifest }: Host = {},
): Served {
  const plugin: Plugin = { name: "probe", description: "Is served", ...parts };
  const receivers: { host?: Receiver<string>; guest?: Receiver<string> } = {};
  const said: Message[] = [];
  const connect = (own: "host" | "guest", other: "host" | "guest") => (receiver: Receiver<string>) => {
    receivers[own] = receiver;
    return {
      send(text: string) {
        if (own === "guest") said.push(jsonCodec.decode(text) as Message);
        deliver(() => receivers[other]?.message(text));
      },
      setBusy() {},
      async close() {
        deliver(() => receivers[other]?.closed());
      },
    };
  };
  const host = new Channel(connect("host", "guest"), {
    codec: jsonCodec,
    handlers,
    onNotice: () => {},
    voice: HOST_VOICE,
    peer: { plugin: "probe", language: "typescript" },
    scope: asyncCallScope,
  });
  const ended = servePlugin(plugin, {
    connect: connect("guest", "host"),
    codec: jsonCodec,
    manifest: { ...manifestOfPlugin(plugin, "typescript"), ...manifest },
    version: "0.0.0",
    scope: asyncCallScope,
  });
  const ask: Served["ask"] = async (type, fields = {}, options = {}) =>
    await host.call(type, fields, { timeoutMs: 20_000, ...options });
  const init = (more: object = {}) =>
    ask("plugin.init", {
      protocol: 1,
      features: [],
      limits: { maxFrameBytes: 1_000_000, maxInFlight: 16 },
      config: {},
      settings: {},
      agent: AGENT,
      services: [],
      ...more,
    });
  return { host, said, all: (type) => said.filter((message) => message.type === type), ask, init, ended };
}

/** A plugin that was introduced. */
export async function introduced(
  parts: Partial<Plugin>,
  host: Host & { init?: object } = {},
): Promise<Served> {
  const guest = served(parts, host);
  await guest.init(host.init);
  return guest;
}

/** An action whose handler is all that matters. */
export function actionOf(
  handler: (...args: Parameters<NonNullable<Plugin["actions"]>[number]["handler"]>) => unknown,
  name = "A",
): NonNullable<Plugin["actions"]>[number] {
  return {
    name,
    description: "Does something",
    validate: async () => true,
    handler: handler as NonNullable<Plugin["actions"]>[number]["handler"],
  };
}

/** Waits for a condition that messages bring about. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  throw new Error(`It did not come about: ${condition}`);
}

/** An action whose result is what the function gives of the runtime. */
export const look = (give: (runtime: IAgentRuntime) => unknown) =>
  actionOf(async (runtime) => ({ success: true, data: { seen: await give(runtime) } }));

/** What the action of `look` saw. */
export async function seen({ ask }: Pick<Served, "ask">): Promise<unknown> {
  const { result } = await ask("action.invoke", { action: "A" });
  return (result as { data: { seen: unknown } }).data.seen;
}

export interface Given extends Served {
  runtime: IAgentRuntime;
}

/** A plugin whose runtime a test uses outside any request. */
export async function given(handlers: RequestHandlers = {}, init: object = {}): Promise<Given> {
  let runtime: IAgentRuntime | undefined;
  const guest = await introduced(
    {
      init: async (_config, agent) => {
        runtime = agent;
      },
    },
    { handlers, init },
  );
  return { ...guest, runtime: runtime as IAgentRuntime };
}
