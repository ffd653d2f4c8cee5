import { describe, expect, test } from "bun:test";
import { slicesOf, strideOf } from "../../src/bench/slices.ts";

const claim = (callMs: number, weight = 1) => ({ callMs, weight });

describe("slicesOf()", () => {
  test("shares alike, and by weight", () => {
    expect(slicesOf([claim(0), claim(0), claim(0), claim(0)], 100)).toEqual([25, 25, 25, 25]);
    expect(slicesOf([claim(0, 3), claim(0)], 100)).toEqual([75, 25]);
  });

  test("gives a slow one its call, and the others what is left", () => {
    expect(slicesOf([claim(1), claim(60), claim(1)], 100)).toEqual([20, 60, 20]);
  });

  test("gives each its call where the time is too short for all", () => {
    expect(slicesOf([claim(50), claim(70), claim(1)], 10)).toEqual([50, 70, 1]);
  });

  test("shares nothing among nobody", () => {
    expect(slicesOf([], 100)).toEqual([]);
  });
});

describe("strideOf()", () => {
  test("is every round for who fits into its share", () => {
    expect(strideOf(5, 10, 9)).toBe(1);
    expect(strideOf(0, 10, 9)).toBe(1);
  });

  test("is fewer rounds for who does not, and three of them at least", () => {
    expect(strideOf(15, 10, 9)).toBe(2);
    expect(strideOf(1_000, 10, 9)).toBe(3);
    expect(strideOf(1_000, 10, 30)).toBe(10);
    expect(strideOf(1_000, 0, 3)).toBe(1);
    expect(strideOf(1_000, 10, 2)).toBe(1);
  });
});
