/** What is known of each plugin that a loader returned, and its end. */
import type { Plugin } from "@elizaos/core";
import type { Protocol } from "../contract/generated/types.ts";
import type { GuestManifest, Manifest } from "../contract/manifest.ts";
import type { Offers } from "./offer.ts";

/** An elizaOS plugin that can be closed: `await using plugin = await loadPlugin(…)`. */
export type LoadedPlugin = Plugin & AsyncDisposable;

/** How a plugin was loaded. */
export interface PluginInfo {
  /** The manifest, else what the guest says of itself. */
  manifest: Manifest | GuestManifest;
  protocol: Protocol;
  language: string;
  /** The file or module that runs. */
  artefact: string;
  /** What it is given of its user's settings and environment. */
  offers: Offers;
}

interface Entry {
  info: PluginInfo;
  close(): Promise<void>;
}

const entries = new WeakMap<Plugin, Entry>();

/** Makes a plugin closable and known. */
export function register(plugin: Plugin, info: PluginInfo, close: () => Promise<void>): LoadedPlugin {
  let closing: Promise<void> | undefined;
  const entry = { info, close: () => (closing ??= close()) };
  entries.set(plugin, entry);
  // Not enumerable: elizaOS copies and prints plugins.
  Object.defineProperty(plugin, Symbol.asyncDispose, { value: entry.close });
  return plugin as LoadedPlugin;
}

/** How a plugin was loaded, or undefined where none of our loaders returned it. */
export function pluginInfo(plugin: Plugin): PluginInfo | undefined {
  return entries.get(plugin)?.info;
}

/**
 * Ends a plugin's guests and their processes; its calls under way end by `closed`. Resolves when nothing of them is left. Does nothing for
 * a plugin that none of our loaders returned, or that was closed before.
 */
export async function closePlugin(plugin: Plugin): Promise<void> {
  await entries.get(plugin)?.close();
}
