/** Errors that cross: what of them goes out, what a stranger's error comes in as, and how large either may be. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import {
  fromWireError,
  GUEST_VOICE,
  HOST_VOICE,
  toWireError,
  type WireError,
} from "../../src/channel/wire-error.ts";
import { CallError, errorOf, PluginError } from "../../src/errors.ts";
import { LIMITS } from "../../src/limits.ts";

/** The chain of causes of an error, itself first. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error; at = at.cause) chain.push(at);
  return chain;
}

function wireChainOf(wire: WireError): WireError[] {
  return [wire, ...(wire.details?.cause === undefined ? [] : wireChainOf(wire.details.cause))];
}

const through = (error: unknown, voice = GUEST_VOICE) =>
  fromWireError(
    jsonCodec.decode(jsonCodec.encode({ ...toWireError(error, voice) })) as Record<string, unknown>,
    {},
  );

test("toWireError() of a guest tells code, message and stack of what a handler threw", () => {
  const thrown = new TypeError("it broke");
  expect(toWireError(thrown, GUEST_VOICE)).toEqual({
    code: "handler_failed",
    message: "it broke",
    details: { traceback: thrown.stack as string },
  });
});

test("toWireError() of a host shows no stack", () => {
  expect(toWireError(new Error("no table"), HOST_VOICE)).toEqual({
    code: "host_failed",
    message: "no table",
  });
});

test("toWireError() takes anything that can be thrown", () => {
  for (const thrown of ["text", 5, null, undefined, { a: 1 }, Symbol("s"), new Error("")]) {
    const wire = toWireError(thrown, HOST_VOICE);
    expect(wire.code).toBe("host_failed");
    expect(wire.message).not.toBe("");
  }
});

test("toWireError() keeps a code that tells of the request itself, and makes any other the cause", () => {
  expect(toWireError(errorOf("value_refused", "too deep"), GUEST_VOICE).code).toBe("value_refused");
  expect(toWireError(errorOf("permission_denied", "no"), HOST_VOICE).code).toBe("permission_denied");
  expect(toWireError(errorOf("permission_denied", "no"), GUEST_VOICE)).toMatchObject({
    code: "handler_failed",
    message: "no",
    details: { cause: { code: "permission_denied", message: "no" } },
  });
});

test("an error of a guest beneath a host's method reads as one chain in the guest that asked", () => {
  const python = errorOf("handler_failed", "division by zero", {
    plugin: "calculator",
    language: "python",
    traceback: "Traceback (most recent call last)",
  });
  const host = new Error("The model failed", { cause: python });
  const [first, second, ...rest] = chainOf(through(host, HOST_VOICE));
  expect(first).toMatchObject({ code: "host_failed", message: "The model failed" });
  expect(second).toMatchObject({
    code: "handler_failed",
    message: "division by zero",
    plugin: "calculator",
    language: "python",
    traceback: "Traceback (most recent call last)",
  });
  expect(rest).toEqual([]);
});

test("a chain of causes crosses in order, and ends after nine errors", () => {
  const depth = (length: number) => {
    let error = new Error("0");
    for (let level = 1; level < length; level++) error = new Error(String(level), { cause: error });
    return error;
  };
  expect(chainOf(through(depth(5))).map(({ message }) => message)).toEqual(["4", "3", "2", "1", "0"]);
  expect(wireChainOf(toWireError(depth(100), GUEST_VOICE))).toHaveLength(9);
  expect(wireChainOf(toWireError(through(depth(100)), GUEST_VOICE))).toHaveLength(9);
});

test("toWireError() ends a chain that holds itself", () => {
  const error = new Error("again");
  error.cause = error;
  expect(wireChainOf(toWireError(error, GUEST_VOICE))).toHaveLength(9);
});

test("fromWireError() reads no more of a hostile chain than nine errors", () => {
  let wire: Record<string, unknown> = { code: "internal", message: "deepest" };
  for (let level = 0; level < 50; level++)
    wire = { code: "internal", message: "m", details: { cause: wire } };
  expect(chainOf(fromWireError(wire, {}))).toHaveLength(9);
});

test("texts of errors are capped in both directions", () => {
  const long = "x".repeat(LIMITS.maxErrorTextChars + 1000);
  const capped = `${"x".repeat(LIMITS.maxErrorTextChars)}… (${long.length} characters)`;
  const error = new Error(long, { cause: errorOf("host_failed", long, { traceback: long }) });
  error.stack = long;
  const wire = toWireError(error, GUEST_VOICE);
  expect(wire.message).toBe(capped);
  expect(wire.details?.traceback).toBe(capped);
  expect(wire.details?.cause?.message).toBe(capped);
  expect(wire.details?.cause?.details?.traceback).toBe(capped);
  const read = fromWireError(
    {
      code: "host_failed",
      message: long,
      path: long,
      remedy: long,
      details: { traceback: long, plugin: long },
    },
    {},
  );
  for (const field of ["message", "path", "remedy", "traceback", "plugin"] as const)
    expect(read[field]).toBe(capped);
});

test("fromWireError() gives the class of the code, at the place of the call", () => {
  const error = fromWireError(
    { code: "handler_failed", message: "no", details: { traceback: "at x" } },
    { plugin: "p", language: "rust", component: "action A" },
  );
  expect(error).toBeInstanceOf(CallError);
  expect(error).toMatchObject({ plugin: "p", language: "rust", component: "action A", traceback: "at x" });
});

test("fromWireError() prefers where the error says that it comes from", () => {
  const wire = { code: "handler_failed", message: "no", details: { plugin: "inner", language: "python" } };
  expect(fromWireError(wire, { plugin: "outer", language: "rust" })).toMatchObject({
    plugin: "inner",
    language: "python",
  });
});

test("fromWireError() reads any shape as some PluginError", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("code", "message", "details", "path", "value", "remedy"), fc.jsonValue()),
      fc.dictionary(fc.constantFrom("cause", "traceback", "plugin", "language"), fc.jsonValue()),
      (wire, details) => {
        for (const given of [wire, { ...wire, details }]) {
          const error = fromWireError(given, {});
          expect(error).toBeInstanceOf(PluginError);
          expect(error.message).toBeString();
          expect(error.traceback ?? "").toBeString();
        }
      },
    ),
  );
});

test("fromWireError() takes names of Object.prototype for no codes", () => {
  for (const code of ["toString", "constructor", "__proto__", 5, null])
    expect(fromWireError({ code, message: "m" }, {}).code).toBe("handler_failed");
});

test("however often a chain crosses, who asked first and what went wrong last stay in it", () => {
  let error: unknown = errorOf("deadlock", "the root");
  for (let hop = 0; hop < 30; hop++) {
    const voice = hop % 2 === 0 ? GUEST_VOICE : HOST_VOICE;
    const wrapped = errorOf(voice.code, `hop ${hop}`, { cause: error });
    error = through(wrapped, voice);
    // A peer that hands on what it was told, and puts its own error before it.
    const wire = {
      code: "handler_failed",
      message: `peer ${hop}`,
      details: { cause: toWireError(error, voice) },
    };
    error = fromWireError(wire, {});
  }
  const messages = chainOf(error).map(({ message }) => message);
  expect(messages[0]).toBe("peer 29");
  expect(messages.at(-1)).toBe("the root");
  expect(messages).toHaveLength(9);
});
