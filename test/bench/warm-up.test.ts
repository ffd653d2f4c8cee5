import { describe, expect, test } from "bun:test";
import { isSteady, settle, warmUp } from "../../src/bench/warm-up.ts";
import { busyFor, counted, synthetic } from "./synthetic.ts";

test("isSteady() wants three batches in a row within 5 percent", () => {
  expect(isSteady([])).toBe(false);
  expect(isSteady([100, 100])).toBe(false);
  expect(isSteady([100, 102, 104])).toBe(true);
  expect(isSteady([100, 102, 106])).toBe(false);
  expect(isSteady([900, 300, 100, 101, 99])).toBe(true);
  expect(isSteady([100, 100, 100, 300])).toBe(false);
});

describe("warmUp()", () => {
  test("goes on until the times no longer change", async () => {
    let calls = 0;
    // Each call is quicker than the one before, until they all take a fifth of a millisecond.
    const call = () => busyFor(Math.max(0.2, 3 - calls++ * 0.1));
    const subject = synthetic("warming", { call });
    const { stable, callMs } = await warmUp(subject, await subject.open(), 600);
    expect(stable).toBe(true);
    expect(callMs).toBeWithin(0.2, 0.4);
    expect(calls).toBeGreaterThan(28);
  });

  test("gives up at its time, and says so", async () => {
    let ms = 0.1;
    const subject = synthetic("never warm", {
      call() {
        busyFor(ms);
        ms *= 1.2;
      },
    });
    const { stable } = await warmUp(subject, await subject.open(), 20);
    expect(stable).toBe(false);
  });

  test("calls one after the other, whatever the case does later", async () => {
    const { crowd, call } = counted();
    for (const options of [{ inFlight: 8 }, { rate: 1 }]) {
      const subject = synthetic("crowd", { call, ...options });
      await warmUp(subject, await subject.open(), 5);
    }
    expect(crowd.most).toBe(1);
  });
});

test("settle() calls what is quick, and leaves alone what takes longer than settling may", async () => {
  let calls = 0;
  const subject = synthetic("settled", { call: () => ++calls });
  const open = await subject.open();
  expect(await settle(subject, open, { sliceMs: 8, callMs: 2 })).toBe(0);
  expect(calls).toBe(0);
  expect(await settle(subject, open, { sliceMs: 8, callMs: 0.001 })).toBe(1);
  expect(calls).toBeGreaterThan(1);
});
