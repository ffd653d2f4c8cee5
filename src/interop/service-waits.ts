/**
 * Waiting for services of an agent that are still starting. Who waits is known by the calls around a request; a wait that
 * could not end, as the other side waits too, is refused with the chain.
 */
import type { IAgentRuntime, Service, ServiceTypeName } from "@elizaos/core";
import {
  callsAround,
  chainText,
  type OutgoingCall,
  placeText,
  type ScopedCall,
} from "../channel/call-scope.ts";
import { closest } from "../contract/suggestion.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { startTimer } from "../timer.ts";
import { UPDATES } from "./agent-follower.ts";
import { isStarting, serviceTypes, statusOf } from "./agent-snapshot.ts";

/** A start of a service that waits for another service. */
interface Wait {
  /** The type of the service that is starting. */
  starting: string;
  start: OutgoingCall;
  /** The type that it waits for. */
  awaited: string;
}

/** The waits within one agent: its plugins share them. */
class ServiceWaits {
  readonly #waits = new Set<Wait>();
  #isInitialised = false;

  constructor(runtime: IAgentRuntime) {
    if (runtime.initPromise === undefined) this.#isInitialised = true;
    else
      runtime.initPromise.then(
        () => {
          this.#isInitialised = true;
        },
        () => {
          // Whoever starts the agent is told; nothing waits here for it.
        },
      );
  }

  /** Waits for a service. @throws CallError `deadlock` */
  async during<Result>(
    awaited: string,
    scope: ScopedCall | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const waits = startsAround(scope).map(({ starting, start }) => ({ starting, start, awaited }));
    for (const wait of waits) this.#waits.add(wait);
    const stuck = () => this.#initError(`the service ${awaited} starts`, scope) ?? this.#circleError(waits);
    try {
      return await this.unlessStuck(scope, stuck, work);
    } finally {
      for (const wait of waits) this.#waits.delete(wait);
    }
  }

  /** Waits for the end of every init. @throws CallError `deadlock` */
  initialised(scope: ScopedCall | undefined, work: () => Promise<void>): Promise<void> {
    return this.unlessStuck(scope, () => this.#initError("the agent is initialised", scope), work);
  }

  /**
   * Looks again after a while: a plugin may ask in init, or in a start, for what it awaits only later, and then init ends. What
   * closes a circle is the one who looks.
   */
  async unlessStuck<Result>(
    scope: ScopedCall | undefined,
    stuck: () => Error | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    // An agent that was initialised long ago says so in the next turn.
    await undefined;
    const working = work();
    if (stuck() === undefined) return working;
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = startTimer(() => {
      const error = stuck();
      if (error !== undefined) reject(error);
    }, patienceMs(scope));
    try {
      return await Promise.race([working, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Services start, and the agent is initialised, when every plugin's init has ended. */
  #initError(event: string, scope: ScopedCall | undefined): Error | undefined {
    if (this.#isInitialised) return undefined;
    const init = callsAround(scope).find(({ type, hasEnded }) => type === "plugin.init" && !hasEnded);
    if (init === undefined) return undefined;
    const message = `The wait cannot end: ${placeText(init)} waits until ${event}, which comes after init: ${chainText(scope)}`;
    return errorOf("deadlock", message, {
      remedy: "Wait for it later than in init, such as in the start of a service",
    });
  }

  #circleError(waits: readonly Wait[]): Error | undefined {
    for (const wait of waits) {
      if (wait.start.hasEnded) continue;
      const path = wait.awaited === wait.starting ? [] : this.#path(wait.awaited, wait.starting, new Set());
      if (path === undefined) continue;
      const steps = [wait, ...path].map(
        ({ start, awaited }) => `${placeText(start)} waits for the service ${awaited}`,
      );
      return errorOf("deadlock", `The wait cannot end: ${steps.join(", ")}`, {
        value: wait.awaited,
        remedy: "Have one of them ask for the other when it is called, not while it starts",
      });
    }
    return undefined;
  }

  /** The waits that lead from one starting service to another. */
  #path(from: string, to: string, seen: Set<string>): Wait[] | undefined {
    seen.add(from);
    for (const wait of this.#waits) {
      if (wait.starting !== from || wait.start.hasEnded) continue;
      if (wait.awaited === to) return [wait];
      const rest = seen.has(wait.awaited) ? undefined : this.#path(wait.awaited, to, seen);
      if (rest !== undefined) return [wait, ...rest];
    }
    return undefined;
  }
}

/** Less than any deadline around the wait, so that the reason is told before the deadline passes. An init has until then: it may be slow. */
function patienceMs(scope: ScopedCall | undefined): number {
  const calls = callsAround(scope);
  const longest = calls.some(({ type }) => type === "plugin.init")
    ? LIMITS.initTimeoutMs
    : LIMITS.deadlockAfterMs;
  return Math.min(longest, ...calls.map(({ timeoutMs }) => timeoutMs * 0.8));
}

function startsAround(scope: ScopedCall | undefined): { starting: string; start: OutgoingCall }[] {
  return callsAround(scope)
    .filter(({ type }) => type === "service.start")
    .map((start) => ({ starting: String((start.fields as { service?: unknown }).service), start }));
}

const byAgent = new WeakMap<IAgentRuntime, ServiceWaits>();

function waitsOf(runtime: IAgentRuntime): ServiceWaits {
  const waits = byAgent.get(runtime) ?? new ServiceWaits(runtime);
  byAgent.set(runtime, waits);
  return waits;
}

/**
 * A service of the agent, when it runs. elizaOS's own promise may be of a service that nobody has announced yet.
 * @throws CallError `deadlock` for a wait that cannot end
 */
export function awaitService(
  runtime: IAgentRuntime,
  type: string,
  scope: ScopedCall | undefined,
): Promise<Service> {
  // The runtime of a guest has proxies of services that only start: its own host waits for them.
  const running = UPDATES in runtime ? null : runtime.getService?.(type);
  if (running) return Promise.resolve(running);
  // elizaOS's own promise would be a new one, of a start that nobody makes.
  if (statusOf(runtime, type) === "failed") return Promise.reject(failedStart(type));
  return waitsOf(runtime).during(type, scope, () => runtime.getServiceLoadPromise(type as ServiceTypeName));
}

function failedStart(type: string): Error {
  return errorOf("host_failed", `The service ${type} could not start`, {
    value: type,
    remedy: "Look in the log for the reason",
  });
}

/** A service of the agent that runs or is starting. @throws where there is none */
export async function findService(
  runtime: IAgentRuntime,
  type: string,
  scope: ScopedCall | undefined,
): Promise<Service> {
  const running = runtime.getService?.(type);
  if (running) return running;
  if (isStarting(runtime, type)) return awaitService(runtime, type, scope);
  const known = serviceTypes(runtime);
  const near = closest(type, known);
  throw errorOf(
    "host_failed",
    `The agent has no service ${type.slice(0, 100)}${near === undefined ? "" : `: did you mean ${near}?`}`,
    {
      value: type,
      remedy: `Load a plugin that has it; the agent has ${known.join(", ") || "none"}`,
    },
  );
}

/** Ends when the agent is initialised. @throws CallError `deadlock` inside a plugin's init that goes on waiting for it */
export async function awaitInitialised(runtime: IAgentRuntime, scope: ScopedCall | undefined): Promise<void> {
  await waitsOf(runtime).initialised(scope, () => runtime.initPromise);
}
