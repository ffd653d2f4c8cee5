/** The services that run in one guest: started once each, called by their instance numbers, stopped before the guest ends. */
import type { Caller, Message } from "../channel/call.ts";
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
  readonly #started = new Map<string, Promise<StartedService>>();

  constructor(caller: Caller, timeoutMs: number | undefined) {
    this.#caller = caller;
    this.#timeoutMs = timeoutMs;
  }

  /** Starts a service, unless it runs already. One that could not start is tried again by the next call. */
  start(service: string): Promise<StartedService> {
    const known = this.#started.get(service);
    if (known !== undefined) return known;
    const started = this.#start(service);
    this.#started.set(service, started);
    started.catch(() => this.#started.delete(service));
    return started;
  }

  /** Calls a method. A guest that replaced a crashed one starts its service first. */
  async call(service: string, method: string, args: readonly unknown[]): Promise<unknown> {
    const { instance } = await this.start(service);
    const options = {
      timeoutMs: this.#timeoutMs ?? LIMITS.actionTimeoutMs,
      component: `service ${service}.${method}`,
    };
    const { value } = await this.#caller.call("service.call", { instance, method, args }, options);
    return value ?? null;
  }

  /** Stops a service. Does nothing for one that does not run. */
  async stop(service: string): Promise<void> {
    const started = this.#started.get(service);
    if (started === undefined) return;
    this.#started.delete(service);
    const { instance } = await started;
    const options = { timeoutMs: LIMITS.closeGraceMs, component: `service ${service}` };
    await this.#caller.call("service.stop", { instance }, options);
  }

  /** Before the guest is closed. What a service's stop says keeps nobody from closing. */
  async stopAll(): Promise<void> {
    await Promise.allSettled([...this.#started.keys()].map((service) => this.stop(service)));
  }

  async #start(service: string): Promise<StartedService> {
    const component = `service ${service}`;
    const options = { timeoutMs: this.#timeoutMs ?? LIMITS.initTimeoutMs, component, signal: NEVER };
    return startedOf(await this.#caller.call("service.start", { service }, options), component);
  }
}

/** A start serves all who wait for it: it does not end with the request inside which the first of them came. */
const NEVER = new AbortController().signal;

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
