/** The cache in storage. */
import { expect, test } from "bun:test";
import { openStorage } from "./stored.ts";

test.each([
  ["a text", "x"],
  ["zero", 0],
  ["false", false],
  ["an empty text", ""],
  ["a map", { a: [1, null] }],
])("setCache() keeps %s", async (_what, value) => {
  const { adapter } = openStorage();
  expect(await adapter.setCache("key", value)).toBe(true);
  expect(await adapter.getCache("key")).toEqual(value);
  expect(await adapter.getCache("other")).toBe(undefined);
});

test("setCache() replaces what was there, but not by nothing", async () => {
  const { adapter } = openStorage();
  await adapter.setCache("key", 1);
  await adapter.setCache("key", 2);
  expect(await adapter.setCache("key", null)).toBe(false);
  expect(await adapter.setCache("key", undefined)).toBe(false);
  expect(await adapter.getCache("key")).toBe(2);
});

test("deleteCache() takes one key, and says true in any case", async () => {
  const { adapter } = openStorage();
  await adapter.setCache("key", 1);
  await adapter.setCache("kept", 2);
  expect([await adapter.deleteCache("key"), await adapter.deleteCache("key")]).toEqual([true, true]);
  expect([await adapter.getCache("key"), await adapter.getCache("kept")]).toEqual([undefined, 2]);
});
