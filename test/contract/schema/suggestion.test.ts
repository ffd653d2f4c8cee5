/** What is suggested for a mistyped name. */
import { expect, test } from "bun:test";
import { closest } from "../../../src/contract/suggestion.ts";

test("closest() gives the nearest name, in whatever case, and none where all are far", () => {
  expect(closest("getmemory", ["createMemory", "getMemories", "getMemoryById"])).toBe("getMemories");
  expect(closest("ECO", ["echo", "other"])).toBe("echo");
  expect(closest("something", ["echo", "other"])).toBeUndefined();
});

test("closest() takes little time for a name of any length, among any others", () => {
  const long = "x".repeat(1_000_000);
  const begun = performance.now();
  expect(closest(long, [long.slice(1), "echo"])).toBeUndefined();
  expect(closest("x".repeat(65), ["x".repeat(64)])).toBeUndefined();
  expect(closest("ech", [long, "x".repeat(65), "echo"])).toBe("echo");
  expect(performance.now() - begun).toBeLessThan(500);
});
