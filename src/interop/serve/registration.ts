/**
 * What a plugin registers through its runtime: in its own tables at once, as the host may ask for it before it has answered; and told to
 * the host by `component.register`, unless the manifest has named it.
 */
import type { Action, Evaluator, IAgentRuntime, Provider, TaskWorker } from "@elizaos/core";
import { messageOf } from "../../errors.ts";
import {
  actionDefinition,
  evaluatorDefinition,
  modelDefinition,
  providerDefinition,
  serviceDefinition,
} from "../plugin-manifest.ts";
import type { ComponentTable } from "./component-table.ts";
import type { EventListener } from "./events.ts";
import type { HostLink } from "./host-link.ts";
import type { ModelHandler } from "./models.ts";
import { type Kind, ownComponents, type ServedPlugin } from "./served-plugin.ts";
import type { ServiceClass } from "./services.ts";

type OwnComponents = ReturnType<typeof ownComponents>;

interface Registered<Component> {
  table: ComponentTable<Component>;
  name: string;
  component: Component;
  /** Made only of a component whose name is right. */
  definition(): object;
}

export class Registrations {
  readonly #link: HostLink;
  readonly #served: ServedPlugin;
  readonly #warn: (message: string) => void;
  /** Those of `init`, while it runs. */
  #collected: Promise<void>[] | undefined;

  constructor(link: HostLink, served: ServedPlugin, warn: (message: string) => void) {
    this.#link = link;
    this.#served = served;
    this.#warn = warn;
  }

  /** Runs `init`, and ends when the host has answered every registration that came of it. @throws as the first that failed */
  async during(init: () => unknown): Promise<void> {
    const collected: Promise<void>[] = [];
    this.#collected = collected;
    try {
      const own = ownComponents(this.#served.plugin);
      await init();
      this.#adopt(own, ownComponents(this.#served.plugin));
      // Further ones may come while these are awaited.
      for (const registered of collected) await registered;
    } finally {
      this.#collected = undefined;
    }
  }

  /** What `init` has put into the plugin itself: elizaOS reads a plugin's components when it has run. */
  #adopt(before: OwnComponents, now: OwnComponents): void {
    const served = this.#served;
    adopt(served.actions, before.action, now.action, (_name, action) => this.action(action));
    adopt(served.providers, before.provider, now.provider, (_name, provider) => this.provider(provider));
    adopt(served.evaluators, before.evaluator, now.evaluator, (_name, one) => this.evaluator(one));
    adopt(served.serviceClasses, before.service, now.service, (_name, one) => void this.service(one));
    adopt(served.models, before.model, now.model, (type, handler) =>
      this.model(type, handler, { priority: served.plugin.priority }),
    );
    adopt(served.events, before.event, now.event, (name, listeners) => {
      for (const listener of listeners) this.event(name, listener);
    });
    adopt(served.routes, before.route, now.route, (name) =>
      this.#warn(`The route ${name} is not served as init added it: the host takes none after the start`),
    );
  }

  action(action: Action): void {
    const definition = () => actionDefinition(action);
    void this.#add("action", {
      table: this.#served.actions,
      name: action.name,
      component: action,
      definition,
    });
  }

  provider(provider: Provider): void {
    const definition = () => providerDefinition(provider);
    const { name } = provider;
    void this.#add("provider", { table: this.#served.providers, name, component: provider, definition });
  }

  evaluator(evaluator: Evaluator): void {
    const definition = () => evaluatorDefinition(evaluator);
    const { name } = evaluator;
    void this.#add("evaluator", { table: this.#served.evaluators, name, component: evaluator, definition });
  }

  async service(service: ServiceClass): Promise<void> {
    const definition = () => serviceDefinition(service);
    const name = service.serviceType;
    await this.#add("service", { table: this.#served.serviceClasses, name, component: service, definition });
  }

  model(
    type: string,
    handler: ModelHandler,
    offer: { provider?: string; priority?: number | undefined },
  ): void {
    const definition = () => modelDefinition(type, offer);
    void this.#add("model", { table: this.#served.models, name: type, component: handler, definition });
  }

  /** A further listener of an event that the host knows already is the guest's own affair. */
  event(name: string, listener: EventListener): void {
    const known = this.#served.events.get(name);
    if (known !== undefined) known.push(listener);
    else
      void this.#add("event", {
        table: this.#served.events,
        name,
        component: [listener],
        definition: () => ({ name }),
      });
  }

  task(worker: TaskWorker): void {
    const { name } = worker;
    const definition = () => ({ name, validates: typeof worker.validate === "function" });
    void this.#add("task", { table: this.#served.tasks, name, component: worker, definition });
  }

  /** @throws CallError `value_refused` at once for a name that is taken; what the host says comes by the promise, which need not be awaited */
  #add<Component>(kind: Kind, { table, name, component, definition }: Registered<Component>): Promise<void> {
    table.add(name, component);
    if (this.#served.isNamed(kind, name)) return Promise.resolve();
    const answered = this.#tell(kind, name, definition).catch((error) => {
      table.remove(name);
      if (this.#collected?.includes(answered) !== true)
        this.#warn(`The ${kind} ${name} could not be registered: ${messageOf(error)}`);
      throw error;
    });
    answered.catch(() => {});
    this.#collected?.push(answered);
    return answered;
  }

  async #tell(kind: Kind, name: string, definition: () => object): Promise<void> {
    const fields = { kind, definition: definition() };
    const options = { component: `registration of ${kind} ${name}` };
    await this.#link.channel.call("component.register", fields, options);
  }
}

/** Takes what was not there before; what stands in the place of another from now on; nothing that the plugin has registered itself. */
function adopt<Component>(
  table: ComponentTable<Component>,
  before: readonly [string, Component][],
  now: readonly [string, Component][],
  register: (name: string, component: Component) => void,
): void {
  const known = new Map(before);
  for (const [name, component] of now) {
    if (table.get(name) === undefined) register(name, component);
    else if (known.has(name) && known.get(name) !== component) table.replace(name, component);
  }
}

/** The members of elizaOS's runtime. */
export function registerMembers(registrations: Registrations) {
  return {
    registerAction: (action) => registrations.action(action),
    registerProvider: (provider) => registrations.provider(provider),
    registerEvaluator: (evaluator) => registrations.evaluator(evaluator),
    registerService: (service) => registrations.service(service as unknown as ServiceClass),
    registerModel: (type, handler, provider, priority) =>
      registrations.model(type, handler as ModelHandler, {
        ...(provider === undefined ? undefined : { provider }),
        ...(priority === undefined ? undefined : { priority }),
      }),
    registerEvent: (event: string, handler: unknown) => registrations.event(event, handler as EventListener),
    registerTaskWorker: (worker) => registrations.task(worker),
  } satisfies Partial<IAgentRuntime>;
}
