import { describe, expect, test } from "bun:test";
import { closingLine, settled, total } from "../../src/setup/outcome.ts";

describe("closingLine()", () => {
  test("says how many passed and failed", () => {
    expect(closingLine({ passed: 7, failed: 0, skipped: 0 })).toBe("7 passed, 0 failed");
  });

  test("says how many were skipped only where any was", () => {
    expect(closingLine({ passed: 7, failed: 1, skipped: 2 })).toBe("7 passed, 1 failed, 2 skipped");
  });
});

describe("settled()", () => {
  test("keeps the counts of a run that ended well", () => {
    expect(settled({ passed: 7, failed: 0, skipped: 0 }, 0)).toEqual({ passed: 7, failed: 0, skipped: 0 });
  });

  test("keeps the counts of a run whose tests failed", () => {
    expect(settled({ passed: 7, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });
  });

  test("counts a crash as a failure", () => {
    expect(settled({ passed: 7, failed: 0, skipped: 0 }, 139)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });

  test("counts a run without any test as a failure", () => {
    expect(settled({ passed: 0, failed: 0, skipped: 0 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

test("total() adds every count", () => {
  const counts = { passed: 1, failed: 2, skipped: 3 };
  expect(total([counts, counts])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
