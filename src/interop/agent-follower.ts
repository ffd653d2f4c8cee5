/**
 * What an agent tells nobody: that it was stopped (it tells only services), that a setting changed, that a service started. Its methods
 * are wrapped for it, once per agent and plugin; a runtime that is itself a guest's offers a subscription instead.
 */
import type { IAgentRuntime, ServiceTypeName } from "@elizaos/core";
import { startTimer } from "../timer.ts";
import { serviceTypes } from "./agent-snapshot.ts";

export interface AgentListener {
  /** The agent was stopped. It has ended when the promise is resolved. */
  stopped(runtime: IAgentRuntime): Promise<void>;
  /** A setting, or the services, changed. */
  changed(runtime: IAgentRuntime): void;
}

/** How the runtime of a guest tells of changes that its host sent. */
export const UPDATES = Symbol.for("elizaos-interop.updates");

type Subscribe = (listener: () => void) => void;

export class AgentFollower {
  readonly #followed = new WeakSet<IAgentRuntime>();
  /** Held by the agent, which may outlive plugins that were closed and loaded again. */
  readonly #listener: WeakRef<AgentListener>;
  /** Lives as long as the follower's owner does. */
  readonly #held: AgentListener;

  constructor(listener: AgentListener) {
    this.#held = listener;
    this.#listener = new WeakRef(this.#held);
  }

  follow(runtime: IAgentRuntime): void {
    if (this.#followed.has(runtime)) return;
    this.#followed.add(runtime);
    const listener = this.#listener;
    const changed = () => listener.deref()?.changed(runtime);
    const subscribe = (runtime as { [UPDATES]?: Subscribe })[UPDATES];
    if (subscribe !== undefined) {
      subscribe(changed);
      return;
    }
    wrapStop(runtime, async () => await listener.deref()?.stopped(runtime));
    wrapSetSetting(runtime, changed);
    wrapRegisterService(runtime, changed);
    // elizaOS adds the settings of its storage while it starts, after every init.
    runtime.initPromise?.then(changed, () => {
      // Whoever starts the agent is told.
    });
    for (const type of serviceTypes(runtime)) holdPromise(runtime, type);
  }
}

/** An agent of ours: no service that cannot start ends the process, whoever's plugin it is of. */
export function holdServicePromises(runtime: IAgentRuntime): void {
  wrapRegisterService(runtime, () => {});
}

/** elizaOS rejects the promise of a service whose start fails; where nobody holds it, that would end the process. */
function holdPromise(runtime: IAgentRuntime, type: string): void {
  runtime.getServiceLoadPromise?.(type as ServiceTypeName)?.catch(() => {});
}

function wrapStop(runtime: IAgentRuntime, stopped: () => Promise<void>): void {
  const { stop } = runtime;
  if (typeof stop !== "function") return;
  runtime.stop = async () => {
    try {
      await stop.call(runtime);
    } finally {
      await stopped();
    }
  };
}

function wrapSetSetting(runtime: IAgentRuntime, changed: () => void): void {
  const { setSetting } = runtime;
  if (typeof setSetting !== "function") return;
  runtime.setSetting = (...args) => {
    setSetting.apply(runtime, args);
    changed();
  };
}

/** A service is known from the moment at which it starts; and once more when it runs, or has failed to. */
function wrapRegisterService(runtime: IAgentRuntime, changed: () => void): void {
  const { registerService } = runtime;
  if (typeof registerService !== "function") return;
  runtime.registerService = async (service) => {
    const { serviceType: type } = service;
    holdPromise(runtime, type);
    // So it is for as long as elizaOS registers what its plugins name: of these it ends the starts itself.
    const isNamed = (runtime as Starts).serviceRegistrationStatus?.get(type) === "pending";
    const registered = registerService.call(runtime, service);
    changed();
    try {
      await registered;
    } catch (error) {
      // At once, as the plugin may register another one of the type when it is told.
      if (!isNamed) endStart(runtime, type, error);
      // In a turn of its own, when elizaOS has ended what is its own to end.
      startTimer(changed, 0);
      throw error;
    }
    changed();
  };
}

/** What AgentRuntime keeps of services that start, by their types. */
interface Starts {
  serviceRegistrationStatus?: Map<string, string>;
  servicePromises?: Map<string, unknown>;
  servicePromiseHandlers?: Map<string, { reject(error: unknown): void }>;
}

/** elizaOS leaves a service that was registered by a plugin's code starting for ever when its start fails; whoever waits is told here. */
function endStart(runtime: IAgentRuntime, type: string, error: unknown): void {
  const { serviceRegistrationStatus, servicePromises, servicePromiseHandlers } = runtime as Starts;
  if (serviceRegistrationStatus?.get(type) !== "registering") return;
  serviceRegistrationStatus.set(type, "failed");
  servicePromiseHandlers?.get(type)?.reject(error);
  servicePromiseHandlers?.delete(type);
  servicePromises?.delete(type);
}
