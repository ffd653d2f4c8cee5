/** Two guests in memory, one inside the other: a plugin, adapted by a host that is itself served to a test. */
import type { Plugin } from "@elizaos/core";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import type { Receiver } from "../../src/channel/transport.ts";
import { adaptPlugin } from "../../src/interop/adapter/adapter.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { Guest } from "../../src/interop/guest.ts";
import { Guests } from "../../src/interop/guests.ts";
import type { GuestOptions, Launch } from "../../src/interop/launch.ts";
import { manifestOfPlugin } from "../../src/interop/plugin-manifest.ts";
import { servePlugin } from "../../src/interop/serve/serve.ts";
import { type Host, type Served, served } from "./served.ts";

/** The plugin as a guest in memory, adapted for the host that the outer guest is. */
async function adapted(plugin: Plugin, more: object): Promise<Plugin> {
  const manifest = { ...manifestOfPlugin(plugin, "typescript"), ...more };
  const launch: Launch<string> = {
    connect(host) {
      let guest: Receiver<string> | undefined;
      void servePlugin(plugin, {
        connect: (receiver) => {
          guest = receiver;
          return {
            send: (text) => queueMicrotask(() => host.message(text)),
            setBusy() {},
            close: async () => host.closed(),
          };
        },
        codec: jsonCodec,
        manifest,
        version: "0.0.0",
        scope: asyncCallScope,
      });
      return {
        send: (text) => queueMicrotask(() => guest?.message(text)),
        setBusy() {},
        close: async () => guest?.closed(),
      };
    },
    codec: jsonCodec,
    renewable: false,
    manifest: undefined,
    artefact: "in memory",
  };
  const options: GuestOptions = {
    user: { settings: {}, grants: ["*"] },
    timeoutMs: undefined,
    readyTimeoutMs: 5000,
    onLog: undefined,
    scope: asyncCallScope,
    trace: undefined,
  };
  const own = launch as unknown as Launch;
  const first = await Guest.open(own, options);
  return adaptPlugin({
    manifest: first.manifest,
    guests: new Guests(own, options, first),
    timeoutMs: undefined,
  });
}

/** Both layers, introduced to the test as their host. */
export async function nested(
  parts: Partial<Plugin>,
  { init, manifest = {}, ...host }: Host & { init?: object } = {},
): Promise<Served> {
  const inner = await adapted({ name: "inner", description: "Is nested", ...parts }, manifest);
  const outer = served(inner, { ...host, manifest });
  await outer.init(init);
  return outer;
}
