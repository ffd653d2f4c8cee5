/**
 * What a `Plugin` object says of itself, in a manifest's shape: for `ready` of a TypeScript guest, for `component.register`, and for
 * inspect. Functions and other live parts are left out.
 */
import type { Action, Evaluator, Plugin, Provider, Route } from "@elizaos/core";
import type {
  ActionDefinition,
  EvaluatorDefinition,
  ModelDefinition,
  ProviderDefinition,
  RouteDefinition,
  ServiceDefinition,
} from "../contract/generated/types.ts";
import type { GuestManifest } from "../contract/manifest.ts";
import { declaredMethods } from "./service-methods.ts";

/** All kinds of components, but for task workers, which are registered by `init`. */
export function manifestOfPlugin(plugin: Plugin, language: "typescript" | "rust" | "python"): GuestManifest {
  const { name, description, config, dependencies, priority } = plugin;
  return given({
    name,
    language,
    description: description || undefined,
    config: config === undefined ? undefined : declaredConfig(config),
    dependencies,
    priority,
    actions: (plugin.actions ?? []).map(actionDefinition),
    providers: (plugin.providers ?? []).map(providerDefinition),
    evaluators: (plugin.evaluators ?? []).map(evaluatorDefinition),
    // elizaOS leaves out a class without a type.
    services: (plugin.services ?? []).filter(({ serviceType }) => serviceType).map(serviceDefinition),
    routes: (plugin.routes ?? []).map(routeDefinition),
    events: Object.keys(plugin.events ?? {}).map((event) => ({ name: event })),
    models: Object.keys(plugin.models ?? {}).map((type) => modelDefinition(type, { priority })),
  });
}

export function actionDefinition({ name, description, similes, examples }: Action): ActionDefinition {
  return given({ name, description: description ?? "", similes, examples });
}

export function providerDefinition(provider: Provider): ProviderDefinition {
  const { name, description, dynamic, position, private: hidden } = provider;
  return given({ name, description, dynamic, position, private: hidden });
}

export function evaluatorDefinition(evaluator: Evaluator): EvaluatorDefinition {
  const { name, description, similes, examples, alwaysRun } = evaluator;
  return given({ name, description: description ?? "", similes, examples, alwaysRun });
}

/** What can be told of a service without an instance. */
export function serviceDefinition(service: object): ServiceDefinition {
  return given({
    name: (service as { serviceType: string }).serviceType,
    description: descriptionOf(service),
    methods: declaredMethods(service),
  });
}

function routeDefinition(route: Route): RouteDefinition {
  const { type, path, name, filePath, public: isPublic, isMultipart } = route;
  return given({ type, path, name, filePath, public: isPublic, isMultipart });
}

export function modelDefinition(
  type: string,
  offer: { priority?: number | undefined; provider?: string | undefined },
): ModelDefinition {
  return given({ type, priority: offer.priority, provider: offer.provider });
}

/** elizaOS's `capabilityDescription`: a field of the instance mostly, yet some classes have it as a static or a getter. */
function descriptionOf(service: object): string | undefined {
  const { prototype } = service as { prototype?: object };
  for (const holder of [service, prototype]) {
    try {
      const { capabilityDescription } = (holder ?? {}) as { capabilityDescription?: unknown };
      if (typeof capabilityDescription === "string") return capabilityDescription;
    } catch {
      // A getter that needs an instance: the description is told by nobody.
    }
  }
  return undefined;
}

function declaredConfig(
  config: NonNullable<Plugin["config"]>,
): Record<string, string | number | boolean | null> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, value ?? null]));
}

/** Fields that may be undefined become fields that may be missing. */
type Given<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};

/** The fields that are there. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<Fields>;
}
