/** Components of a plugin in this process that are given another runtime than the agent's own. The author's objects stay as they are. */
import type { Action, Evaluator, IAgentRuntime, Provider, Route, Service, TaskWorker } from "@elizaos/core";

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
  const { handler } = route;
  if (handler === undefined) return route;
  return { ...route, handler: (req, res, runtime) => handler.call(route, req, res, policed(runtime)) };
}

/** A class of its own; instances are the author's very objects. */
export function policedService(service: typeof Service, policed: Policed): typeof Service {
  return new Proxy(service, {
    get(target, property, receiver) {
      if (property !== "start" && property !== "stop") return Reflect.get(target, property, receiver);
      const method = Reflect.get(target, property, target) as Handler | undefined;
      return method === undefined
        ? undefined
        : (runtime: IAgentRuntime) => method.call(target, policed(runtime));
    },
  });
}

/** The same component, whose methods take the runtime first. */
function withRuntime<Component extends object>(
  component: Component,
  methods: (keyof Component)[],
  policed: Policed,
): Component {
  const wrapped: Component = Object.assign(Object.create(Object.getPrototypeOf(component)), component);
  for (const method of methods) {
    const original = component[method] as Handler | undefined;
    if (original === undefined) continue;
    wrapped[method] = ((runtime: IAgentRuntime, ...rest: unknown[]) =>
      original.call(component, policed(runtime), ...rest)) as Component[keyof Component];
  }
  return wrapped;
}
