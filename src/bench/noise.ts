/**
 * How quiet the machine is. A fixed piece of computing, which no plugin has part in, is timed in every round: what it takes beyond its
 * fastest time, others took from us. Where that is much, small differences between the cases tell nothing.
 */
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";

export interface Noise {
  /** How much longer the fixed piece of computing took on average than at its fastest, in percent. */
  lostPct: number;
  /** What the machine's host took away while it was measured, in percent of all cores' time; null where that cannot be known. */
  stolenPct: number | null;
  /** Of the last minute, when the run began. */
  loadAverage: number;
  tooNoisy: boolean;
}

const MAX_LOST_PCT = 10;
const MAX_STOLEN_PCT = 5;
/** A millisecond or so: long enough to be interrupted. */
const STEPS = 1_000_000;
const WARM_UP_REPEATS = 3;

export class NoiseMeter {
  readonly #loadAverage = loadavg()[0] ?? 0;
  readonly #before = stolenAndAll();
  #times = 0;
  #totalMs = 0;
  #fastestMs = Number.POSITIVE_INFINITY;

  constructor() {
    for (let repeat = 0; repeat < WARM_UP_REPEATS; repeat += 1) compute();
  }

  /** Once in each round. Computes for about so long, once at least. */
  round(ms: number): void {
    const end = performance.now() + ms;
    do {
      const start = performance.now();
      compute();
      const took = performance.now() - start;
      this.#times += 1;
      this.#totalMs += took;
      this.#fastestMs = Math.min(this.#fastestMs, took);
    } while (performance.now() < end);
  }

  read(): Noise {
    const lostPct = 100 * (this.#totalMs / this.#times / this.#fastestMs - 1);
    const stolenPct = stolenBetween(this.#before, stolenAndAll());
    const tooNoisy = lostPct > MAX_LOST_PCT || (stolenPct ?? 0) > MAX_STOLEN_PCT;
    return { lostPct, stolenPct, loadAverage: this.#loadAverage, tooNoisy };
  }
}

/** What a reader of the figures must know of it. */
export function noiseWarnings({ lostPct, stolenPct, loadAverage, tooNoisy }: Noise): string[] {
  if (!tooNoisy) return [];
  const stolen = stolenPct === null ? "" : `, its host took ${stolenPct.toFixed(1)} % of its time`;
  return [
    `This machine is too noisy to conclude from small differences: computing took ${lostPct.toFixed(0)} % longer than at its fastest, the load was ${loadAverage.toFixed(1)}${stolen}`,
  ];
}

let sink = 1;

function compute(): void {
  for (let step = 0; step < STEPS; step += 1) sink = (Math.imul(sink, 1_664_525) + 1_013_904_223) | 0;
}

interface Ticks {
  stolen: number;
  all: number;
}

const STOLEN_COLUMN = 7;

/** Linux counts it in the first line of /proc/stat. */
function stolenAndAll(): Ticks | undefined {
  try {
    const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    const ticks = line.trim().split(/\s+/).slice(1).map(Number);
    return {
      stolen: ticks[STOLEN_COLUMN] ?? 0,
      all: ticks.slice(0, STOLEN_COLUMN + 1).reduce((a, b) => a + b, 0),
    };
  } catch {
    // macOS has no such file.
    return undefined;
  }
}

function stolenBetween(before: Ticks | undefined, after: Ticks | undefined): number | null {
  if (before === undefined || after === undefined || after.all === before.all) return null;
  return (100 * (after.stolen - before.stolen)) / (after.all - before.all);
}
