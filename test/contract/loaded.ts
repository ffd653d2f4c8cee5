/** The plugin of each pair, loaded when the first case asks for it; and whose turn it is. */
import type { LoadedPlugin } from "../../src/index.ts";
import { closeAll } from "./agents.ts";
import { type Pair, pairs } from "./pairs.ts";

const plugins = new Map<Pair, Promise<LoadedPlugin>>();
const turns = new Map<Pair, Promise<void>>();

export function pluginOf(pair: Pair): Promise<LoadedPlugin> {
  const plugin = plugins.get(pair) ?? pair.load();
  plugins.set(pair, plugin);
  return plugin;
}

/** Runs work when the work for the same pair before it has ended: cases share agents, pairs share nothing. */
export function inTurn(pair: Pair, work: () => Promise<void>): Promise<void> {
  const before = turns.get(pair) ?? Promise.resolve();
  const ended = before.then(work);
  turns.set(
    pair,
    ended.catch(() => {
      // The test of that work is told.
    }),
  );
  return ended;
}

export async function closeLoaded(): Promise<void> {
  await Promise.all(
    pairs.map(async (pair) => {
      const plugin = await plugins.get(pair)?.catch(() => undefined);
      if (plugin !== undefined) await closeAll(plugin);
    }),
  );
}
