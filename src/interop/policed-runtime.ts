/**
 * The runtime that a plugin in this process is given: the agent's own, but for what the plugin's policy refuses. It keeps an honest
 * plugin to what it declared; code in this process cannot be held by it.
 */
import type { IAgentRuntime, Service } from "@elizaos/core";
import { isMap } from "../channel/values.ts";
import { isHostMethod, permissionsOf } from "../contract/permissions.ts";
import { openCharacter } from "./open-character.ts";
import {
  type Policed,
  policedAction,
  policedEvaluator,
  policedEvent,
  policedModel,
  policedProvider,
  policedService,
  policedTaskWorker,
} from "./policed-components.ts";
import type { Policy, Setting } from "./policy.ts";

const agents = new WeakMap<object, IAgentRuntime>();

/** The agent itself, where a plugin hands on the runtime that it was given. */
export function agentBehind(runtime: IAgentRuntime): IAgentRuntime {
  return agents.get(runtime) ?? runtime;
}

/**
 * Gives each agent one policed runtime.
 * @param met is told of each agent once
 */
export function policing(policy: Policy, met?: (agent: IAgentRuntime) => void): Policed {
  const known = new WeakMap<IAgentRuntime, IAgentRuntime>();
  const policing: Policed = (given) => {
    const runtime = agentBehind(given);
    const before = known.get(runtime);
    if (before === undefined) met?.(runtime);
    const made = before ?? policed(runtime, { policy, policed: policing });
    known.set(runtime, made);
    agents.set(made, runtime);
    return made;
  };
  return policing;
}

/** What a plugin may, and the runtime that its components are given. */
interface Policing {
  policy: Policy;
  policed: Policed;
}

type Method = (...args: unknown[]) => unknown;

function policed(runtime: IAgentRuntime, plugin: Policing): IAgentRuntime {
  const { policy } = plugin;
  const own: Record<string, unknown> = {
    getSetting: settingReader(runtime, policy),
    ...Object.fromEntries(GUARDED_SERVICES.map((name) => [name, serviceReader(runtime, policy, name)])),
  };
  return new Proxy(runtime, {
    get(target, property) {
      if (typeof property === "string" && Object.hasOwn(own, property)) return own[property];
      const value = Reflect.get(target, property, target);
      if (property === "character" && isMap(value)) return policedCharacter(value, policy);
      // AgentRuntime's, which its types do not tell of.
      if (property === "settings") return policy.settings(runtime);
      if (typeof value !== "function") return value;
      // Methods of AgentRuntime reach its private fields, so they run on the runtime itself.
      const method: Method = value.bind(target);
      return typeof property === "string" ? guarded(method, property, plugin, runtime) : method;
    },
    set: (target, property, value) => Reflect.set(target, property, value, target),
  });
}

/** The agent's own character, which a plugin may change as elsewhere; its secrets and settings are those of openCharacter. */
function policedCharacter(character: Record<string, unknown>, policy: Policy): object {
  return new Proxy(character, {
    get(target, property) {
      if (property === "secrets") return undefined;
      if (property === "settings") return openCharacter(target, policy).settings;
      return Reflect.get(target, property);
    },
  });
}

function guarded(
  method: Method,
  name: string,
  { policy, policed }: Policing,
  runtime: IAgentRuntime,
): Method {
  if (isHostMethod(name) && name !== "initPromise")
    return (...args) => {
      const refusal = refusalOf(() => {
        for (const permission of permissionsOf(name, args)) policy.require(permission, name, runtime);
      });
      if (refusal === undefined) return method(...args);
      if (SYNCHRONOUS.has(name)) throw refusal;
      return Promise.reject(refusal);
    };
  const registered = Object.hasOwn(REGISTERS, name) ? REGISTERS[name] : undefined;
  if (registered === undefined) return method;
  const { kind, at = 0, component } = registered;
  return (...args) => {
    policy.require(`register:${kind}`, name);
    if (kind === "services") policy.addService(String((args[at] as typeof Service).serviceType));
    return method(...args.with(at, component(args[at] as never, policed)));
  };
}

function refusalOf(check: () => void): unknown {
  try {
    check();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Host methods that elizaOS answers at once. */
const SYNCHRONOUS: ReadonlySet<string> = new Set(["setSetting", "getActionResults"]);

interface Registered {
  /** As the permission has it. */
  kind: string;
  /** Which of the arguments the component is; by default the first. */
  at?: number;
  component(given: never, policed: Policed): unknown;
}

const REGISTERS: Record<string, Registered> = {
  registerAction: { kind: "actions", component: policedAction },
  registerProvider: { kind: "providers", component: policedProvider },
  registerEvaluator: { kind: "evaluators", component: policedEvaluator },
  registerService: { kind: "services", component: policedService },
  registerEvent: { kind: "events", at: 1, component: policedEvent },
  registerModel: { kind: "models", at: 1, component: policedModel },
  registerTaskWorker: { kind: "tasks", component: policedTaskWorker },
};

const GUARDED_SERVICES = ["getService", "getServicesByType", "getTypedService"];

function serviceReader(runtime: IAgentRuntime, policy: Policy, name: string): Method {
  return (type) => {
    policy.require(`services:${type}`, `the service ${type}`);
    return (runtime as unknown as Record<string, Method>)[name]?.call(runtime, type) as Service | null;
  };
}

function settingReader(runtime: IAgentRuntime, policy: Policy): (name: string) => Setting {
  const told = new Set<string>();
  return (name) => {
    if (policy.answers(runtime, name)) return policy.setting(runtime, name);
    if (!told.has(name)) runtime.logger?.warn?.({ src: "plugin" }, policy.missingMessage(name, runtime));
    told.add(name);
    return null;
  };
}
