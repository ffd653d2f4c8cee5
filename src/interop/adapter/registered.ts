/** What a guest registers by its runtime, beyond its manifest: adapted like everything else, and registered with the agent. */
import type { Action, IAgentRuntime } from "@elizaos/core";
import { shown } from "../../channel/shown.ts";
import type {
  ActionDefinition,
  EvaluatorDefinition,
  EventDefinition,
  ModelDefinition,
  ProviderDefinition,
  ServiceDefinition,
  TaskWorkerDefinition,
} from "../../contract/generated/types.ts";
import {
  validateAction,
  validateEvaluator,
  validateEvent,
  validateModel,
  validateProvider,
  validateService,
  validateTaskWorker,
} from "../../contract/generated/validators.js";
import { errorOf, messageOf } from "../../errors.ts";
import { UPDATES } from "../agent-follower.ts";
import { isNamed } from "../named-components.ts";
import { adaptAction, adaptEvaluator } from "./actions.ts";
import type { Adapted } from "./adapter.ts";
import { adaptEvent } from "./events.ts";
import { adaptModel } from "./models.ts";
import { adaptProvider } from "./providers.ts";
import { adaptService } from "./services.ts";
import { adaptTaskWorker } from "./tasks.ts";

export interface Registration {
  kind: string;
  definition: Record<string, unknown>;
}

interface Kind {
  /** The runtime's method. */
  method: keyof IAgentRuntime;
  validate: typeof validateAction;
  register(adapted: Adapted, runtime: IAgentRuntime, definition: never): unknown;
}

const KINDS: Record<string, Kind> = {
  action: {
    method: "registerAction",
    validate: validateAction,
    register(adapted, runtime, definition: ActionDefinition) {
      // The runtime of a guest has no actions to look at: its host looks.
      const earlier =
        UPDATES in runtime ? undefined : runtime.actions?.find(({ name }) => name === definition.name);
      if (earlier !== undefined) return warnOfEarlier(adapted, runtime, earlier);
      const action = adaptAction(adapted, definition);
      registrants.set(action, adapted.manifest.name);
      runtime.registerAction(action);
    },
  },
  provider: {
    method: "registerProvider",
    validate: validateProvider,
    register: (adapted, runtime, definition: ProviderDefinition) =>
      runtime.registerProvider(adaptProvider(adapted, definition)),
  },
  evaluator: {
    method: "registerEvaluator",
    validate: validateEvaluator,
    register: (adapted, runtime, definition: EvaluatorDefinition) =>
      runtime.registerEvaluator(adaptEvaluator(adapted, definition)),
  },
  service: { method: "registerService", validate: validateService, register: registerService },
  event: {
    method: "registerEvent",
    validate: validateEvent,
    register: (adapted, runtime, definition: EventDefinition) =>
      runtime.registerEvent(definition.name, adaptEvent(adapted, definition)),
  },
  model: {
    method: "registerModel",
    validate: validateModel,
    register(adapted, runtime, definition: ModelDefinition) {
      const { type, provider = adapted.manifest.name, priority } = definition;
      runtime.registerModel(type, adaptModel(adapted, definition), provider, priority);
    },
  },
  task: {
    method: "registerTaskWorker",
    validate: validateTaskWorker,
    register: (adapted, runtime, definition: TaskWorkerDefinition) =>
      runtime.registerTaskWorker(adaptTaskWorker(adapted, definition)),
  },
};

/** @throws for a definition that breaks the contract, and where the agent takes no such component */
export function registerComponent(
  adapted: Adapted,
  runtime: IAgentRuntime,
  { kind, definition }: Registration,
): void {
  const found = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  const component = `${kind} ${String(definition.name ?? definition.type)}`;
  if (found === undefined)
    throw refusal(adapted, component, `a kind must be one of ${Object.keys(KINDS).join(", ")}`);
  if (!found.validate(definition)) {
    const [fault] = found.validate.errors ?? [];
    const place = `$${(fault?.instancePath ?? "").replaceAll("/", ".")}`;
    throw refusal(adapted, component, `${place} ${fault?.message}: current value is ${shown(definition)}`);
  }
  // The agent is given what plugin.json names by registerPlugin: a second one would be called beside it.
  if (isNamed(adapted.manifest, kind, definition)) return;
  if (typeof runtime[found.method] !== "function")
    throw refusal(adapted, component, `the agent has no ${String(found.method)}`);
  found.register(adapted, runtime, definition as never);
}

/** Who registered an action that is in no plugin's list. */
const registrants = new WeakMap<Action, string>();

/** elizaOS leaves the second action of a name out, and says of neither whose it is. */
function warnOfEarlier({ manifest }: Adapted, runtime: IAgentRuntime, action: Action): void {
  const lister = runtime.plugins?.find(({ actions }) => actions?.includes(action))?.name;
  const owner = registrants.get(action) ?? lister ?? "the agent";
  runtime.logger?.warn?.(
    { src: "plugin", plugin: manifest.name, component: `action ${action.name}` },
    `The plugin ${manifest.name} registers the action ${action.name}, which ${owner} has already: skipped`,
  );
}

/** The agent starts services when every init has ended: whoever registers one in init does not wait for it. */
function registerService(adapted: Adapted, runtime: IAgentRuntime, definition: ServiceDefinition): void {
  runtime.registerService(adaptService(adapted, definition)).catch((error) => {
    const message = `The service ${definition.name} of the plugin ${adapted.manifest.name} could not start: ${messageOf(error)}`;
    runtime.logger?.error?.({ src: "plugin", plugin: adapted.manifest.name }, message);
  });
}

function refusal(adapted: Adapted, component: string, why: string): Error {
  const { name } = adapted.manifest;
  return errorOf("value_refused", `Cannot register the ${component} of the plugin ${name} as ${why}`, {
    plugin: name,
    component,
  });
}
