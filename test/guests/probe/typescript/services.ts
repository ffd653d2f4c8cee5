/** Services: ordinary classes with a serviceType and a start, as elizaOS takes them. */
import type { IAgentRuntime, Service, ServiceTypeName } from "@elizaos/core";
import type { Members } from "./define.ts";
import { recordsOf } from "./records.ts";

export class ProbeService {
  static readonly serviceType: string = "probe";
  readonly capabilityDescription = "Adds and remembers";
  readonly #runtime: IAgentRuntime;
  #total = 0;

  constructor(runtime: IAgentRuntime) {
    this.#runtime = runtime;
  }

  static async start(runtime: IAgentRuntime): Promise<ProbeService> {
    const service = new ProbeService(runtime);
    recordsOf(runtime).started.add(service);
    return service;
  }

  async stop(): Promise<void> {
    this.#runtime.logger.info("probe service stopped");
  }

  /** @returns the running total of this instance */
  add(n: number): number {
    this.#total += n;
    return this.#total;
  }

  echo(...args: unknown[]): unknown[] {
    return args;
  }

  fail(message: string): never {
    throw new Error(message);
  }

  async host(method: string, args: unknown[]): Promise<unknown> {
    const found = (this.#runtime as unknown as Members)[method];
    return typeof found === "function" ? found.call(this.#runtime, ...args) : undefined;
  }

  async slow(ms: number): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return "slept";
  }
}

/** Its manifest declares no methods. */
class BareService {
  static readonly serviceType = "probe_bare";
  readonly capabilityDescription = "Answers a ping";

  static async start(): Promise<BareService> {
    return new BareService();
  }

  async stop(): Promise<void> {}

  ping(): string {
    return "bare pong";
  }
}

/** Its start waits for another service where the setting PROBE_WAITS_FOR names one. */
class WaitingService {
  static readonly serviceType = "probe_waits";
  readonly capabilityDescription = "Waits for another service";
  readonly #awaited: string | null;

  constructor(awaited: string | null) {
    this.#awaited = awaited;
  }

  static async start(runtime: IAgentRuntime): Promise<WaitingService> {
    const awaited = runtime.getSetting("PROBE_WAITS_FOR");
    if (typeof awaited !== "string") return new WaitingService(null);
    await runtime.getServiceLoadPromise(awaited as ServiceTypeName);
    return new WaitingService(awaited);
  }

  async stop(): Promise<void> {}

  waitedFor(): string | null {
    return this.#awaited;
  }
}

/** Registered by init, when that is asked for. */
class RegisteredService {
  static readonly serviceType = "registered";
  readonly capabilityDescription = "Was registered by init";

  static async start(): Promise<RegisteredService> {
    return new RegisteredService();
  }

  async stop(): Promise<void> {}

  ping(): string {
    return "pong";
  }
}

/** elizaOS asks for no more of a service than these classes have; its types ask for a subclass of its own. */
export const services = [ProbeService, BareService, WaitingService] as unknown as (typeof Service)[];
export const registeredService = RegisteredService as unknown as typeof Service;
