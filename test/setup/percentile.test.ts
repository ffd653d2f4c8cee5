import { expect, test } from "bun:test";
import { percentile } from "../../src/setup/conversation.ts";

test("percentile() is a value that was measured", () => {
  const sorted = Array.from({ length: 1_000 }, (_, index) => index + 1);
  expect([0.5, 0.99, 1].map((share) => percentile(sorted, share))).toEqual([500, 990, 1_000]);
  expect(percentile([7], 0.5)).toBe(7);
});
