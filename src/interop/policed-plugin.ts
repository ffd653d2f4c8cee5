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

/** Changes the plugin, which is the caller's own copy; its components stay as they are. */
export function policedPlugin(plugin: Plugin, policed: Policed): Plugin {
  const { init, actions, providers, evaluators, services, routes, events, models } = plugin;
  if (init !== undefined) plugin.init = (config, runtime) => init.call(plugin, config, policed(runtime));
  if (actions !== undefined) plugin.actions = actions.map((action) => policedAction(action, policed));
  if (providers !== undefined)
    plugin.providers = providers.map((provider) => policedProvider(provider, policed));
  if (evaluators !== undefined)
    plugin.evaluators = evaluators.map((evaluator) => policedEvaluator(evaluator, policed));
  if (services !== undefined) plugin.services = services.map((service) => policedService(service, policed));
  if (routes !== undefined) plugin.routes = routes.map((route) => policedRoute(route, policed));
  if (events !== undefined)
    plugin.events = mapped(events, (handlers) =>
      (handlers as unknown as EventHandler[]).map((handler) => policedEvent(handler, policed)),
    ) as NonNullable<Plugin["events"]>;
  if (models !== undefined)
    plugin.models = mapped(models, (model) =>
      policedModel((model as () => unknown).bind(models), policed),
    ) as NonNullable<Plugin["models"]>;
  return plugin;
}

function mapped(map: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}
