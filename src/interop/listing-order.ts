/**
 * Who owns a name that several plugins of an agent have: the one that is listed first, as in elizaOS. AgentRuntime registers a plugin's
 * components when its `init` has ended, and all inits run at once: a guest, whose init is a message and its answer, would lose
 * to all that are quicker. So an init ends no sooner than the registrations that it must come after; none begins later.
 */
import type { IAgentRuntime, Plugin, Service } from "@elizaos/core";
import { UPDATES } from "./agent-follower.ts";
import { pluginInfo } from "./loaded.ts";
import { agentBehind } from "./policed-runtime.ts";

interface Listed {
  plugin: Plugin;
  /** Resolves when its components are registered, or never will be. */
  registered: Promise<void>;
}

/** The plugins that AgentRuntime begins to register in one turn, from the first of ours on. One that is registered later comes later. */
interface Listing {
  listed: Listed[];
  /** What the plugin whose init is being called has to wait for. */
  waits: Promise<void>[];
}

const listings = new WeakMap<IAgentRuntime, Listing>();

/**
 * Runs the init of a guest's plugin, and ends when it is the plugin's turn. AgentRuntime must be given the very promise.
 * @param registerMore registers what elizaOS does not
 */
export function inListingOrder(
  plugin: Plugin,
  runtime: IAgentRuntime,
  { init, registerMore }: { init(): Promise<void>; registerMore?(): void },
): Promise<void> {
  const waits = listings.get(agentBehind(runtime))?.waits ?? [];
  const turn = (async () => {
    await init();
    await Promise.all(waits);
    registerMore?.();
  })();
  beginListing(plugin, runtime, turn);
  return turn;
}

/** What is listed after the plugin registers after it. @param done what its init returns, and AgentRuntime is given */
export function beginListing(plugin: Plugin, runtime: IAgentRuntime, done: Promise<void> | undefined): void {
  const agent = agentBehind(runtime);
  // A runtime that is itself a guest's has this plugin alone.
  if (UPDATES in agent) return;
  const { registerPlugin } = agent;
  if (listings.has(agent) || typeof registerPlugin !== "function") return;
  // Of what is listed before ours, only what has no init is sure to be there first.
  warnOfShared(agent, plugin, ({ init }) => init === undefined);
  orderServices(agent);
  // Whoever awaits this is told after AgentRuntime, which awaits `done` itself and then registers at once.
  const registered = Promise.resolve(done).catch(() => {});
  const listing: Listing = { listed: [{ plugin, registered }], waits: [] };
  listings.set(agent, listing);
  const isOwn = Object.hasOwn(agent, "registerPlugin");
  agent.registerPlugin = (plugin) => registerListed(agent, plugin, { listing, register: registerPlugin });
  // AgentRuntime lists all its plugins in one turn. What an init registers in turn must not wait for that init.
  queueMicrotask(() => {
    listings.delete(agent);
    if (isOwn) agent.registerPlugin = registerPlugin;
    else Reflect.deleteProperty(agent, "registerPlugin");
  });
}

interface Registering {
  listing: Listing;
  register: IAgentRuntime["registerPlugin"];
}

function registerListed(
  agent: IAgentRuntime,
  plugin: Plugin,
  { listing, register }: Registering,
): Promise<void> {
  const isGuest = (pluginInfo(plugin)?.protocol ?? "native") !== "native";
  // What shares no name is there as soon as it can be, as in elizaOS: an init before it may need its models.
  const before = listing.listed.filter((other) => shareNames(other.plugin, plugin));
  listing.waits = before.map(({ registered }) => registered);
  const { init } = plugin;
  const restore =
    isGuest || before.length === 0
      ? () => {}
      : replaced(plugin, async (config, runtime) => {
          await init?.call(plugin, config, runtime);
          await Promise.all(before.map(({ registered }) => registered));
        });
  // AgentRuntime calls init before it returns.
  const registered = register.call(agent, plugin);
  restore?.();
  warnOfShared(
    agent,
    plugin,
    ({ name }) => restore !== undefined && before.some((one) => one.plugin.name === name),
  );
  listing.listed.push({ plugin, registered: registered.catch(() => {}) });
  return registered;
}

