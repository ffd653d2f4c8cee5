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
    const { name } = plugin;
    this.name = name;
    const table = <Component>(kind: string, own: Iterable<readonly [string, Component]>) =>
      new ComponentTable(name, kind, own);
    this.actions = table("action", named(plugin.actions));
    this.providers = table("provider", named(plugin.providers));
    this.evaluators = table("evaluator", named(plugin.evaluators));
    const classes = (plugin.services ?? []) as unknown as ServiceClass[];
    this.serviceClasses = table(
      "service",
      classes.map((one) => [one.serviceType, one]),
    );
    this.services = new RunningServices(name, this.serviceClasses);
    this.routes = table(
      "route",
      (plugin.routes ?? []).map((route) => [routeName(route.type, route.path), route]),
    );
    const events = Object.entries(plugin.events ?? {}) as unknown as [string, EventListener[]][];
    this.events = table(
      "event",
      events.map(([event, listeners]) => [event, [...listeners]]),
    );
    this.models = table("model", Object.entries((plugin.models ?? {}) as Record<string, ModelHandler>));
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

function named<Component extends { name: string }>(
  components: readonly Component[] | undefined,
): [string, Component][] {
  return (components ?? []).map((component) => [component.name, component]);
}
