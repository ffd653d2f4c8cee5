/** The ways to run plugins that a bench is asked for: of each plugin, the protocols that it offers. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Protocol } from "../contract/generated/types.ts";
import { benchPluginsFolder } from "../interop/assets.ts";
import { type PluginSource, sourceOfManifestFile } from "../interop/source.ts";
import { sourceOfTarget } from "../interop/target.ts";
import type { Way } from "./way.ts";

/** What holds for all ways of a run. */
export type WayOptions = Pick<Way, "options" | "settings">;

const LANGUAGES = ["typescript", "rust", "python"];

/** @param name of the plugin that we bring in each language: `echo`, or `bench`, which asks its host */
export async function ownWays(name: "echo" | "bench", options: WayOptions): Promise<Way[]> {
  const folder = await benchPluginsFolder();
  return LANGUAGES.flatMap((language) => {
    const target = join(folder, name, language);
    const source = sourceOfManifestFile(join(target, "plugin.json"));
    return protocolsOf(source).map((protocol) => ({
      ...ownTarget(target, source, protocol),
      ...options,
      plugin: undefined,
      language,
      protocol,
    }));
  });
}

/** Two builds of one plugin are told apart by what names them on the command line. @throws as waysOfTarget() */
export function waysOfTargets(targets: readonly string[], options: WayOptions): Way[] {
  const ways = targets.flatMap((target) => waysOfTarget(target, options));
  const alike = Map.groupBy(ways, ({ plugin, language, protocol }) => `${plugin} ${language} ${protocol}`);
  const clashing = [...alike.values()]
    .map((own) => new Set(own.map(({ target }) => target)))
    .filter(({ size }) => size > 1);
  return ways.map((way) =>
    clashing.some((own) => own.has(way.target)) ? { ...way, plugin: `${way.plugin} (${way.target})` } : way,
  );
}

/** @throws ManifestError, LoadError, or UsageError for what names no plugin */
export function waysOfTarget(target: string, options: WayOptions): Way[] {
  const source = sourceOfTarget(target);
  const plugin = source.manifest?.name ?? target;
  const language = source.manifest?.language ?? languageOf(source);
  return protocolsOf(source)
    .filter((protocol) => (options.options.protocol ?? protocol) === protocol)
    .map((protocol) => ({ ...options, plugin, target, source, language, protocol }));
}

/** In the order of what they cost. */
function protocolsOf({ artefacts }: PluginSource): Protocol[] {
  const { modulePath, wasmPath, sharedLibPath, moduleName, ipcCommand } = artefacts;
  const all = [modulePath, wasmPath, sharedLibPath, moduleName, ipcCommand];
  const offered: Record<Protocol, boolean> = {
    native: modulePath !== undefined,
    wasm: wasmPath !== undefined,
    ffi: sharedLibPath !== undefined,
    ipc: all.some((artefact) => artefact !== undefined),
  };
  return (Object.keys(offered) as Protocol[]).filter((protocol) => offered[protocol]);
}

/** Where a library was not built, as in the executable, the process of its own runs the wasm module. */
function ownTarget(folder: string, source: PluginSource, protocol: Protocol): Pick<Way, "target" | "source"> {
  const { wasmPath, sharedLibPath } = source.artefacts;
  const built = (path: string | undefined) => path !== undefined && existsSync(resolve(source.baseDir, path));
  if (protocol !== "ipc" || built(sharedLibPath) || !built(wasmPath)) return { target: folder, source };
  const target = resolve(source.baseDir, String(wasmPath));
  return { target, source: sourceOfTarget(target) };
}

function languageOf({ artefacts }: PluginSource): string {
  if (artefacts.modulePath !== undefined) return "typescript";
  return artefacts.moduleName === undefined ? "rust" : "python";
}
