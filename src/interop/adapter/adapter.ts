/**
 * Channel → `Plugin`: gives a guest's components the shape that elizaOS's AgentRuntime expects. Written once, for every
 * transport; serve/ is its mirror image on the guest's side. A kind of component is a file here.
 */
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import type { RouteDefinition } from "../../contract/generated/types.ts";
import type { GuestManifest, Manifest } from "../../contract/manifest.ts";
import type { Guests } from "../guests.ts";
import { inListingOrder } from "../listing-order.ts";
import { adaptAction, adaptEvaluator } from "./actions.ts";
import { adaptEvent } from "./events.ts";
import { adaptModel, registerModels } from "./models.ts";
import { adaptProvider } from "./providers.ts";
import { registerComponent } from "./registered.ts";
import { adaptRoute, type RouteHandler } from "./routes.ts";
import { adaptService } from "./services.ts";

/** What is adapted, and by which deadlines its calls end. */
export interface Adapted {
  manifest: Manifest | GuestManifest;
  guests: Guests;
  /** Deadline of each call in ms, instead of the defaults. */
  timeoutMs: number | undefined;
  /** Serves the files of a STATIC route; a host without files has none. */
  staticHandler?: ((definition: RouteDefinition) => RouteHandler) | undefined;
}

/** An ordinary elizaOS plugin whose components run in the guests. */
export function adaptPlugin(adapted: Adapted): Plugin {
  const { manifest, guests } = adapted;
  guests.registrar = (runtime, kind, definition) => registerComponent(adapted, runtime, { kind, definition });
  const plugin: Plugin = {
    name: manifest.name,
    description: manifest.description ?? "",
    ...(manifest.config === undefined ? undefined : { config: manifest.config }),
    ...(manifest.dependencies === undefined ? undefined : { dependencies: manifest.dependencies }),
    ...(manifest.priority === undefined ? undefined : { priority: manifest.priority }),
    init: (config, runtime) =>
      inListingOrder(plugin, runtime, {
        init: async () => void (await guests.init(runtime, config)),
        registerMore: () => registerModels(adapted, runtime),
      }),
    actions: (manifest.actions ?? []).map((definition) => adaptAction(adapted, definition)),
    providers: (manifest.providers ?? []).map((definition) => adaptProvider(adapted, definition)),
    evaluators: (manifest.evaluators ?? []).map((definition) => adaptEvaluator(adapted, definition)),
    services: (manifest.services ?? []).map((definition) => adaptService(adapted, definition)),
    routes: (manifest.routes ?? []).map((definition) => adaptRoute(adapted, definition)),
    events: eventsOf(adapted),
    models: modelsOf(adapted),
  };
  return plugin;
}

function eventsOf(adapted: Adapted): NonNullable<Plugin["events"]> {
  const { events = [] } = adapted.manifest;
  return Object.fromEntries(events.map((definition) => [definition.name, [adaptEvent(adapted, definition)]]));
}

/**
 * elizaOS registers what it can enumerate, all by the plugin's priority. A model with a priority or provider of its own is there
 * too, but init registers it.
 */
function modelsOf(adapted: Adapted): NonNullable<Plugin["models"]> {
  const models: Record<string, (runtime: IAgentRuntime, params: never) => Promise<unknown>> = {};
  for (const definition of adapted.manifest.models ?? [])
    Object.defineProperty(models, definition.type, {
      value: adaptModel(adapted, definition),
      enumerable: definition.priority === undefined && definition.provider === undefined,
    });
  return models as NonNullable<Plugin["models"]>;
}
