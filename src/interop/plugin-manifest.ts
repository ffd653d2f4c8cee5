/** What a `Plugin` object says of itself, in a manifest's shape: for `ready` of a TypeScript guest, and for inspect. */
import type { Plugin } from "@elizaos/core";
import type { GuestManifest } from "../contract/manifest.ts";

/** Only the kinds that serve.ts serves; functions and other live parts are left out by the codec. */
export function manifestOfPlugin(plugin: Plugin, language: "typescript" | "rust" | "python"): GuestManifest {
  return {
    name: plugin.name,
    language,
    ...(plugin.description ? { description: plugin.description } : undefined),
    ...(plugin.config === undefined ? undefined : { config: declaredConfig(plugin.config) }),
    ...(plugin.dependencies === undefined ? undefined : { dependencies: plugin.dependencies }),
    actions: (plugin.actions ?? []).map(({ name, description, similes, examples }) => ({
      name,
      description: description ?? "",
      ...(similes === undefined ? undefined : { similes }),
      ...(examples === undefined ? undefined : { examples }),
    })),
    providers: (plugin.providers ?? []).map(({ name, description, dynamic, position, private: hidden }) => ({
      name,
      ...(description === undefined ? undefined : { description }),
      ...(dynamic === undefined ? undefined : { dynamic }),
      ...(position === undefined ? undefined : { position }),
      ...(hidden === undefined ? undefined : { private: hidden }),
    })),
  };
}

function declaredConfig(
  config: NonNullable<Plugin["config"]>,
): Record<string, string | number | boolean | null> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, value ?? null]));
}
