/**
 * How long calls took: an HDR histogram, the HdrHistogram_c that Bun has inside behind node:perf_hooks. It keeps three digits of any time
 * in the same small space, and recording costs 12 ns outside of the timed part.
 */
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

const DIGITS = 3;
/** A longer call counts as one of this length. */
const LONGEST_NS = 600e9;
const NS_PER_MS = 1e6;
const US_PER_NS = 1e-3;

/** A point of a distribution: this percentage of the calls took at most so long. */
export type DistributionPoint = [percentile: number, us: number];

export class Latencies {
  readonly #histogram: RecordableHistogram = createHistogram({
    lowest: 1,
    highest: LONGEST_NS,
    figures: DIGITS,
  });

  /** @param ms as a difference of performance.now(), whose steps are nanoseconds */
  record(ms: number): void {
    const ns = Math.round(ms * NS_PER_MS);
    this.#histogram.record(Math.max(1, Math.min(ns, LONGEST_NS)));
  }

  get count(): number {
    return this.#histogram.count;
  }

  get maxUs(): number {
    return this.#histogram.max * US_PER_NS;
  }

  /** @param percentile from above 0 to 100 */
  percentileUs(percentile: number): number {
    // The histogram answers with the end of a step, which the slowest call need not have reached.
    return Math.min(this.#histogram.percentile(percentile), this.#histogram.max) * US_PER_NS;
  }

  /** From the fastest call to the slowest, denser towards the slow end, as far as there are calls to tell. */
  distribution(): DistributionPoint[] {
    const known = PERCENTILES.filter((percentile) => this.count * (1 - percentile / 100) >= 1);
    return [...known, 100].map((percentile) => [percentile, this.percentileUs(percentile)]);
  }

  add(other: Latencies): void {
    this.#histogram.add(other.#histogram);
  }

  clear(): void {
    this.#histogram.reset();
  }
}

/** Per tail (90, 99, 99.9, …) the same steps, as HdrHistogram prints them. */
const PERCENTILES = [
  ...[1, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97.5],
  ...[99, 99.25, 99.5, 99.75, 99.9, 99.95, 99.99, 99.995, 99.999],
];
