/**
 * Services: a class as AgentRuntime starts it, whose instance lives in the guest. Its methods are calls; the object is structurally a
 * Service, as elizaOS's class is not there in every host.
 */
import type { IAgentRuntime, Service } from "@elizaos/core";
import type { MessageType } from "../../channel/call.ts";
import type { ServiceDefinition } from "../../contract/generated/types.ts";
import { withOpenCharacter } from "../open-character.ts";
import { isReserved } from "../service-methods.ts";
import type { Adapted } from "./adapter.ts";
import { opened, promised } from "./call.ts";

export function adaptService(adapted: Adapted, definition: ServiceDefinition): typeof Service {
  const { name, description = "", methods = [] } = definition;
  const component = `service ${name}`;

  const guestOf = (runtime: IAgentRuntime, type: MessageType, what: string) => {
    const guest = adapted.guests.for(runtime);
    return guest instanceof Promise ? opened(adapted, guest, type, { component: what }) : guest;
  };

  /** The instance of one agent. */
  class AdaptedService {
    static readonly serviceType = name;
    static readonly methods = methods;
    readonly capabilityDescription = description;
    readonly #runtime: IAgentRuntime;

    constructor(runtime: IAgentRuntime, offered: Iterable<string>) {
      this.#runtime = runtime;
      for (const method of offered)
        Object.defineProperty(this, method, { enumerable: true, value: this.#call.bind(this, method) });
    }

    static async start(runtime: IAgentRuntime): Promise<AdaptedService> {
      const sinceMs = performance.now();
      const guest = await guestOf(runtime, "service.start", component);
      try {
        const started = await guest.services.start(name, sinceMs);
        const offered = new Set([...methods, ...started.methods].filter((method) => !isReserved(method)));
        return new AdaptedService(runtime, offered);
      } catch (error) {
        throw promised(adapted, component, error);
      }
    }

    static async stop(runtime: IAgentRuntime): Promise<void> {
      await adapted.guests.current(runtime)?.services.stop(name);
    }

    /** What has ended with its guest needs no stop. */
    async stop(): Promise<void> {
      await AdaptedService.stop(this.#runtime);
    }

    async #call(method: string, ...args: unknown[]): Promise<unknown> {
      const sinceMs = performance.now();
      const guest = await guestOf(this.#runtime, "service.call", `${component}.${method}`);
      const open = args.map((arg) => withOpenCharacter(arg, this.#runtime, guest.policy));
      return guest.services.call(name, { method, args: open }, sinceMs);
    }
  }

  return AdaptedService as unknown as typeof Service;
}
