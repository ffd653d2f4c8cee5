/**
 * Components of a plugin in this process that are given another runtime than the agent's own. `this` is what elizaOS would make it: the
 * author's own object, the service's class, and nothing for models and event handlers.
 */
import type { Action, Evaluator, IAgentRuntime, Provider, Route, Service, TaskWorker } from "@elizaos/core";
import { standIn, standInWithMethods } from "./stand-in.ts";

/** The runtime that a plugin is given instead of an agent. */
export type Policed = (runtime: IAgentRuntime) => IAgentRuntime;

type Handler = (runtime: IAgentRuntime, ...rest: unknown[]) => unknown;
export type EventHandler = (payload: { runtime: IAgentRuntime }) => Promise<void>;

export function policedAction(action: Action, policed: Policed): Action {
  return withRuntime(action, ["validate", "handler"], policed);
}

export function policedProvider(provider: Provider, policed: Policed): Provider {
  return withRuntime(provider, ["get"], policed);
}

export function policedEvaluator(evaluator: Evaluator, policed: Policed): Evaluator {
  return withRuntime(evaluator, ["validate", "handler"], policed);
}

export function policedTaskWorker(worker: TaskWorker, policed: Policed): TaskWorker {
  return withRuntime(worker, ["execute", "validate"], policed);
}

export function policedModel(model: Handler, policed: Policed): Handler {
  return (runtime, ...rest) => model(policed(runtime), ...rest);
}

export function policedEvent(handler: EventHandler, policed: Policed): EventHandler {
  return (payload) => handler({ ...payload, runtime: policed(payload.runtime) });
}

export function policedRoute(route: Route, policed: Policed): Route {
  return standIn(route, {
    handler: (handler) => (req, res, runtime) => handler.call(route, req, res, policed(runtime)),
  });
}

/** Makes the author's very instances. */
export function policedService(service: typeof Service, policed: Policed): typeof Service {
  return new Proxy(service, {
    get(target, property) {
      // Static accessors and methods reach the private fields of the class alone.
      const value = Reflect.get(target, property, target);
      if ((property !== "start" && property !== "stop") || typeof value !== "function") return value;
      return (runtime: IAgentRuntime) => (value as Handler).call(target, policed(runtime));
    },
  });
}

/** The same component, whose methods take the runtime first. */
function withRuntime<Component extends object>(
  component: Component,
  methods: (keyof Component)[],
  policed: Policed,
): Component {
  const own = component as Record<PropertyKey, unknown>;
  const wrapped = methods
    .filter((method) => typeof own[method] === "function")
    .map((method) => [
      method,
      (runtime: IAgentRuntime, ...rest: unknown[]) => (own[method] as Handler)(policed(runtime), ...rest),
    ]);
  return standInWithMethods(component, Object.fromEntries(wrapped));
}
