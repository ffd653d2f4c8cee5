/** A plugin as a host asks for its components: tables by name, and what answers the requests for each kind. */
import type { Action, Evaluator, IAgentRuntime, Plugin, Provider, Route, TaskWorker } from "@elizaos/core";
import type { RequestHandlers } from "../../channel/call.ts";
import type { ComponentRegisterMessage } from "../../contract/generated/types.ts";
import type { GuestManifest } from "../../contract/manifest.ts";
import { errorOf } from "../../errors.ts";
import { actionHandlers } from "./actions.ts";
import { ComponentTable } from "./component-table.ts";
import { type EventListener, eventHandlers } from "./events.ts";
import { type ModelHandler, modelHandlers } from "./models.ts";
import { routeHandlers, routeName } from "./routes.ts";
import { RunningServices, type ServiceClass } from "./services.ts";
import { taskHandlers } from "./tasks.ts";

/** What a plugin may register by its runtime. */
export type Kind = ComponentRegisterMessage["kind"];

export class ServedPlugin {
  readonly name: string;
  /** As its author made it. */
  readonly plugin: Plugin;
  readonly actions: ComponentTable<Action>;
  readonly providers: ComponentTable<Provider>;
  readonly evaluators: ComponentTable<Evaluator>;
  readonly serviceClasses: ComponentTable<ServiceClass>;
  readonly services: RunningServices;
  readonly routes: ComponentTable<Route>;
  readonly events: ComponentTable<EventListener[]>;
  readonly models: ComponentTable<ModelHandler>;
  readonly tasks: ComponentTable<TaskWorker>;
  /** What answers the host, but for `plugin.init`. */
  readonly handlers: RequestHandlers;
  readonly #manifest: GuestManifest;
  #runtime: IAgentRuntime | undefined;

  /** @param manifest what `ready` says */
  constructor(plugin: Plugin, manifest: GuestManifest) {
    this.#manifest = manifest;
    this.plugin = plugin;
    this.name = plugin.name;
    const own = ownComponents(plugin);
    const table = <Component>(kind: string, components: Iterable<readonly [string, Component]>) =>
      new ComponentTable(plugin.name, kind, components);
    this.actions = table("action", own.action);
    this.providers = table("provider", own.provider);
    this.evaluators = table("evaluator", own.evaluator);
    this.serviceClasses = table("service", own.service);
    this.services = new RunningServices(this.name, this.serviceClasses);
    this.routes = table("route", own.route);
    this.events = table("event", own.event);
    this.models = table("model", own.model);
    this.tasks = table<TaskWorker>("task worker", []);
    this.handlers = {
      ...actionHandlers(this),
      ...this.services.handlers(() => this.runtime),
      ...routeHandlers(this),
      ...eventHandlers(this),
      ...modelHandlers(this),
      ...taskHandlers(this),
    };
  }

  /** Whether the manifest has told the host of a component. Its functions may come later, by the runtime. */
  isNamed(kind: Kind, name: string): boolean {
    if (kind === "task") return false;
    if (kind === "model") return this.#manifest.models?.some(({ type }) => type === name) ?? false;
    return this.#manifest[`${kind}s`]?.some((definition) => definition.name === name) ?? false;
  }

  /** What the components are given. @throws ProtocolError before `plugin.init` */
  get runtime(): IAgentRuntime {
    if (this.#runtime !== undefined) return this.#runtime;
    throw errorOf("protocol_violation", "Cannot take the request as plugin.init did not come before it");
  }

  set runtime(runtime: IAgentRuntime) {
    this.#runtime = runtime;
  }
}

/** What the plugin object has now, by the names that the host knows. `init` may change it. */
export function ownComponents(plugin: Plugin) {
  const classes = (plugin.services ?? []) as unknown as ServiceClass[];
  const events = Object.entries(plugin.events ?? {}) as unknown as [string, EventListener[]][];
  return {
    action: named(plugin.actions),
    provider: named(plugin.providers),
    evaluator: named(plugin.evaluators),
    service: classes.map((one): [string, ServiceClass] => [one.serviceType, one]),
    route: (plugin.routes ?? []).map((route): [string, Route] => [routeName(route.type, route.path), route]),
    event: events.map(([event, listeners]): [string, EventListener[]] => [event, [...listeners]]),
    model: Object.entries((plugin.models ?? {}) as Record<string, ModelHandler>),
  };
}

function named<Component extends { name: string }>(
  components: readonly Component[] | undefined,
): [string, Component][] {
  return (components ?? []).map((component) => [component.name, component]);
}