/** Gives a plugin another init, until the function is called that is returned. A frozen one keeps its own. */
function replaced(plugin: Plugin, init: NonNullable<Plugin["init"]>): (() => void) | undefined {
  const own = Object.getOwnPropertyDescriptor(plugin, "init");
  if (!Reflect.defineProperty(plugin, "init", { value: init, configurable: true })) return;
  return () => {
    if (own === undefined) Reflect.deleteProperty(plugin, "init");
    else Object.defineProperty(plugin, "init", own);
  };
}

/** By kind, the names of which there is one owner. */
const OWNED = {
  action: ({ actions }: Plugin) => actions?.map(({ name }) => name),
  provider: ({ providers }: Plugin) => providers?.map(({ name }) => name),
  evaluator: ({ evaluators }: Plugin) => evaluators?.map(({ name }) => name),
  service: ({ services }: Plugin) => services?.map(({ serviceType }) => String(serviceType)),
};

/** Several plugins may well have a model of one type, or a handler of one event; who comes first matters all the same. */
const ORDERED = {
  ...OWNED,
  model: ({ models }: Plugin) => Object.getOwnPropertyNames(models ?? {}),
  event: ({ events }: Plugin) => Object.keys(events ?? {}),
};

type NamesOf = Record<string, (plugin: Plugin) => string[] | undefined>;

function sharedNames(kinds: NamesOf, one: Plugin, other: Plugin): string[] {
  return Object.entries(kinds).flatMap(([kind, namesOf]) => {
    const theirs = new Set(namesOf(one));
    return (namesOf(other) ?? []).filter((name) => theirs.has(name)).map((name) => `${kind} ${name}`);
  });
}

function shareNames(one: Plugin, other: Plugin): boolean {
  return sharedNames(ORDERED, one, other).length > 0;
}

/** Told when the plugin is listed, of all that are listed before it. @param comesFirst whether that is sure */
function warnOfShared(agent: IAgentRuntime, plugin: Plugin, comesFirst: (earlier: Plugin) => boolean): void {
  for (const earlier of agent.plugins ?? []) {
    if (earlier.name === plugin.name) return;
    const order = comesFirst(earlier)
      ? `${earlier.name} comes first, as it is listed first`
      : "the one whose init ends first comes first";
    for (const component of sharedNames(OWNED, earlier, plugin))
      agent.logger?.warn?.(
        { src: "plugin", plugin: plugin.name, component },
        `The plugins ${earlier.name} and ${plugin.name} both have the ${component}: ${order}`,
      );
  }
}

const ordered = new WeakSet<IAgentRuntime>();

/** The agent gives out the service of a type that has started first: of those that plugins list, one starts no sooner than those before it. */
function orderServices(agent: IAgentRuntime): void {
  if (ordered.has(agent)) return;
  ordered.add(agent);
  const { registerService } = agent;
  const { serviceRegistrationStatus: statuses } = agent as unknown as Partial<Statuses>;
  const lastOf = new Map<string, Promise<void>>();
  agent.registerService = (service) => {
    const { serviceType: type } = service;
    // A service that a plugin's code registers comes when it comes: another start may wait for it.
    if (statuses?.get(type) !== "pending") return registerService.call(agent, service);
    const before = lastOf.get(type);
    const registered = registerService.call(
      agent,
      before === undefined ? service : startedAfter(service, before),
    );
    lastOf.set(
      type,
      registered.catch(() => {}),
    );
    return registered;
  };
}

interface Statuses {
  serviceRegistrationStatus: Map<string, string>;
}

function startedAfter(service: typeof Service, before: Promise<void>): typeof Service {
  return new Proxy(service, {
    get(target, property) {
      if (property !== "start") return Reflect.get(target, property, target);
      return async (runtime: IAgentRuntime) => {
        const instance = await target.start(runtime);
        await before;
        return instance;
      };
    },
  });
}
