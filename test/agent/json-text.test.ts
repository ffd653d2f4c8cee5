/** Any value as JSON text: nothing is refused, and nothing that can be kept is lost. */
import { expect, test } from "bun:test";
import { jsonText, plainCopy } from "../../src/agent/json-text.ts";

const shared = { n: 1 };
const cyclic: Record<string, unknown> = { name: "c", list: [1] };
cyclic.self = cyclic;
(cyclic.list as unknown[]).push(cyclic);

test.each([
  ["plain values", { a: [1, "x", true, null], b: {} }, { a: [1, "x", true, null], b: {} }],
  ["what two places share", { one: shared, two: [shared] }, { one: { n: 1 }, two: [{ n: 1 }] }],
  ["cycles, left out of maps and null in arrays", cyclic, { name: "c", list: [1, null] }],
  ["functions, symbols and undefined, likewise", { f() {}, u: undefined, a: [Symbol("s")] }, { a: [null] }],
  ["numbers that JSON has not", [Number.NaN, -Infinity], [null, null]],
  ["large integers as text", [9n, 2n ** 64n], [9, "18446744073709551616"]],
  [
    "dates and others with toJSON",
    [new Date(0), { toJSON: () => ({ own: 1 }) }],
    ["1970-01-01T00:00:00.000Z", { own: 1 }],
  ],
  ["errors by their message", { error: new TypeError("why") }, { error: "why" }],
  ["bytes", [new Uint8Array([255]), new ArrayBuffer(1)], [{ $bytes: "/w==" }, { $bytes: "AA==" }]],
  ["a bare function", () => {}, null],
  ["nothing", undefined, null],
])("jsonText() takes %s", (_what, value, shown) => {
  expect(JSON.parse(jsonText(value))).toEqual(shown);
});

test("jsonText() keeps the key __proto__ a key", () => {
  expect(jsonText(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
});

test("jsonText() leaves out what is too deep", () => {
  let deep: unknown = "bottom";
  for (let level = 0; level < 10_000; level++) deep = { deep };
  expect(jsonText(deep)).not.toContain("bottom");
});

test("plainCopy() does not see later changes", () => {
  const original = { inner: { n: 1 } };
  const copy = plainCopy(original);
  original.inner.n = 2;
  expect(copy).toEqual({ inner: { n: 1 } });
});

test("jsonText() leaves out what throws when it is looked at", () => {
  const live = {
    get broken() {
      throw new Error("not connected");
    },
    closed: new Proxy({}, { ownKeys: () => JSON.parse("odd") }),
    odd: { toJSON: () => JSON.parse("odd") },
    n: 1,
  };
  expect(jsonText(live)).toBe('{"n":1}');
  expect(jsonText({ toJSON: () => JSON.parse("odd") })).toBe("null");
});

test("plainCopy() leaves out what comes after maxValues values", () => {
  expect(plainCopy({ a: [1, 2], b: { c: 3 }, d: 4 }, 5)).toEqual({ a: [1, 2], b: {} });
  expect(plainCopy([1, 2, 3], 3)).toEqual([1, 2, null]);
  expect(plainCopy("x", 0)).toBe(null);
});
