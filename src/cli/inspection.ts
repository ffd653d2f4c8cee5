/** The work of `inspect`: a plugin's manifest, the names of its components, and its artefact's size and hash. */
import { existsSync, statSync } from "node:fs";
import type { Plugin } from "@elizaos/core";
import { type ComponentKind, identityOf } from "../contract/component-kinds.ts";
import type { Protocol } from "../contract/generated/types.ts";
import type { GuestManifest, Manifest } from "../contract/manifest.ts";
import { splitExport } from "../interop/native-plugin.ts";
import type { Offers } from "../interop/offer.ts";
import type { LoadOptions } from "../interop/options.ts";
import { withPlugin } from "./plugin-session.ts";

export interface Inspection {
  manifest: Manifest | GuestManifest;
  protocol: Protocol;
  /** Names by kind; routes by their path, models by their type. */
  components: Record<ComponentKind, string[]>;
  offers: Offers;
  artefact: Artefact;
  loadMs: number;
}

/** A file, or the name of a module or a command, which has neither size nor hash. */
export interface Artefact {
  path: string;
  bytes: number | null;
  sha256: string | null;
}

export function inspect(target: string, options: LoadOptions & { verbose: boolean }): Promise<Inspection> {
  return withPlugin(target, options, async ({ plugin, info, loadMs }) => ({
    manifest: info.manifest,
    protocol: info.protocol,
    components: componentsOf(plugin),
    offers: info.offers,
    artefact: await artefactOf(info.artefact),
    loadMs,
  }));
}

/** What the plugin has: a loader has refused a manifest that declares others. */
function componentsOf(plugin: Plugin): Record<ComponentKind, string[]> {
  return {
    actions: namesOf(plugin.actions, "name"),
    providers: namesOf(plugin.providers, "name"),
    evaluators: namesOf(plugin.evaluators, "name"),
    services: namesOf(plugin.services, "serviceType"),
    routes: (plugin.routes ?? []).map((route) => identityOf("routes", { ...route })),
    events: Object.keys(plugin.events ?? {}),
    models: Object.keys(plugin.models ?? {}),
  };
}

function namesOf(components: readonly object[] | undefined, key: string): string[] {
  return (components ?? []).map((component) => String((component as Record<string, unknown>)[key]));
}

async function artefactOf(named: string): Promise<Artefact> {
  const path = existsSync(named) ? named : splitExport(named).module;
  if (!existsSync(path) || !statSync(path).isFile()) return { path: named, bytes: null, sha256: null };
  const hasher = new Bun.CryptoHasher("sha256");
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk);
  return { path, bytes: statSync(path).size, sha256: hasher.digest("hex") };
}
