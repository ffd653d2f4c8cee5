/**
 * One running guest: the channel to it from `ready` on. It serves one agent, from the `plugin.init` that introduces
 * that agent until the guest is closed or crashes.
 */
import type { IAgentRuntime } from "@elizaos/core";
import type { Message } from "../channel/call.ts";
import { Channel } from "../channel/channel.ts";
import { traced } from "../channel/trace.ts";
import type { Connect } from "../channel/transport.ts";
import { fromWireError, HOST_VOICE } from "../channel/wire-error.ts";
import { mergeManifests, mismatch } from "../contract/agreement.ts";
import { PROTOCOL } from "../contract/generated/messages.ts";
import type { ReadyMessage } from "../contract/generated/types.ts";
import { validateReady } from "../contract/generated/validators.js";
import type { GuestManifest } from "../contract/manifest.ts";
import { errorOf, PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { startTimer } from "../timer.ts";
import { agentSnapshot, serviceTypes } from "./agent-snapshot.ts";
import { GuestServices } from "./guest-services.ts";
import { hostHandlers } from "./host-api.ts";
import type { GuestOptions, Launch } from "./launch.ts";
import { GuestLog } from "./log.ts";
import { MissingSettings } from "./missing-settings.ts";
import { Policy } from "./policy.ts";

export class Guest {
  readonly channel: Channel<never>;
  readonly manifest: GuestManifest;
  /** What its `ready` said, which the manifest may have more than. */
  readonly said: GuestManifest;
  readonly services: GuestServices;
  readonly policy: Policy;
  readonly log: GuestLog;
  readonly #protocol: number;
  readonly #options: GuestOptions;
  readonly #host: Host;

  private constructor(opened: Opened, ready: ReadyMessage, launch: Launch, options: GuestOptions) {
    const manifest = mergeManifests(launch.manifest, ready.manifest);
    this.channel = opened.channel;
    this.log = opened.log;
    this.#host = opened.host;
    this.policy = new Policy(manifest, options.user);
    this.#host.policy = this.policy;
    this.services = new GuestServices(opened.channel, options.timeoutMs);
    this.manifest = manifest;
    this.said = ready.manifest;
    this.#protocol = chooseProtocol(ready, launch);
    this.#options = options;
  }

  /**
   * Starts a guest and waits for its `ready`.
   * @param signal gives the start up, by the error that it carries
   * @throws LoadError, ProtocolError or ManifestError; nothing of the guest is left then
   */
  static async open(launch: Launch, options: GuestOptions, signal?: AbortSignal): Promise<Guest> {
    const opened = openChannel(launch, options);
    const giveUp = () => void opened.channel.close(signal?.reason as PluginError);
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      const ready = checkReady(await opened.ready, launch);
      opened.log.plugin = ready.manifest.name;
      Object.assign(opened.peer, { plugin: ready.manifest.name, language: ready.manifest.language });
      opened.channel.limitMessages(ready.maxFrameBytes);
      return new Guest(opened, ready, launch, options);
    } catch (error) {
      await opened.channel.close();
      throw error instanceof PluginError ? (launch.explain?.(error) ?? error) : error;
    } finally {
      signal?.removeEventListener("abort", giveUp);
    }
  }

  /** Introduces the agent. Until this has ended the guest is asked only for what its own init leads to. */
  async init(runtime: IAgentRuntime, config: Record<string, string>, register: Registrar): Promise<void> {
    const { pollUs } = this.#options;
    this.#host.runtime = new WeakRef(runtime);
    this.#host.register = register;
    this.log.attach(runtime.logger);
    this.channel.poll(pollUs);
    await this.channel.call(
      "plugin.init",
      {
        protocol: this.#protocol,
        features: [],
        limits: {
          maxFrameBytes: LIMITS.maxFrameBytes,
          maxInFlight: LIMITS.maxInFlight,
          ...(pollUs === 0 ? undefined : { pollUs }),
        },
        config,
        settings: this.policy.settings(runtime),
        agent: agentSnapshot(runtime, this.policy),
        services: serviceTypes(runtime),
      },
      { timeoutMs: this.#options.timeoutMs, component: "init", signal: NEVER },
    );
  }

  /** Tells the guest what changed of its agent. */
  update(runtime: IAgentRuntime): void {
    const { policy } = this;
    const { character } = agentSnapshot(runtime, policy);
    const changed = { settings: policy.settings(runtime), character, services: serviceTypes(runtime) };
    this.channel.notify("plugin.update", changed);
  }

  /** Stops the services, then the guest. */
  async close(reason?: PluginError): Promise<void> {
    if (this.channel.closed === undefined) await this.services.stopAll();
    try {
      this.channel.notify("shutdown", {});
    } catch {
      // A connection that takes nothing more is closed all the same.
    }
    await this.channel.close(reason);
  }
}

/** Registers what a guest announced by `component.register`. */
export type Registrar = (runtime: IAgentRuntime, kind: string, definition: Record<string, unknown>) => void;

/** An introduction serves all who wait for it: it does not end with the request inside which the first of them came. */
const NEVER = new AbortController().signal;

/** The agent that the guest serves, held weakly: a collected agent closes its guest. */
interface Host {
  runtime: WeakRef<IAgentRuntime> | undefined;
  policy: Policy | undefined;
  register: Registrar | undefined;
}

interface Opened {
  channel: Channel<never>;
  ready: Promise<Message>;
  log: GuestLog;
  host: Host;
  /** Who the channel's errors are about. */
  peer: { plugin: string | undefined; language: string | undefined };
}

function openChannel(launch: Launch, options: GuestOptions): Opened {
  const log = new GuestLog(options.onLog);
  const host: Host = { runtime: undefined, policy: undefined, register: undefined };
  const unnamed = () => errorOf("protocol_violation", "Cannot take a request before ready and plugin.init");
  const peer: Opened["peer"] = { plugin: launch.manifest?.name, language: launch.manifest?.language };
  const { promise: ready, resolve, reject } = Promise.withResolvers<Message>();
  // Whoever closes the guest before it is ready has an error of its own to tell.
  ready.catch(() => {});
  log.plugin = peer.plugin ?? launch.artefact;
  const missing = new MissingSettings(log);
  const connect: Connect<never> = (receiver) =>
    launch.connect(receiver, (line) => log.write({ level: "info", message: line }));
  const { codec } = launch;
  const { trace } = options;
  const channel = new Channel(trace === undefined ? connect : traced({ connect, codec }, trace, log.plugin), {
    codec,
    peer,
    scope: options.scope,
    voice: HOST_VOICE,
    strict: true,
    handlers: hostHandlers({
      runtime: () => host.runtime?.deref(),
      policy() {
        if (host.policy === undefined) throw unnamed();
        return host.policy;
      },
      scope: options.scope,
      register(runtime, kind, definition) {
        if (host.register === undefined) throw unnamed();
        host.register(runtime, kind, definition);
      },
    }),
    onNotice(message) {
      if (message.type === "log") log.write(message);
      else if (message.type === "setting.missing")
        missing.tell(message.name, host.policy, host.runtime?.deref());
      else if (message.type === "ready") {
        channel.acceptMessages();
        resolve(message);
      } else if (message.type === "failed")
        reject(fromWireError(message, { ...peer, file: launch.artefact }));
    },
    onClosed: reject,
  });
  const silent = () => reject(silentError(launch, options.readyTimeoutMs));
  // While it runs it keeps the script alive: the transport itself does so only for calls.
  const timer = startTimer(silent, options.readyTimeoutMs);
  return { channel, ready: ready.finally(() => clearTimeout(timer)), log, host, peer };
}

function silentError(launch: Launch, readyTimeoutMs: number): PluginError {
  return errorOf(
    "guest_silent",
    `Cannot load ${launch.artefact} as it said nothing within ${readyTimeoutMs} ms`,
    {
      plugin: launch.manifest?.name,
      file: launch.artefact,
      value: readyTimeoutMs,
      remedy: "Raise readyTimeoutMs if it needs longer to start, else look at what it prints",
    },
  );
}

function checkReady(message: Message, launch: Launch): ReadyMessage {
  const place = { plugin: launch.manifest?.name, file: launch.artefact };
  if (!validateReady(message)) {
    const [error] = validateReady.errors ?? [];
    const path = `$${(error?.instancePath ?? "").replaceAll("/", ".")}`;
    const text = `Cannot load ${launch.artefact} as its message ready breaks the contract: ${path} ${error?.message}`;
    throw errorOf("protocol_violation", text, { ...place, path, value: message });
  }
  const ready = message as unknown as ReadyMessage;
  const refusal = mismatch(launch.manifest, ready.manifest, launch.artefact);
  if (refusal !== undefined) throw refusal;
  return ready;
}

/** The highest version that both sides speak. */
function chooseProtocol(ready: ReadyMessage, launch: Launch): number {
  const highest = Math.min(PROTOCOL.max, ready.protocol.max);
  if (highest >= Math.max(PROTOCOL.min, ready.protocol.min)) return highest;
  const text = `Cannot load ${launch.artefact} as it speaks protocol ${ready.protocol.min} to ${ready.protocol.max}, this host ${PROTOCOL.min} to ${PROTOCOL.max}`;
  throw errorOf("protocol_version", text, {
    plugin: ready.manifest.name,
    file: launch.artefact,
    value: ready.protocol,
    remedy: "Build the plugin with a matching version of the SDK, or update elizaos-interop",
  });
}
