/** The services that run in one guest: started once each, called by their instance numbers, stopped before the guest ends. */
import type { Caller, CallOptions, Message } from "../channel/call.ts";
import { shown } from "../channel/shown.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";

/** A service instance in the guest. */
export interface StartedService {
  /** The guest's number for it. */
  instance: number;
  /** The methods that the guest tells of. */
  methods: readonly string[];
}

export class GuestServices {
  readonly #caller: Caller;
  readonly #timeoutMs: number | undefined;
  /** By type. */
  readonly #started = new Map<string, Start>();

  constructor(caller: Caller, timeoutMs: number | undefined) {
    this.#caller = caller;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Starts a service, unless it runs already. One that could not start is tried again by the next call.
   * @param sinceMs when the deadline of the start began to run
   */
  start(service: string, sinceMs?: number): Promise<StartedService> {
    const known = this.#started.get(service);
    if (known !== undefined) return known.started;
    const unwanted = new AbortController();
    const start: Start = { started: this.#start(service, { signal: unwanted.signal, sinceMs }), unwanted };
    this.#started.set(service, start);
    start.started.catch(() => {
      if (this.#started.get(service) === start) this.#started.delete(service);
    });
    return start.started;
  }

  /**
   * Calls a method. A guest that replaced a crashed one starts its service first.
   * @param sinceMs when the call's deadline began to run
   */
  async call(
    service: string,
    { method, args }: { method: string; args: readonly unknown[] },
    sinceMs = performance.now(),
  ): Promise<unknown> {
    const { instance } = await this.start(service, sinceMs);
    const options = {
      timeoutMs: this.#timeoutMs,
      sinceMs,
      component: `service ${service}.${method}`,
    };
    const { value } = await this.#caller.call("service.call", { instance, method, args }, options);
    return value ?? null;
  }

  /** Stops a service. Does nothing for one that does not run; gives up the start of one that is starting. */
  async stop(service: string): Promise<void> {
    const start = this.#started.get(service);
    if (start === undefined) return;
    this.#started.delete(service);
    // Ends a start that is under way, and nothing of one that has ended.
    start.unwanted.abort();
    const started = await start.started.catch(() => undefined);
    if (started === undefined) return;
    const { instance } = started;
    const options = { timeoutMs: LIMITS.closeGraceMs, component: `service ${service}` };
    await this.#caller.call("service.stop", { instance }, options);
  }

  /** Before the guest is closed. What a service's stop says keeps nobody from closing. */
  async stopAll(): Promise<void> {
    await Promise.allSettled([...this.#started.keys()].map((service) => this.stop(service)));
  }

  /** A start serves all who wait for it: it does not end with the request inside which the first of them came. */
  async #start(service: string, given: Pick<CallOptions, "signal" | "sinceMs">): Promise<StartedService> {
    const component = `service ${service}`;
    const options = { timeoutMs: this.#timeoutMs, component, ...given };
    return startedOf(await this.#caller.call("service.start", { service }, options), component);
  }
}

interface Start {
  started: Promise<StartedService>;
  /** Gives the start up while it has not ended. */
  unwanted: AbortController;
}

function startedOf({ instance, methods }: Message, component: string): StartedService {
  if (typeof instance !== "number")
    throw errorOf(
      "protocol_violation",
      `Cannot use the answer of ${component} as its instance must be a number: current value is ${shown(instance)}`,
      { component, value: instance },
    );
  const names = Array.isArray(methods) ? methods.filter((name) => typeof name === "string") : [];
  return { instance, methods: names };
}
