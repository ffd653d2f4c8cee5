/** Services: the host starts, calls and stops them by numbers; the plugin's own components are given the very objects. */
import type { IAgentRuntime, Service } from "@elizaos/core";
import type { IncomingRequest, Message, RequestHandlers } from "../../channel/call.ts";
import { errorOf } from "../../errors.ts";
import { declaredMethods, methodOf, methodsOf } from "../service-methods.ts";
import { type ComponentTable, unknownComponent } from "./component-table.ts";
import { crossing } from "./crossing.ts";

/** What of elizaOS's `typeof Service` is used. */
export interface ServiceClass {
  readonly serviceType: string;
  start?(runtime: IAgentRuntime): Promise<Service>;
}

interface Running {
  type: string;
  service: Service;
  /** Those that the class declares, else undefined: any that others may call. */
  declared: readonly string[] | undefined;
}

export class RunningServices {
  readonly #plugin: string;
  readonly #classes: ComponentTable<ServiceClass>;
  readonly #running = new Map<number, Running>();
  #lastInstance = 0;
  /** A service began or ceased to run. */
  onChange: (() => void) | undefined;

  constructor(plugin: string, classes: ComponentTable<ServiceClass>) {
    this.#plugin = plugin;
    this.#classes = classes;
  }

  /** The objects themselves, the oldest first. */
  ofType(type: string): Service[] {
    return [...this.#running.values()].filter((one) => one.type === type).map(({ service }) => service);
  }

  get types(): string[] {
    return [...new Set([...this.#running.values()].map(({ type }) => type))];
  }

  handlers(runtimeOf: () => IAgentRuntime): RequestHandlers {
    return {
      "service.start": async ({ service }, call) => this.#start(String(service), runtimeOf(), call),
      "service.call": (message) => this.#call(message),
      "service.stop": async ({ instance }) => {
        const { service } = this.#find(instance);
        this.#running.delete(instance as number);
        this.onChange?.();
        await service.stop?.();
        return {};
      },
    };
  }

  async #start(type: string, runtime: IAgentRuntime, call: IncomingRequest): Promise<object> {
    const serviceClass = this.#classes.find(type);
    const service = await startOf(serviceClass, type, runtime);
    // The host has given up; it will not stop what it knows nothing of.
    if (call.signal.aborted) await service.stop?.();
    call.signal.throwIfAborted();
    const instance = ++this.#lastInstance;
    const declared = declaredMethods(serviceClass);
    this.#running.set(instance, { type, service, declared });
    this.onChange?.();
    return { instance, methods: declared ?? methodsOf(service) };
  }

  async #call({ instance, method, args }: Message): Promise<object> {
    const { type, service, declared } = this.#find(instance);
    const name = String(method);
    const found = declared?.includes(name) === false ? undefined : methodOf(service, name);
    if (found === undefined)
      throw unknownComponent(
        this.#plugin,
        `method ${name} of service ${type}`,
        name,
        declared ?? methodsOf(service),
      );
    const value = await found.apply(service, Array.isArray(args) ? args : []);
    return { value: crossing(value, `service ${type}.${name}`) };
  }

  #find(instance: unknown): Running {
    const running = this.#running.get(instance as number);
    if (running !== undefined) return running;
    throw unknownComponent(
      this.#plugin,
      `running service of the number ${String(instance)}`,
      String(instance),
      [],
    );
  }
}

async function startOf(serviceClass: ServiceClass, type: string, runtime: IAgentRuntime): Promise<Service> {
  if (typeof serviceClass.start !== "function")
    throw errorOf("handler_failed", `Cannot start the service ${type} as its class has no static start`, {
      component: `service ${type}`,
      remedy: "Give it static async start(runtime), which resolves to an instance",
    });
  const service: unknown = await serviceClass.start(runtime);
  if (typeof service === "object" && service !== null) return service as Service;
  throw errorOf(
    "handler_failed",
    `Cannot use what the start of the service ${type} gave as it must be an instance: current value is ${String(service)}`,
    { component: `service ${type}` },
  );
}
