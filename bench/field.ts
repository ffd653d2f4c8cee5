/** All that takes part on this machine: our ways to run the echo, and the rivals that could be had. */
import { join } from "node:path";
import { Affinity } from "../src/bench/affinity.ts";
import { type OpenedWay, openWays } from "../src/bench/opened-way.ts";
import type { Missing } from "../src/bench/report.ts";
import type { Way } from "../src/bench/way.ts";
import { ownWays, type WayOptions, waysOfTarget } from "../src/bench/ways.ts";
import { venvPython } from "../src/setup/python-tools.ts";
import { prepare, type Rival } from "./rival.ts";

export interface Field {
  readonly ways: readonly OurWay[];
  /** The same ways of the plugin that asks its host. */
  readonly askers: readonly Way[];
  readonly rivals: readonly Rival[];
  /** Where host and guest can be kept. */
  readonly placings: readonly Placing[];
  /** What does not take part. A question adds what it misses itself. */
  readonly missing: Missing[];
  close(): Promise<void>;
}

/** On one core, or on a core each. Left to the system they are on the one or on the other. */
export type Placing = "pinned" | "apart";

/** A way that runs here, and what its calls are named: a variant of a way is a row of its own. */
export interface OurWay extends OpenedWay {
  case: string;
}

/** One action of the plugin that asks its host lasts for a whole run. */
const ONE_DAY_MS = 86_400_000;

const OPTIONS: WayOptions = { options: { python: venvPython, onLog() {} }, settings: {} };

/** @param rivals those that a question compares with */
export async function openField(
  rivals: readonly Rival[],
  onProgress: (what: string) => void,
): Promise<Field> {
  const { ready, missing } = await prepare(rivals, onProgress);
  onProgress("loading our plugins");
  const echoes = await openNamed(await echoWays());
  const asking = { ...OPTIONS, options: { ...OPTIONS.options, timeoutMs: ONE_DAY_MS } };
  const askers = await openWays(await ownWays("bench", asking));
  for (const { shared } of askers.opened) await shared.release();
  return {
    ways: echoes.opened,
    askers: askers.opened.map(({ way }) => way),
    rivals: ready,
    placings: placingsHere(),
    missing: [...missing, ...echoes.missing, ...askers.missing.map((one) => ({ ...one, case: "host-call" }))],
    async close() {
      for (const { shared } of echoes.opened) await shared.release();
    },
  };
}

function placingsHere(): Placing[] {
  const affinity = Affinity.open();
  if (affinity === undefined) return [];
  return affinity.hasOther ? ["pinned", "apart"] : ["pinned"];
}

interface NamedWay {
  case: string;
  way: Way;
}

/** Rows of their own for what makes it slower: sides that sleep at once, a MessagePack in Python, and handlers that are no coroutines. */
async function echoWays(): Promise<NamedWay[]> {
  const own = await ownWays("echo", OPTIONS);
  const python = own.filter(({ language }) => language === "python");
  const env = { ELIZAOS_INTEROP_PURE_MSGPACK: "1" };
  const threaded = waysOfTarget(join(import.meta.dir, "plugins/def-echo"), OPTIONS);
  return [
    ...own.map((way) => ({ case: "invoke", way })),
    ...python.map((way) => ({
      case: "invoke-pure-msgpack",
      way: { ...way, options: { ...way.options, env } },
    })),
    ...own
      .filter(({ protocol }) => protocol === "ipc")
      .map((way) => ({ case: "invoke-sleeping", way: { ...way, options: { ...way.options, pollUs: 0 } } })),
    ...threaded.map((way) => ({ case: "invoke-def", way: { ...way, plugin: undefined } })),
  ];
}

async function openNamed(named: readonly NamedWay[]): Promise<{ opened: OurWay[]; missing: Missing[] }> {
  const opened: OurWay[] = [];
  const missing: Missing[] = [];
  for (const { case: name, way } of named) {
    const found = await openWays([way]);
    opened.push(...found.opened.map((one) => ({ ...one, case: name })));
    missing.push(...found.missing.map((one) => ({ ...one, case: name === "invoke" ? null : name })));
  }
  return { opened, missing };
}
