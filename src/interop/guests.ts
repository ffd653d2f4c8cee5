/**
 * The guests of one loaded plugin, one per agent: elizaOS shares a plugin object between agents, and nothing may be
 * shared between them. The guest that was opened at load serves the first agent.
 */
import type { IAgentRuntime } from "@elizaos/core";
import { type CallScope, isInside } from "../channel/call-scope.ts";
import { deadlineError } from "../channel/deadline.ts";
import { roomAfter } from "../channel/kept.ts";
import { errorOf, messageOf, type PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { startTimer } from "../timer.ts";
import { AgentFollower } from "./agent-follower.ts";
import { Guest, type Registrar } from "./guest.ts";
import type { GuestOptions, Launch } from "./launch.ts";
import { isNamed } from "./named-components.ts";
import { agentBehind } from "./policed-runtime.ts";
import type { Policy } from "./policy.ts";

/** One agent's guest, and how it was introduced, so that a crashed one can be replaced. */
interface Session {
  guest: Guest | undefined;
  config: Record<string, string>;
  /** While a guest is opened and introduced; afterwards undefined. */
  opening: Promise<Guest> | undefined;
  /** Ends the opening of its guest. */
  giveUp: AbortController | undefined;
  /** The agent was stopped: its calls end by `closed` until it is initialised again. */
  stopped: boolean;
  /** What guests registered by `component.register`, and which guest did so last. */
  registered: Map<string, Guest>;
  /** Characters that their definitions, which the agent keeps, may still have. */
  room: number;
}

export class Guests {
  readonly #launch: Launch;
  readonly #options: GuestOptions;
  readonly #sessions = new WeakMap<IAgentRuntime, Session>();
  readonly #open = new Set<Guest>();
  /** Closes the guest of an agent that nobody holds any more. */
  readonly #collected = new FinalizationRegistry<WeakRef<Guest>>((guest) => {
    void this.#drop(guest.deref(), errorOf("closed", "The agent that used the plugin is gone"));
  });
  readonly #follower = new AgentFollower({
    stopped: (runtime) => this.#stop(runtime),
    changed: (runtime) => this.#update(runtime),
  });
  readonly #introductions = new Set<Promise<Guest>>();
  /** What ends the guests that are being opened. */
  readonly #openings = new Set<AbortController>();
  /** What the plugin may see, for whichever agent. */
  readonly policy: Policy;
  /** Opened at load, for the first agent. */
  #spare: Guest | undefined;
  #register: Registrar = (_runtime, kind) => {
    throw errorOf("unsupported", `A ${kind} cannot be registered here`, { value: kind });
  };
  #closed: PluginError | undefined;

  constructor(launch: Launch, options: GuestOptions, first: Guest) {
    this.#launch = launch;
    this.#options = options;
    this.#spare = first;
    this.policy = first.policy;
    this.#open.add(first);
  }

  /** Who makes components of what guests announce by `component.register`. Set before the first call. */
  set registrar(register: Registrar) {
    this.#register = register;
  }

  /** Where calls to the guests are made. */
  get scope(): CallScope | undefined {
    return this.#options.scope;
  }

  /** The introduced guest of an agent: at once where there is one, else a promise of it. */
  for(given: IAgentRuntime): Guest | Promise<Guest> {
    const runtime = agentBehind(given);
    if (this.#closed !== undefined) throw this.#closed;
    const session = this.#sessions.get(runtime);
    if (session === undefined) return this.#begin(runtime, {});
    const { guest } = session;
    if (session.opening !== undefined) return this.#isAskedByInit(guest) ? guest : session.opening;
    if (guest === undefined && session.stopped) throw stoppedError(undefined);
    if (guest !== undefined && (guest.channel.closed === undefined || !this.#mayRenew(session))) return guest;
    if (guest !== undefined) void this.#drop(guest, guest.channel.closed as PluginError);
    return this.#introduce(session, runtime, this.#openFor(session));
  }

  /** elizaOS's `Plugin.init`. A second one for the same agent is answered by the guest that it has. What it opens is given up at its deadline. */
  async init(given: IAgentRuntime, config: Record<string, string>): Promise<Guest> {
    const introduction = this.#begin(given, config);
    const session = this.#sessions.get(agentBehind(given));
    const timeoutMs = this.#options.timeoutMs ?? LIMITS.initTimeoutMs;
    const place = { plugin: this.#launch.manifest?.name, component: "init" };
    const expire = () => session?.giveUp?.abort(deadlineError(timeoutMs, "plugin.init", place));
    const timer = startTimer(expire, timeoutMs);
    try {
      return await introduction;
    } finally {
      clearTimeout(timer);
    }
  }

  #begin(given: IAgentRuntime, config: Record<string, string>): Promise<Guest> {
    const runtime = agentBehind(given);
    const known = this.#sessions.get(runtime);
    if (known !== undefined && !known.stopped) {
      // Its guest failed while it was introduced: this is another try, by this configuration.
      if (known.guest === undefined && known.opening === undefined) known.config = config;
      return Promise.resolve(this.for(runtime));
    }
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    const session: Session = {
      guest: undefined,
      giveUp: undefined,
      config,
      opening: undefined,
      stopped: false,
      registered: new Map(),
      room: LIMITS.maxManifestBytes,
    };
    this.#sessions.set(runtime, session);
    this.#follower.follow(runtime);
    const spare = this.#spare;
    this.#spare = undefined;
    return this.#introduce(session, runtime, spare ?? this.#openFor(session));
  }

  /** A guest for a session. It is given up when the plugin is closed or the agent stops. */
  async #openFor(session: Session): Promise<Guest> {
    const giveUp = new AbortController();
    session.giveUp = giveUp;
    this.#openings.add(giveUp);
    try {
      return await Guest.open(this.#launch, this.#options, giveUp.signal);
    } finally {
      session.giveUp = undefined;
      this.#openings.delete(giveUp);
    }
  }

  /** The open guest of an agent, where it has one. */
  current(runtime: IAgentRuntime): Guest | undefined {
    const guest = this.#sessions.get(agentBehind(runtime))?.guest;
    return guest?.channel.closed === undefined ? guest : undefined;
  }

  async close(): Promise<void> {
    this.#closed ??= errorOf(
      "closed",
      `The plugin ${this.#launch.manifest?.name ?? this.#launch.artefact} was closed`,
      {
        plugin: this.#launch.manifest?.name,
      },
    );
    const open = [...this.#open];
    this.#open.clear();
    await Promise.all(open.map((guest) => guest.close(this.#closed)));
    for (const opening of this.#openings) opening.abort(this.#closed);
    // Those that were being opened close themselves.
    await Promise.allSettled(this.#introductions);
    this.#launch.dispose?.();
  }

  /** What a guest asks for in its init may lead back into it: such a call cannot wait for the end of that init. */
  #isAskedByInit(guest: Guest | undefined): guest is Guest {
    return guest !== undefined && isInside(guest.channel, "plugin.init", this.#options.scope?.current());
  }

  #mayRenew(session: Session): boolean {
    return this.#launch.renewable && !session.stopped;
  }

  #introduce(session: Session, runtime: IAgentRuntime, opened: Guest | Promise<Guest>): Promise<Guest> {
    const introduction = this.#bringUp(session, runtime, opened)
      .catch(async (error) => {
        // The next call begins anew, with the same configuration.
        const { guest } = session;
        session.guest = undefined;
        await this.#drop(guest, error);
        throw error;
      })
      .finally(() => {
        session.opening = undefined;
        this.#introductions.delete(introduction);
      });
    session.opening = introduction;
    this.#introductions.add(introduction);
    return introduction;
  }

  async #bringUp(session: Session, runtime: IAgentRuntime, opened: Guest | Promise<Guest>): Promise<Guest> {
    const guest = await opened;
    this.#open.add(guest);
    session.guest = guest;
    if (this.#closed !== undefined) throw this.#closed;
    if (session.stopped) throw stoppedError(guest);
    this.#collected.register(runtime, new WeakRef(guest), guest);
    await guest.init(runtime, session.config, this.#registeringOnce(session, guest));
    return guest;
  }

  /**
   * A guest that replaces a crashed one registers the same again: its agent knows it already. Made where no agent is in sight, as the
   * guest keeps it, and would keep the agent with it.
   */
  #registeringOnce(session: Session, guest: Guest): Registrar {
    const { registered } = session;
    return (agent, kind, definition) => {
      const component = `${kind} ${definition.name ?? definition.type}`;
      const before = registered.get(component);
      if (before === guest || isNamed(guest.said, kind, definition))
        throw errorOf("value_refused", `Cannot register the ${component} twice`, { value: component });
      if (before === undefined) {
        const room = roomAfter(definition, session.room);
        if (room < 0) throw tooMuchRegistered(component);
        this.#register(agent, kind, definition);
        session.room = room;
      }
      registered.set(component, guest);
    };
  }

  #drop(guest: Guest | undefined, reason: PluginError): Promise<void> | undefined {
    if (guest === undefined) return undefined;
    this.#open.delete(guest);
    this.#collected.unregister(guest);
    return guest.close(reason);
  }

  /** A setting or the services of an agent changed. */
  #update(runtime: IAgentRuntime): void {
    const guest = this.#sessions.get(runtime)?.guest;
    if (guest === undefined) return;
    try {
      guest.update(runtime);
    } catch (error) {
      // Whoever changed the agent cannot help that a guest does not take it.
      const { name } = guest.manifest;
      const message = `The plugin ${name} could not be told what changed of its agent: ${messageOf(error)}`;
      runtime.logger?.warn?.({ src: "plugin", plugin: name }, message);
    }
  }

  async #stop(runtime: IAgentRuntime): Promise<void> {
    const session = this.#sessions.get(runtime);
    if (session === undefined) return;
    session.stopped = true;
    // An opening, or an introduction, that is under way ends by it.
    session.giveUp?.abort(stoppedError(undefined));
    await this.#drop(session.guest, stoppedError(session.guest));
    await session.opening?.catch(() => {
      // Whoever waits for the opening is told by it.
    });
  }
}

function tooMuchRegistered(component: string): PluginError {
  const rule = `definitions of at most ${LIMITS.maxManifestBytes} characters together`;
  return errorOf("value_refused", `Cannot register the ${component} as a plugin may register ${rule}`);
}

function stoppedError(guest: Guest | undefined): PluginError {
  const plugin = guest?.manifest.name;
  const named = plugin === undefined ? "" : ` ${plugin}`;
  return errorOf("closed", `The agent that used the plugin${named} was stopped`, { plugin });
}
