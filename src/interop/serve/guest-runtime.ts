/** What a guest knows of its agent: what the host told of it, what the plugin registered, and what is asked as it is needed. */
import type { IAgentRuntime } from "@elizaos/core";
import { isMap } from "../../channel/values.ts";
import { messageOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import { UPDATES } from "../agent-follower.ts";
import { asAgentRuntime } from "./agent-runtime.ts";
import { guestLogger } from "./guest-logger.ts";
import { GuestServices } from "./guest-services.ts";
import { HostCalls } from "./host-calls.ts";
import type { HostLink } from "./host-link.ts";
import { Registrations, registerMembers } from "./registration.ts";
import type { ServedPlugin } from "./served-plugin.ts";

type Setting = string | number | boolean | null;

/** What `plugin.init` and `plugin.update` tell. */
export interface AgentSnapshot {
  settings: Record<string, Setting>;
  agent: { id: string; character: Record<string, unknown>; conversationLength?: number };
  /** Types of the services that run or are starting. */
  services: readonly string[];
}

/** elizaOS's own default. */
const CONVERSATION_LENGTH = 32;

/** The guest's knowledge of its agent, and what it has asked of it. */
export class GuestRuntime {
  readonly agent: IAgentRuntime;
  readonly #registrations: Registrations;
  readonly #link: HostLink;
  readonly #calls: HostCalls;
  readonly #missing = new Set<string>();
  readonly #followers = new Set<() => void>();
  #snapshot: AgentSnapshot;
  #initialised: Promise<void> | undefined;

  constructor(link: HostLink, served: ServedPlugin, snapshot: AgentSnapshot) {
    this.#link = link;
    this.#snapshot = snapshot;
    this.#calls = new HostCalls(link);
    const logger = guestLogger(link);
    this.#registrations = new Registrations(link, served, (message) => logger.warn(message));
    const services = new GuestServices(link, {
      served,
      calls: this.#calls,
      typesOfAgent: () => this.#snapshot.services,
    });
    served.services.onChange = () => this.#changed();
    this.agent = asAgentRuntime(this.#calls, {
      ...this.#members(),
      ...serviceMembers(services),
      ...registerMembers(this.#registrations),
      logger,
      createRunId: () => crypto.randomUUID(),
      hasElizaOS: () => false,
      fetch: globalThis.fetch,
    });
    Object.defineProperties(this.agent, {
      agentId: { get: () => this.#snapshot.agent.id },
      character: { get: () => this.#snapshot.agent.character },
      initPromise: { get: () => this.#initPromise() },
      // AgentRuntime's, beyond elizaOS's interface: the names that a host in turn holds patterns of permissions against.
      settings: { get: () => this.#snapshot.settings },
    });
  }

  /** Runs the plugin's init. It has ended when the host has answered all that was registered in it. */
  init(work: (agent: IAgentRuntime) => unknown): Promise<void> {
    return this.#registrations.during(() => work(this.agent));
  }

  /** Settings, the character or the services of the agent changed: each that is given replaces the one before. */
  update({ settings, character, services }: Record<string, unknown>): void {
    const { agent } = this.#snapshot;
    this.#snapshot = {
      settings: isMap(settings) ? (settings as AgentSnapshot["settings"]) : this.#snapshot.settings,
      agent: isMap(character) ? { ...agent, character } : agent,
      services: Array.isArray(services) ? services : this.#snapshot.services,
    };
    this.#changed();
  }

  #members() {
    return {
      getSetting: (name: string) => this.#getSetting(name),
      setSetting: (name: string, value: Setting, secret?: boolean) => this.#setSetting(name, value, secret),
      getConversationLength: () => this.#snapshot.agent.conversationLength ?? CONVERSATION_LENGTH,
      /** Has the listener called after each change of what this runtime answers at once. Gives what ends that. */
      [UPDATES]: (listener: () => void) => {
        this.#followers.add(listener);
        return () => void this.#followers.delete(listener);
      },
    };
  }

  #getSetting(name: string): Setting {
    const { settings } = this.#snapshot;
    if (Object.hasOwn(settings, name)) return settings[name] ?? null;
    if (!this.#missing.has(name)) {
      this.#missing.add(name);
      this.#link.channel.notify("setting.missing", { name: String(name).slice(0, LIMITS.maxNameChars) });
    }
    return null;
  }

  /** At once here, where the plugin may see it; the host is told, and nobody waits for it. */
  #setSetting(name: string, value: Setting, secret?: boolean): void {
    const { settings } = this.#snapshot;
    if (Object.hasOwn(settings, name)) this.update({ settings: { ...settings, [name]: value } });
    this.#calls.call("setSetting", [name, value, secret]).catch((error) => {
      this.agent.logger.warn(`The setting ${name} could not be set: ${messageOf(error)}`);
    });
  }

  /** Asked for when somebody looks, and again when somebody looks after that failed. */
  #initPromise(): Promise<void> {
    const known = this.#initialised;
    if (known !== undefined) return known;
    const initialised = this.#calls.call("initPromise", []).then(() => {});
    this.#initialised = initialised;
    initialised.catch(() => {
      this.#initialised = undefined;
    });
    return initialised;
  }

  #changed(): void {
    for (const listener of [...this.#followers]) listener();
  }
}

function serviceMembers(services: GuestServices) {
  return {
    getService: (type: string) => services.get(type),
    getServicesByType: (type: string) => services.ofType(type),
    getAllServices: () => services.all(),
    getRegisteredServiceTypes: () => [...services.all().keys()],
    hasService: (type: string) => services.get(type) !== null,
    getServiceLoadPromise: (type: string) => services.loaded(type),
  };
}
