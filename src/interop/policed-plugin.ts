/** A plugin in this process whose components are given another runtime than the agent's own: the one of policed-runtime.ts. */
import type { Plugin } from "@elizaos/core";
import {
  type EventHandler,
  type Policed,
  policedAction,
  policedEvaluator,
  policedEvent,
  policedModel,
  policedProvider,
  policedRoute,
  policedService,
} from "./policed-components.ts";
import { standIn } from "./stand-in.ts";

export function policedPlugin(plugin: Plugin, policed: Policed): Plugin {
  const listOf =
    <Component>(change: (component: Component, policed: Policed) => Component) =>
    (components: Component[]) =>
      components.map((component) => change(component, policed));
  return standIn(plugin, {
    init: (init) => (config, runtime) => init.call(plugin, config, policed(runtime)),
    actions: listOf(policedAction),
    providers: listOf(policedProvider),
    evaluators: listOf(policedEvaluator),
    services: listOf(policedService),
    routes: listOf(policedRoute),
    events: (events) => mapped(events, (handlers) => listOf(policedEvent)(handlers as EventHandler[])),
    models: (models) => mapped(models, (model) => policedModel(model as () => unknown, policed)),
  });
}

function mapped<Components extends object>(map: Components, change: (value: unknown) => unknown): Components {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)])) as Components;
}
