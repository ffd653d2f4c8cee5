/** A plugin whose guests are in memory, adapted for an agent as the loaders do it: real guests of the SDK, or scripted ones. */
import type { Plugin } from "@elizaos/core";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import type { Receiver, Transport } from "../../src/channel/transport.ts";
import type { GuestManifest, Manifest } from "../../src/contract/manifest.ts";
import type { LoadedPlugin } from "../../src/index.ts";
import { adaptPlugin } from "../../src/interop/adapter/adapter.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { Guest } from "../../src/interop/guest.ts";
import { Guests } from "../../src/interop/guests.ts";
import type { GuestOptions, Launch } from "../../src/interop/launch.ts";
import { register } from "../../src/interop/loaded.ts";
import { offersOf } from "../../src/interop/offer.ts";
import { manifestOfPlugin } from "../../src/interop/plugin-manifest.ts";
import { servePlugin } from "../../src/interop/serve/serve.ts";
import { ScriptedPeer } from "../channel/scripted-peer.ts";

/** What a loader would know of the plugin beside its guest. */
export interface Loading {
  /** plugin.json, where there is one. */
  manifest?: Partial<Manifest>;
  grants?: string[];
  /** Deadline of every call, ms. */
  timeoutMs?: number;
}

/** The plugin, served by the SDK. @param said what `ready` says beyond what the plugin object does */
export function adapted(
  parts: Partial<Plugin>,
  { said, ...loading }: Loading & { said?: Partial<GuestManifest> } = {},
): Promise<LoadedPlugin> {
  const plugin: Plugin = { name: "inner", description: "Is adapted", ...parts };
  return load(serving(plugin, { ...manifestOfPlugin(plugin, "typescript"), ...said }), loading);
}

/**
 * A plugin whose guests do what a test has them do: by default they answer `plugin.init`, and nothing else.
 * @param onSend what a guest does inside a send of the host's
 */
export async function scripted(
  onSend: (guest: ScriptedPeer, message: ScriptedPeer["lastRequest"]) => void = introduce,
  { ready = {}, opened = Promise.resolve(), ...loading }: Loading & Opening = {},
): Promise<{ plugin: LoadedPlugin; guests: ScriptedPeer[] }> {
  const guests: ScriptedPeer[] = [];
  const connect = (host: Receiver<string>) => {
    const guest = new ScriptedPeer();
    guests.push(guest);
    guest.onSend = (message) => onSend(guest, message as ScriptedPeer["lastRequest"]);
    const transport = guest.connect(host);
    const wait = guests.length === 1 ? Promise.resolve() : opened;
    void wait.then(() => guest.give({ ...READY, ...ready }));
    return transport;
  };
  return { plugin: await load(connect, loading), guests };
}

interface Opening {
  /** Fields of `ready` that are not as usual. */
  ready?: Record<string, unknown>;
  /** What all guests but the first wait for before they say `ready`. */
  opened?: Promise<void>;
}

/** Answers `plugin.init`. */
export function introduce(guest: ScriptedPeer, { type, id }: ScriptedPeer["lastRequest"]): void {
  if (type === "plugin.init") guest.give({ type: "plugin.init.result", re: id });
}

const READY = {
  type: "ready",
  protocol: { min: 1, max: 1 },
  features: [],
  maxFrameBytes: 32 * 1024 * 1024,
  manifest: { name: "scripted" },
  sdk: { name: "none", version: "1.0.0" },
};

type Connect = (host: Receiver<string>) => Transport<string>;

function serving(plugin: Plugin, manifest: GuestManifest): Connect {
  return (host) => {
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
  };
}

async function load(connect: Connect, { manifest, grants = [], timeoutMs }: Loading): Promise<LoadedPlugin> {
  const launch: Launch<string> = {
    connect,
    codec: jsonCodec,
    renewable: false,
    manifest: manifest as Manifest | undefined,
    artefact: "in memory",
  };
  const options: GuestOptions = {
    user: { settings: {}, grants },
    timeoutMs,
    readyTimeoutMs: 5000,
    pollUs: 0,
    onLog: undefined,
    scope: asyncCallScope,
    trace: undefined,
  };
  const own = launch as unknown as Launch;
  const first = await Guest.open(own, options);
  const guests = new Guests(own, options, first);
  const plugin = adaptPlugin({ manifest: first.manifest, guests, timeoutMs });
  const info = {
    manifest: first.manifest,
    language: "other",
    protocol: "ipc",
    artefact: "in memory",
    offers: offersOf(undefined),
  } as const;
  return register(plugin, info, () => guests.close());
}
