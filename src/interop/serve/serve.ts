/**
 * `Plugin` → Channel: offers any elizaOS plugin to a host, all kinds of its components. The mirror image of the host's adapter.
 */
import type { Plugin } from "@elizaos/core";
import type { CallScope } from "../../channel/call-scope.ts";
import { Channel } from "../../channel/channel.ts";
import type { Codec, Connect } from "../../channel/transport.ts";
import { GUEST_VOICE } from "../../channel/wire-error.ts";
import { fieldsLeftOut, leftOutMessage } from "../../contract/component-kinds.ts";
import { PROTOCOL } from "../../contract/generated/messages.ts";
import type { PluginInitMessage } from "../../contract/generated/types.ts";
import type { GuestManifest } from "../../contract/manifest.ts";
import { errorOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import { type AgentSnapshot, GuestRuntime } from "./guest-runtime.ts";
import { ServedPlugin } from "./served-plugin.ts";

export interface ServeOptions<Encoded> {
  connect: Connect<Encoded>;
  codec: Codec<Encoded>;
  /** What `ready` says of the plugin. */
  manifest: GuestManifest;
  /** Of this package. */
  version: string;
  scope?: CallScope | undefined;
  /** What is thrown outside of any call, where this process is told of it. */
  strays?: { attach(tell: (record: object) => void): void } | undefined;
}

/** Serves until the host ends the connection; then the promise resolves. */
export function servePlugin<Encoded>(plugin: Plugin, options: ServeOptions<Encoded>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const served = new ServedPlugin(plugin, options.manifest);
  let runtime: GuestRuntime | undefined;
  const channel = new Channel(options.connect, {
    codec: options.codec,
    peer: {},
    voice: GUEST_VOICE,
    scope: options.scope,
    handlers: {
      ...served.handlers,
      "plugin.init": async (message) => {
        if (runtime !== undefined)
          throw errorOf("protocol_violation", "Cannot take plugin.init as it must come once: it came before");
        const { limits, config } = message as unknown as PluginInitMessage;
        channel.limitMessages(limits?.maxFrameBytes ?? LIMITS.maxFrameBytes);
        channel.limitRequests(limits?.maxInFlight ?? LIMITS.maxInFlight);
        channel.poll(Math.min(limits?.pollUs ?? 0, LIMITS.maxPollUs));
        const { settings, agent, services = [] } = message as unknown as AgentSnapshot;
        runtime = new GuestRuntime({ channel, scope: options.scope }, served, { settings, agent, services });
        served.runtime = runtime.agent;
        await runtime.init((agentRuntime) => plugin.init?.(config, agentRuntime));
        return {};
      },
    },
    onNotice: (message) => {
      if (message.type === "plugin.update") runtime?.update(message);
      else if (message.type === "shutdown") channel.finish();
    },
    // The transport may have answers to send still.
    onClosed: () => void channel.close().then(resolve),
  });
  channel.notify("ready", {
    protocol: PROTOCOL,
    features: [],
    maxFrameBytes: LIMITS.maxFrameBytes,
    manifest: options.manifest,
    sdk: { name: "elizaos-interop", version: options.version },
  });
  options.strays?.attach((record) => channel.notify("log", record));
  const leftOut = fieldsLeftOut(plugin);
  if (leftOut.length > 0)
    channel.notify("log", { level: "warn", message: leftOutMessage(plugin.name, leftOut) });
  return promise;
}
