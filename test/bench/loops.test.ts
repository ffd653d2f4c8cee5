import { describe, expect, test } from "bun:test";
import { callFor } from "../../src/bench/loops.ts";
import { quantile } from "../../src/bench/statistics.ts";
import { busyFor, counted, type Synthetic, synthetic } from "./synthetic.ts";

async function run(options: Synthetic, sliceMs: number) {
  const subject = synthetic("subject", options);
  const times: number[] = [];
  const slice = await callFor(subject, await subject.open(), sliceMs, (ms) => times.push(ms));
  return { slice, times };
}

describe("callFor(), one call after the other", () => {
  test("calls once where the slice is over at once, and times what was called", async () => {
    const { slice, times } = await run({ call: () => busyFor(2) }, 0);
    expect(slice.calls).toBe(1);
    expect(times).toHaveLength(1);
    expect(times[0]).toBeGreaterThanOrEqual(2);
    expect(slice.callsPerSecond).toBeCloseTo(1_000 / (times[0] as number));
  });

  test("waits for a promise before it calls again, and times it to its end", async () => {
    const { crowd, call } = counted();
    const { slice } = await run({ call }, 5);
    expect(slice.calls).toBeGreaterThan(1);
    expect(crowd.most).toBe(1);
  });

  test("does not count what checking and releasing take", async () => {
    const released: unknown[] = [];
    let calls = 0;
    const { slice, times } = await run(
      {
        call: () => ++calls,
        check: () => busyFor(2),
        release: async (result) => {
          busyFor(2);
          released.push(result);
        },
      },
      12,
    );
    expect(released).toEqual(Array.from({ length: slice.calls }, (_, index) => index + 1));
    expect(quantile(times, 0.5)).toBeLessThan(1);
  });

  test("checks the first result and the last one", async () => {
    const checked: unknown[] = [];
    let calls = 0;
    await run({ call: () => ++calls, check: (result) => checked.push(result) }, 3);
    expect(checked[0]).toBe(1);
    expect(checked.at(-1)).toBe(calls);
    expect(checked.length).toBeGreaterThan(2);
  });

  test("divides a call's time by its operations", async () => {
    const { slice, times } = await run({ call: () => busyFor(4), operations: 8 }, 0);
    expect(slice.calls).toBe(8);
    expect(times[0]).toBeGreaterThanOrEqual(0.5);
    expect(times[0]).toBeLessThan(4);
  });
});

test("callFor() keeps as many calls in flight as the case has", async () => {
  const { crowd, call } = counted();
  const { slice } = await run({ call, inFlight: 16 }, 5);
  expect(crowd.most).toBe(16);
  expect(crowd.open).toBe(0);
  expect(slice.calls).toBeGreaterThanOrEqual(16);
});

describe("callFor(), at a rate", () => {
  /** Answers at once, but for one call that holds everything up. */
  const stalling = (stallMs: number) => {
    let calls = 0;
    return () => {
      calls += 1;
      if (calls === 20) busyFor(stallMs);
    };
  };

  test("begins as many calls as the rate says", async () => {
    const { slice } = await run({ call: () => {}, rate: 2_000 }, 50);
    expect(slice.calls).toBe(100);
    expect(slice.callsPerSecond).toBeLessThanOrEqual(2_000);
    expect((await run({ call: () => {}, rate: 100 }, 25)).slice.callsPerSecond).toBeLessThanOrEqual(100);
  });

  test("shows a stall in all calls that it held up, where a closed loop shows it in one", async () => {
    const [open, closed] = [
      await run({ call: stalling(40), rate: 1_000 }, 80),
      await run({ call: stalling(40) }, 80),
    ];
    expect(open.slice.calls).toBe(80);
    // It began at 20 ms and 40 calls should have begun meanwhile: they waited 20 ms on average.
    expect(quantile(open.times, 0.75)).toBeGreaterThan(10);
    expect(open.times.filter((ms) => ms > 5).length).toBeGreaterThanOrEqual(30);
    expect(closed.times.filter((ms) => ms > 5).length).toBeLessThan(5);
    expect(quantile(closed.times, 0.75)).toBeLessThan(1);
  });

  test("does not wait for an answer before it begins the next call", async () => {
    let open = 0;
    let most = 0;
    const call = async () => {
      open += 1;
      most = Math.max(most, open);
      await Bun.sleep(10);
      open -= 1;
    };
    const { slice, times } = await run({ call, rate: 1_000 }, 30);
    expect(slice.calls).toBe(30);
    expect(most).toBeGreaterThan(5);
    expect(open).toBe(0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(9);
  });

  test("fails where a call does, and leaves no rejection to nobody", async () => {
    const call = async () => {
      await Bun.sleep(1);
      throw new Error("no");
    };
    expect(run({ call, rate: 1_000 }, 10)).rejects.toThrow("no");
  });
});
