/**
 * elizaOS's `getService` and its kin for a plugin that is a guest: its own services are the very objects, those of others are proxies
 * whose methods are requests to the host.
 */
import type { Service } from "@elizaos/core";
import { errorOf } from "../../errors.ts";
import { isReserved } from "../service-methods.ts";
import type { HostCalls } from "./host-calls.ts";
import type { HostLink } from "./host-link.ts";
import type { ServedPlugin } from "./served-plugin.ts";

export interface ServicesPort {
  served: ServedPlugin;
  calls: HostCalls;
  /** The types that run or are starting in the agent, as the host told last. */
  typesOfAgent(): readonly string[];
}

export class GuestServices {
  readonly #link: HostLink;
  readonly #port: ServicesPort;
  readonly #proxies = new Map<string, Service>();

  constructor(link: HostLink, port: ServicesPort) {
    this.#link = link;
    this.#port = port;
  }

  /** Null for the plugin's own that has not started, and for what the agent does not have. */
  get(type: string): Service | null {
    return this.ofType(type)[0] ?? null;
  }

  ofType(type: string): Service[] {
    if (this.#isOwn(type)) return this.#port.served.services.ofType(type);
    return this.#port.typesOfAgent().includes(type) ? [this.#proxyOf(type)] : [];
  }

  all(): Map<string, Service[]> {
    const types = new Set([...this.#port.served.services.types, ...this.#port.typesOfAgent()]);
    return new Map(
      [...types]
        .map((type) => [type, this.ofType(type)] as const)
        .filter(([, services]) => services.length > 0),
    );
  }

  /** A service when it runs. A wait that cannot end is refused by the host. */
  loaded(type: string): Promise<Service> {
    const loaded = this.#load(type);
    // Plugins ask ahead of need: a failure is for whoever looks.
    loaded.catch(() => {});
    return loaded;
  }

  async #load(type: string): Promise<Service> {
    // Also for the plugin's own: the host sees every wait, and finds those that cannot end.
    await this.#port.calls.call("getServiceLoadPromise", [type]);
    return this.get(type) ?? this.#proxyOf(type);
  }

  #isOwn(type: string): boolean {
    return this.#port.served.serviceClasses.get(type) !== undefined;
  }

  #proxyOf(type: string): Service {
    const proxy = this.#proxies.get(type) ?? serviceProxy(this.#link, type);
    this.#proxies.set(type, proxy);
    return proxy;
  }
}

/** What a proxy knows without asking. A class of its own, so that the codec leaves a proxy out as the live object that it stands for. */
class RemoteService {
  readonly capabilityDescription: string;
  readonly stop: () => never;

  constructor(type: string) {
    this.capabilityDescription = `The service ${type} of the agent`;
    this.stop = () => {
      throw errorOf("unsupported", `The service ${type} cannot be stopped from another plugin`, {
        value: type,
        remedy: "Leave its end to the agent",
      });
    };
  }
}

function serviceProxy(link: HostLink, type: string): Service {
  // Kept, so that code which compares methods finds the same ones again.
  const methods = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const methodOf = (method: string) => {
    const known = methods.get(method) ?? ((...args) => call(link, { service: type, method, args }));
    methods.set(method, known);
    return known;
  };
  return new Proxy(new RemoteService(type), {
    get(target, property) {
      if (typeof property === "symbol" || property in target) return Reflect.get(target, property, target);
      return isReserved(property) || property === "toJSON" ? undefined : methodOf(property);
    },
  }) as unknown as Service;
}

async function call(
  { channel }: HostLink,
  fields: { service: string; method: string; args: unknown[] },
): Promise<unknown> {
  const component = `service ${fields.service}.${fields.method}`;
  const answer = await channel.call("service.call", fields, { component });
  return answer.value ?? null;
}
