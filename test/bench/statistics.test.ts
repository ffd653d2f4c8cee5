import { describe, expect, test } from "bun:test";
import {
  bootstrapChangePct,
  changePct,
  median,
  quantile,
  seededRandom,
  spreadPct,
} from "../../src/bench/statistics.ts";

describe("median()", () => {
  test("is the middle one, and between the two middle ones", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  test("sorts by value and leaves its argument as it was", () => {
    const values = [100, 9, 20];
    expect(median(values)).toBe(20);
    expect(values).toEqual([100, 9, 20]);
  });
});

test("quantile() is the smallest value that the share does not exceed", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.01, 0.5, 0.99, 1].map((share) => quantile(values, share))).toEqual([1, 1, 50, 99, 100]);
});

test("spreadPct() is from the lowest to the highest, in percent of the median", () => {
  expect(spreadPct([90, 100, 130])).toBe(40);
  expect(spreadPct([5])).toBe(0);
  expect(spreadPct([0, 0])).toBe(0);
});

test("changePct() is above 0 where it became more", () => {
  expect(changePct(100, 150)).toBeCloseTo(50);
  expect(changePct(100, 80)).toBeCloseTo(-20);
});

test("seededRandom() repeats itself by its seed, and fills 0 to 1", () => {
  const [one, same, other] = [seededRandom(7), seededRandom(7), seededRandom(8)];
  const drawn = Array.from({ length: 10_000 }, one);
  expect(drawn).toEqual(Array.from({ length: 10_000 }, same));
  expect(drawn).not.toEqual(Array.from({ length: 10_000 }, other));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  expect(drawn.reduce((sum, value) => sum + value) / drawn.length).toBeCloseTo(0.5, 1);
});

describe("bootstrapChangePct()", () => {
  const steady = [100, 101, 99, 100, 102, 98, 100, 101, 99];

  test("gives the same bounds for the same rounds", () => {
    expect(bootstrapChangePct(steady, [103, 97, 100])).toEqual(bootstrapChangePct(steady, [103, 97, 100]));
  });

  test("holds the change between its bounds, and leaves out none where there is one", () => {
    const slower = steady.map((value) => value * 1.2);
    const { low = 0, high = 0 } = bootstrapChangePct(steady, slower) ?? {};
    expect(low).toBeGreaterThan(15);
    expect(low).toBeLessThan(20);
    expect(high).toBeGreaterThan(20);
    expect(high).toBeLessThan(25);
  });

  test("holds none where the rounds only differ by noise", () => {
    const noise = [100, 140, 80, 120, 95, 70, 130, 105, 90];
    const { low = 0, high = 0 } =
      bootstrapChangePct(
        noise,
        noise.map((value) => value * 1.03),
      ) ?? {};
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  test("is wider for rounds that lie further apart", () => {
    const width = (rounds: number[]) => {
      const { low, high } = bootstrapChangePct(rounds, rounds) ?? { low: 0, high: 0 };
      return high - low;
    };
    expect(width([50, 100, 150, 60, 140])).toBeGreaterThan(5 * width([99, 100, 101, 99, 101]));
  });

  test("has no bounds for a single round", () => {
    expect(bootstrapChangePct([100], steady)).toBeUndefined();
    expect(bootstrapChangePct(steady, [100])).toBeUndefined();
  });
});
