import { describe, expect, test } from "bun:test";
import { Latencies } from "../../src/bench/latencies.ts";
import { Tally } from "../../src/bench/tally.ts";
import { synthetic } from "./synthetic.ts";

/** Rounds of times in µs. */
function tallied(rounds: readonly (readonly number[])[], operations = 1) {
  const tally = new Tally();
  for (const times of rounds) {
    for (const us of times) tally.record(us / 1_000);
    tally.endRound({ calls: times.length * operations, callsPerSecond: 1_000 });
  }
  return tally.read(synthetic("case"), true);
}

const to = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe("Tally", () => {
  test("takes p50, p90 and p99 for the medians of the rounds'", () => {
    const slow = to(100).map((us) => us * 10);
    const { p50Us, p90Us, p99Us, maxUs, spreadPct, roundsP50Us } = tallied([to(100), slow, to(100)]);
    // To three digits, as the histogram keeps them.
    expect([p50Us, p90Us, p99Us, maxUs].map((us) => Math.round(us ?? 0))).toEqual([50, 90, 99, 1_000]);
    expect(roundsP50Us.map(Math.round)).toEqual([50, 500, 50]);
    expect(Math.round(spreadPct)).toBe(900);
  });

  test("tells no percentile that a round has too few calls for", () => {
    expect(tallied([to(9)])).toMatchObject({ p90Us: null, p99Us: null, p999Us: null });
    expect(tallied([to(10)])).toMatchObject({ p90Us: expect.any(Number), p99Us: null });
    expect(tallied([to(100), to(99)])).toMatchObject({ p90Us: expect.any(Number), p99Us: null });
    expect(tallied([to(999)])).toMatchObject({ p999Us: null });
    expect(tallied([to(500), to(500)]).p999Us).toBeWithin(499, 501);
  });

  test("counts what was timed, not what was called within it", () => {
    expect(tallied([to(9)], 100)).toMatchObject({ p90Us: null, calls: 900 });
  });

  test("never tells more than the slowest call took", () => {
    const { p999Us, maxUs, distribution } = tallied([to(1_000).map((us) => us * 7.7777)]);
    expect(p999Us).toBeLessThanOrEqual(maxUs);
    expect(Math.max(...distribution.map(([, us]) => us))).toBeLessThanOrEqual(maxUs);
  });
});

describe("Latencies", () => {
  test("keeps three digits from nanoseconds to minutes", () => {
    for (const us of [0.057, 12.34, 5_678, 98_765_432]) {
      const latencies = new Latencies();
      latencies.record(us / 1_000);
      expect(Math.abs(latencies.percentileUs(50) / us - 1)).toBeLessThan(1e-3);
    }
  });

  test("takes what is shorter than a nanosecond for one, and what is longer than it can hold for that", () => {
    const latencies = new Latencies();
    latencies.record(0);
    latencies.record(1e12);
    expect(latencies.count).toBe(2);
    expect(latencies.percentileUs(50)).toBeCloseTo(0.001);
    expect(latencies.maxUs).toBeCloseTo(600e6, -6);
  });

  test("adds up, and is empty when it is cleared", () => {
    const [one, other] = [new Latencies(), new Latencies()];
    one.record(1);
    other.record(3);
    one.add(other);
    expect([one.count, one.maxUs]).toEqual([2, 3_000]);
    one.clear();
    expect(one.count).toBe(0);
  });

  test("distribution() grows from the fastest to the slowest, as far as there are calls to tell", () => {
    const latencies = new Latencies();
    for (const us of to(100)) latencies.record(us / 1_000);
    const points = latencies.distribution();
    expect(points.map(([percentile]) => percentile).filter((one) => one > 99 && one < 100)).toEqual([]);
    expect(points.at(-1)).toEqual([100, 100]);
    for (const [index, [, us]] of points.entries())
      expect(us).toBeGreaterThanOrEqual(points[index - 1]?.[1] ?? 0);
  });
});
