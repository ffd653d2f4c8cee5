/** Figures of several rounds as one figure, and how far it can be trusted. */

/** NaN where there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest value that this share of them, from 0 to 1, does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** From the lowest to the highest, in percent of the median. The strictest there is: one round that was disturbed shows. */
export function spreadPct(values: readonly number[]): number {
  const middle = median(values);
  return middle === 0 ? 0 : (100 * (Math.max(...values) - Math.min(...values))) / middle;
}

/** What a figure is likely to be: from `low` to `high` in 95 of 100 runs. */
export interface Interval {
  low: number;
  high: number;
}

const RESAMPLES = 2_000;
const CONFIDENCE = 0.95;

/**
 * How much the median of `after` differs from that of `before`, in percent of it: percentile bootstrap over the rounds. Each side's
 * rounds are drawn anew with replacement, again and again, and the change of the medians is taken each time. One round has no interval.
 * @param seed the same seed draws the same: a comparison can be repeated
 */
export function bootstrapChangePct(
  before: readonly number[],
  after: readonly number[],
  seed = 1,
): Interval | undefined {
  if (before.length < 2 || after.length < 2) return undefined;
  const random = seededRandom(seed);
  const changes = Array.from({ length: RESAMPLES }, () =>
    changePct(median(resample(before, random)), median(resample(after, random))),
  );
  const tail = (1 - CONFIDENCE) / 2;
  return { low: quantile(changes, tail), high: quantile(changes, 1 - tail) };
}

export function changePct(before: number, after: number): number {
  return 100 * (after / before - 1);
}

function resample(values: readonly number[], random: () => number): number[] {
  return values.map(() => values[Math.floor(random() * values.length)] as number);
}

/** mulberry32: numbers from 0 to below 1, the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
