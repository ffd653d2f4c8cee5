import { expect, test } from "bun:test";
import fc from "fast-check";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import { msgpackCodec } from "../../src/channel/msgpack-codec.ts";
import { toWire } from "../../src/channel/values.ts";
import { PluginError } from "../../src/errors.ts";
import { messageVectors, refusedVectors, valueVectors } from "../vectors.ts";

/** A value as the codecs see it: inside a message. Depth counts from the value, so it is decoded alone. */
const fromJson = (text: string) => jsonCodec.decode(text);
const fromMsgpack = (hex: string) => msgpackCodec.decode(Uint8Array.fromHex(hex));
const throughJson = (value: unknown) => jsonCodec.decode(jsonCodec.encode(value as Record<string, unknown>));
const throughMsgpack = (value: unknown) =>
  msgpackCodec.decode(msgpackCodec.encode(value as Record<string, unknown>).slice());

for (const { name, json, msgpack } of [...valueVectors, ...messageVectors]) {
  test(`jsonCodec and msgpackCodec agree on ${name}`, () => {
    const value = fromMsgpack(msgpack);
    expect(fromJson(json)).toEqual(value);
    expect(throughJson(value)).toEqual(value);
    expect(throughMsgpack(value)).toEqual(value);
  });
}

for (const { name, json, msgpack, code } of refusedVectors) {
  if (json !== undefined)
    test(`jsonCodec refuses ${name}`, () => expect(codeOf(() => fromJson(json))).toBe(code));
  if (msgpack !== undefined)
    test(`msgpackCodec refuses ${name}`, () => expect(codeOf(() => fromMsgpack(msgpack))).toBe(code));
}

test("both codecs give back any value of the contract", () => {
  const bytes = fc.uint8Array();
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      fc.string({ unit: "grapheme" }),
      bytes,
      fc.array(tie("value")),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("$", "$bytes", "$$bytes", "$x")), tie("value")),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      const wanted = toWire(given);
      expect(throughJson(given)).toEqual(wanted);
      expect(throughMsgpack(given)).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});

class Live {
  secret = 1;
}

const conversions: [string, unknown, unknown][] = [
  ["undefined, functions and symbols", { a: undefined, f() {}, s: Symbol("s"), b: 1 }, { b: 1 }],
  ["undefined in an array", [undefined, () => 1], [null, null]],
  ["a date", { at: new Date(Date.UTC(2024, 0, 2, 3, 4, 5, 6)) }, { at: "2024-01-02T03:04:05.006Z" }],
  ["an invalid date", { at: new Date("never") }, { at: null }],
  ["numbers that JSON lacks", [Number.NaN, Infinity, -Infinity], [null, null, null]],
  ["lone surrogates", { "a\ud800": "b\udc00c" }, { "a\ufffd": "b\ufffdc" }],
  ["a small bigint", { n: 5n }, { n: 5 }],
  ["an Error", { e: new TypeError("bad") }, { e: "bad" }],
  ["toJSON", { url: new URL("https://example.org/") }, { url: "https://example.org/" }],
  ["live objects, Map and Set", { live: new Live(), map: new Map(), set: new Set(), ok: 1 }, { ok: 1 }],
  ["a live object in an array", [new Live()], [null]],
  ["the key __proto__", JSON.parse('{"__proto__":{"x":1},"ok":1}'), { ok: 1 }],
  ["a map without prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  [
    "buffers and views of bytes as bytes",
    {
      a: Buffer.from([1]),
      b: new Uint8Array([2]).buffer,
      c: new DataView(new Uint8Array([1, 2, 3]).buffer, 1),
      d: new SharedArrayBuffer(1),
      e: new Uint8Array(new SharedArrayBuffer(2)),
    },
    {
      a: new Uint8Array([1]),
      b: new Uint8Array([2]),
      c: new Uint8Array([2, 3]),
      d: new Uint8Array(1),
      e: new Uint8Array(2),
    },
  ],
  [
    "views of numbers as arrays of them",
    {
      embedding: new Float32Array([0.5, -1.25, Number.NaN]),
      part: new Float64Array([1, 2, 3]).subarray(1),
      half: new Float16Array([0.5]),
      clamped: new Uint8ClampedArray([255]),
      small: [
        new Int8Array([-1]),
        new Int16Array([-2]),
        new Uint16Array([1]),
        new Int32Array([3]),
        new Uint32Array([4]),
      ],
      large: [new BigInt64Array([-5n]), new BigUint64Array([2n ** 53n])],
      shared: new Float32Array(new SharedArrayBuffer(8)),
    },
    {
      embedding: [0.5, -1.25, null],
      part: [2, 3],
      half: [0.5],
      clamped: [255],
      small: [[-1], [-2], [1], [3], [4]],
      large: [[-5], [2 ** 53]],
      shared: [0, 0],
    },
  ],
  ["a shared object twice", ((x) => [x, x])({ a: 1 }), [{ a: 1 }, { a: 1 }]],
];

for (const [name, given, wanted] of conversions) {
  test(`both codecs send ${name}`, () => {
    expect(throughJson(given)).toEqual(wanted);
    expect(throughMsgpack(given)).toEqual(wanted);
  });
}

const cycle: { self?: unknown } = {};
cycle.self = [cycle];
let deep: unknown = null;
for (let level = 0; level < 65; level++) deep = { deep };
let deepView: unknown = new Float32Array(1);
for (let level = 0; level < 64; level++) deepView = { deep: deepView };

for (const [name, value, path] of [
  ["a large bigint", { a: [2n ** 60n] }, "$.a[0]"],
  ["a large bigint in a view", { a: new BigInt64Array([1n, -(2n ** 60n)]) }, "$.a[1]"],
  ["a cycle", cycle, "$.self[0]"],
  ["a view at the 65th level", deepView, `$${".deep".repeat(64)}`],
  ["65 levels", deep, `$${".deep".repeat(64)}`],
] as const) {
  for (const through of [throughJson, throughMsgpack])
    test(`${through.name} refuses ${name} and names the place`, () => {
      try {
        through(value);
      } catch (error) {
        expect(error).toBeInstanceOf(PluginError);
        expect(error).toMatchObject({ code: "value_refused", path });
        return;
      }
      throw new Error("It was sent");
    });
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof PluginError) return error.code;
    throw error;
  }
  return "none";
}
