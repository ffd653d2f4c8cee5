/** A plugin for as long as one command lasts: loaded with nothing but the result on standard output, and closed whatever happens. */

import { prepareCoreEnvironment } from "../agent/core-environment.ts";
import { errorOf, messageOf } from "../errors.ts";
import { loadSource } from "../interop/load-plugin.ts";
import { closePlugin, type LoadedPlugin, type PluginInfo, pluginInfo } from "../interop/loaded.ts";
import type { LogRecord } from "../interop/log.ts";
import type { LoadOptions } from "../interop/options.ts";
import { sourceOfTarget } from "../interop/target.ts";
import { LIMITS } from "../limits.ts";
import { startTimer } from "../timer.ts";
import { logPrinter, shownLevel } from "./log-lines.ts";
import { claimOutput, writeMessage } from "./output.ts";

export interface PluginSession {
  plugin: LoadedPlugin;
  info: PluginInfo;
  loadMs: number;
  onLog(record: LogRecord): void;
}

/** Loads the plugin that a target names, and closes it when `use` has ended. */
export async function withPlugin<Result>(
  target: string,
  options: LoadOptions & { verbose: boolean },
  use: (session: PluginSession) => Promise<Result>,
): Promise<Result> {
  await claimOutput();
  const level = shownLevel(options.verbose);
  prepareCoreEnvironment(level);
  // For a plugin in this process, this process is the plugin's.
  Object.assign(process.env, options.env);
  const onLog = logPrinter(level);
  const start = performance.now();
  const plugin = await loadSource(sourceOfTarget(target), { ...options, onLog });
  const loadMs = elapsedMs(start);
  try {
    const info = pluginInfo(plugin);
    if (info === undefined) throw errorOf("internal", "The plugin was not loaded by a loader");
    return await use({ plugin, info, loadMs, onLog });
  } finally {
    await closeQuietly("the plugin", () => closePlugin(plugin));
  }
}

/** A guest that is asked to end is killed after the grace time; only a plugin in this process can need longer. */
const MAX_CLOSE_MS = 2 * LIMITS.closeGraceMs;

/** Closing comes after the result: what goes wrong with it is told, and changes nothing. */
export async function closeQuietly(what: string, close: () => Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = startTimer(() => reject(new Error(`it takes longer than ${MAX_CLOSE_MS} ms`)), MAX_CLOSE_MS);
  try {
    await Promise.race([close(), late]);
  } catch (error) {
    writeMessage(`warning: Cannot close ${what}: ${messageOf(error)}\n`);
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds since a `performance.now()`, to the microsecond. */
export function elapsedMs(start: number): number {
  return Math.round((performance.now() - start) * 1_000) / 1_000;
}
