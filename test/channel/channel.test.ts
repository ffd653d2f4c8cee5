/** Calls of this end: their answers, deadlines, signals, and turns. */
import { afterEach, beforeEach, expect, jest, spyOn, test } from "bun:test";
import { getEventListeners } from "node:events";
import type { IncomingRequest, Message } from "../../src/channel/call.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import { MESSAGES } from "../../src/contract/generated/messages.ts";
import {
  CallError,
  CancelledError,
  CrashedError,
  DeadlineError,
  errorOf,
  ProtocolError,
} from "../../src/errors.ts";
import { LIMITS } from "../../src/limits.ts";
import { answer, ask, errorOfCall, invoke, open, settled } from "./opened-channel.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

test("call() sends a request and resolves with its answer", async () => {
  const { peer, channel } = open();
  const call = invoke(channel, { timeoutMs: 500 });
  expect(peer.sent).toEqual([{ type: "action.invoke", id: 1, timeoutMs: 500, action: "A" }]);
  peer.give(answer(1, { success: true }));
  expect(await call).toEqual(answer(1, { success: true }));
  expect(channel.inFlight).toBe(0);
});

test("call() gives an answer that comes inside send as a value, not as a promise", () => {
  const { peer, channel } = open();
  peer.onSend = ({ id }) => peer.give(answer(id as number, 5));
  expect(invoke(channel, { timeoutMs: 500 })).toEqual(answer(1, 5));
  expect(peer.busy).toBe(false);
});

test("call() throws an error that comes inside send", () => {
  const { peer, channel } = open();
  peer.onSend = ({ id }) => peer.give({ type: "error", re: id, code: "handler_failed", message: "no" });
  expect(() => invoke(channel, { component: "action A" })).toThrow(CallError);
  expect(channel.inFlight).toBe(0);
});

test("call() throws when the connection ends inside send", () => {
  const { peer, channel } = open();
  peer.onSend = () => peer.break(errorOf("crashed", "It trapped"));
  expect(() => invoke(channel)).toThrow(CrashedError);
  expect(channel.inFlight).toBe(0);
});

test("call() fails by its deadline, sends cancel, and ignores the late answer", async () => {
  const { peer, channel } = open();
  const call = errorOfCall(() => invoke(channel, { timeoutMs: 50, component: "action A" }));
  jest.advanceTimersByTime(49);
  expect(peer.requests("cancel")).toEqual([]);
  jest.advanceTimersByTime(1);
  const error = await call;
  expect(error).toBeInstanceOf(DeadlineError);
  expect(error).toMatchObject({
    component: "action A",
    value: 50,
    message: "The call of action A did not end within its deadline of 50 ms",
  });
  expect(peer.requests("cancel")).toEqual([{ type: "cancel", re: 1 }]);
  peer.give(answer(1));
  expect(channel.inFlight).toBe(0);
  expect(peer.busy).toBe(false);
});

test("call() takes a deadline that is longer than a timer can be", async () => {
  const { peer, channel } = open();
  const call = invoke(channel, { timeoutMs: Number.MAX_SAFE_INTEGER });
  jest.advanceTimersByTime(60_000);
  peer.give(answer(1, "in time"));
  expect(await call).toMatchObject({ result: "in time" });
});

test("call() without a deadline says none to the peer", () => {
  const { peer, channel } = open();
  void invoke(channel);
  expect(peer.sent).toEqual([{ type: "action.invoke", id: 1, action: "A" }]);
});

test("call() fails when its signal fires, and sends cancel", async () => {
  const { peer, channel } = open();
  const controller = new AbortController();
  const call = errorOfCall(() => invoke(channel, { signal: controller.signal, timeoutMs: 50 }));
  controller.abort();
  expect(await call).toBeInstanceOf(CancelledError);
  expect(peer.requests("cancel")).toEqual([{ type: "cancel", re: 1 }]);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("call() with a signal that fired sends nothing", async () => {
  const { peer, channel } = open();
  const error = await errorOfCall(() => invoke(channel, { signal: AbortSignal.abort() }));
  expect(error).toBeInstanceOf(CancelledError);
  expect(peer.sent).toEqual([]);
});

test("call() fails when its signal fires inside send", async () => {
  const { peer, channel } = open();
  const controller = new AbortController();
  peer.onSend = () => controller.abort();
  expect(await errorOfCall(() => invoke(channel, { signal: controller.signal }))).toBeInstanceOf(
    CancelledError,
  );
  expect(peer.sent.map(({ type }) => type)).toEqual(["action.invoke", "cancel"]);
});

test("call() leaves no listener on a signal that never fires", async () => {
  const { peer, channel } = open();
  const { signal } = new AbortController();
  const call = invoke(channel, { signal });
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  peer.give(answer(1));
  await call;
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("call() fails only by an answer of the wrong type", async () => {
  const { peer, channel } = open();
  const [wrong, right] = [errorOfCall(() => invoke(channel)), invoke(channel)];
  peer.give({ type: "provider.result", re: 1, result: null });
  peer.give(answer(2));
  expect(await wrong).toBeInstanceOf(ProtocolError);
  expect((await wrong).message).toBe(
    'Cannot use the answer to action.invoke as its type must be action.result or error: current value is {"type":"provider.result","re":1,"result":null}',
  );
  expect(await right).toEqual(answer(2));
  expect(channel.closed).toBeUndefined();
});

test("call() gives parts to onPart until its answer, and none after it", async () => {
  const { peer, channel } = open();
  const parts: unknown[] = [];
  const call = invoke(channel, { onPart: ({ text }) => parts.push(text) });
  for (const text of ["a", "b"]) peer.give({ type: "model.chunk", re: 1, text });
  peer.give({ type: "model.chunk", re: 2, text: "of another" });
  peer.give(answer(1));
  peer.give({ type: "model.chunk", re: 1, text: "late" });
  await call;
  expect(parts).toEqual(["a", "b"]);
});

test("Channel ignores repeated answers, late ones, and those to nobody", async () => {
  const { peer, channel, notices } = open();
  const call = invoke(channel);
  peer.give(answer(7));
  peer.give({ type: "error", re: 8, code: "internal", message: "to nobody" });
  peer.give(answer(1, "first"));
  peer.give(answer(1, "second"));
  peer.give({ type: "error", re: 1, code: "internal", message: "third" });
  expect(await call).toEqual(answer(1, "first"));
  expect(notices).toEqual([]);
  expect(channel.closed).toBeUndefined();
});

test("call() beyond maxInFlight waits, and is sent in its turn as others end", async () => {
  const { peer, channel } = open({}, { maxInFlight: 2 });
  const calls = [1, 2, 3, 4, 5].map((number) => invoke(channel, {}, { options: { number } }));
  const numbers = () =>
    peer.requests("action.invoke").map(({ options }) => (options as { number: number }).number);
  expect(numbers()).toEqual([1, 2]);
  expect(channel.inFlight).toBe(5);
  peer.give(answer(2));
  expect(numbers()).toEqual([1, 2, 3]);
  peer.give({ type: "error", re: 1, code: "handler_failed", message: "no" });
  expect(numbers()).toEqual([1, 2, 3, 4]);
  for (const id of [3, 4, 5]) peer.give(answer(id));
  expect(numbers()).toEqual([1, 2, 3, 4, 5]);
  expect(await Promise.allSettled(calls)).toMatchObject(
    [1, 0, 0, 0, 0].map((failed) => ({ status: failed ? "rejected" : "fulfilled" })),
  );
  expect(peer.busy).toBe(false);
});

test("call() that waits is admitted when a deadline makes room", async () => {
  const { peer, channel } = open({}, { maxInFlight: 1 });
  const first = errorOfCall(() => invoke(channel, { timeoutMs: 10 }));
  const second = invoke(channel);
  jest.advanceTimersByTime(10);
  expect(await first).toBeInstanceOf(DeadlineError);
  expect(peer.requests("action.invoke")).toHaveLength(2);
  peer.give(answer(2));
  await second;
});

test("call() that waits ends by its deadline or signal; the peer hears nothing of it", async () => {
  const { peer, channel } = open({}, { maxInFlight: 1 });
  const controller = new AbortController();
  const first = invoke(channel);
  const late = errorOfCall(() => invoke(channel, { timeoutMs: 10 }));
  const cancelled = errorOfCall(() => invoke(channel, { signal: controller.signal }));
  jest.advanceTimersByTime(10);
  controller.abort();
  expect(await late).toBeInstanceOf(DeadlineError);
  expect(await cancelled).toBeInstanceOf(CancelledError);
  peer.give(answer(1));
  await first;
  expect(peer.sent).toHaveLength(1);
  expect(peer.busy).toBe(false);
});

test("call() that waits and then cannot be sent fails, and the next one is sent", async () => {
  const { peer, channel } = open({}, { maxInFlight: 1 });
  const [first, refused, third] = [
    invoke(channel),
    errorOfCall(() => invoke(channel, {}, { options: { big: 10n ** 30n } })),
    invoke(channel),
  ];
  peer.give(answer(1));
  expect(await refused).toMatchObject({ code: "value_refused", path: "$.options.big" });
  peer.give(answer(3));
  await Promise.all([first, third]);
  expect(peer.requests("action.invoke").map(({ id }) => id)).toEqual([1, 3]);
});

test("call() waits while the requests under way are too many bytes together", async () => {
  const codec = { ...jsonCodec, sizeOf: () => LIMITS.maxFrameBytes };
  const { peer, channel } = open({}, { codec });
  const calls = [invoke(channel), invoke(channel), invoke(channel)];
  expect(LIMITS.maxInFlightBytes).toBe(2 * LIMITS.maxFrameBytes);
  expect(peer.ids).toEqual([1, 2]);
  peer.give(answer(1));
  expect(peer.ids).toEqual([1, 2, 3]);
  peer.give(answer(2));
  peer.give(answer(3));
  await Promise.all(calls);
});

test("limitMessages() refuses what the peer does not take, up to our own cap", async () => {
  const { peer, channel } = open({});
  channel.limitMessages(200);
  const large = channel.call.bind(
    channel,
    "action.invoke",
    { options: { text: "x".repeat(200) } },
    { timeoutMs: 50 },
  );
  expect(large).toThrow("it must have at most 200 bytes: current value is");
  expect(channel.inFlight).toBe(0);
  const small = invoke(channel);
  peer.give(answer(1));
  peer.give(answer(2));
  await small;
  channel.limitMessages(LIMITS.maxFrameBytes * 2);
  const text = "x".repeat(LIMITS.maxFrameBytes);
  expect(() => channel.call("action.invoke", { options: { text } }, { timeoutMs: 50 })).toThrow(
    `${LIMITS.maxFrameBytes} bytes`,
  );
});

test("call() that waited for a place sends what remains of its deadline", async () => {
  const { peer, channel } = open({}, { maxInFlight: 1 });
  const first = invoke(channel);
  const second = channel.call("action.invoke", {}, { timeoutMs: 10_000 });
  jest.advanceTimersByTime(5);
  peer.give(answer(1));
  expect(peer.lastRequest.timeoutMs).toBeWithin(1, 9_999);
  peer.give(answer(2));
  await Promise.all([first, second]);
});

test("an answer's own fields never replace its type and id", async () => {
  const handlers = { "host.call": () => ({ type: "pong", re: 99, value: 1 }) };
  const { peer } = open(handlers);
  peer.give(ask(1));
  await settled();
  expect(peer.requests("host.result")).toEqual([{ type: "host.result", re: 1, value: 1 }]);
});

test("call() from inside a request of the peer never waits", async () => {
  const handlers = {
    "host.call": async (_message: Message, call: IncomingRequest) => ({
      value: (await call.call("action.invoke", {}, { timeoutMs: 50 })).result,
    }),
  };
  const { peer, channel } = open(handlers, { maxInFlight: 1 });
  const outer = invoke(channel);
  peer.give(ask(1, { parent: 1 }));
  expect(peer.lastRequest).toMatchObject({ type: "action.invoke", id: 2, parent: 1 });
  peer.give(answer(2, "inner"));
  peer.give(answer(1));
  await outer;
  await settled();
  expect(peer.requests("host.result")).toEqual([{ type: "host.result", re: 1, value: "inner" }]);
});

test("call() is refused as overloaded beyond maxWaiting", async () => {
  const { channel } = open({}, { maxInFlight: 1 });
  const calls = Array.from({ length: LIMITS.maxWaiting + 1 }, () => Promise.resolve(invoke(channel)));
  const error = await errorOfCall(() => invoke(channel));
  expect(error).toMatchObject({ code: "overloaded", retryable: true, plugin: "probe" });
  const ends = Promise.allSettled(calls);
  await channel.close();
  expect((await ends).every(({ status }) => status === "rejected")).toBe(true);
});

test("call() that cannot be encoded fails alone", async () => {
  const { peer, channel } = open();
  const other = invoke(channel);
  const error = await errorOfCall(() => invoke(channel, { timeoutMs: 50 }, { options: { big: 10n ** 30n } }));
  expect(error).toMatchObject({ code: "value_refused", path: "$.options.big" });
  expect(channel.inFlight).toBe(1);
  peer.give(answer(1));
  await other;
  expect(peer.busy).toBe(false);
});

test("call() that the transport refuses fails alone, and is not under way", async () => {
  const { peer, channel } = open();
  const other = invoke(channel);
  peer.onSend = () => {
    throw errorOf("value_refused", "Cannot send a message as it is too large");
  };
  const error = await errorOfCall(() => invoke(channel, { timeoutMs: 50 }));
  peer.onSend = undefined;
  expect(error).toMatchObject({ code: "value_refused" });
  expect(channel.inFlight).toBe(1);
  peer.give(answer(1));
  await other;
  expect(peer.busy).toBe(false);
});

test("Channel gives notices, logs with re and unknown messages to onNotice", () => {
  const { peer, channel, notices } = open();
  const given = [
    { type: "ready", manifest: { name: "x" } },
    { type: "log", re: 4, level: "info", message: "m" },
    { type: "future.notice", x: 1 },
  ];
  for (const message of given) peer.give(message);
  expect(notices).toEqual(given);
  expect(channel.closed).toBeUndefined();
});

const REFERRING = Object.entries(MESSAGES)
  .filter(([, { kind }]) => kind === "answer" || kind === "part" || kind === "follow-up")
  .map(([type]) => type);

test.each(REFERRING)(
  "Channel ends by protocol_violation on a %s whose re is no positive integer",
  async (type) => {
    for (const strict of [true, false])
      for (const re of [undefined, null, "1", [1], {}, true, 0, -1, 1.5]) {
        const { peer, channel } = open({}, { strict });
        const call = errorOfCall(() => invoke(channel));
        peer.give({ type, re, message: "m" });
        const error = await call;
        expect(error).toMatchObject({ code: "protocol_violation", plugin: "probe" });
        expect(error.message).toStartWith(
          `Cannot take the message ${type} as its re must be a positive integer`,
        );
        expect(channel.closed?.code).toBe("protocol_violation");
      }
  },
);

test("Channel takes a log and an unknown notice whatever their re", () => {
  const { peer, channel, notices } = open({}, { strict: true });
  for (const type of ["log", "future.notice"]) peer.give({ type, re: "1", message: "m" });
  expect(notices).toHaveLength(2);
  expect(channel.closed).toBeUndefined();
});

test("Channel reports what its listeners throw, and lives on", async () => {
  const reported: unknown[] = [];
  using _report = spyOn(globalThis, "reportError").mockImplementation((error) => {
    reported.push(error);
  });
  const [ofNotice, ofPart] = [new Error("the logger broke"), new Error("the stream broke")];
  const { peer, channel } = open(
    {},
    {
      onNotice: () => {
        throw ofNotice;
      },
    },
  );
  const call = invoke(channel, {
    onPart: () => {
      throw ofPart;
    },
  });
  peer.give({ type: "log", level: "info", message: "m" });
  peer.give({ type: "model.chunk", re: 1, text: "t" });
  peer.give(answer(1));
  expect(await call).toEqual(answer(1));
  expect(reported).toEqual([ofNotice, ofPart]);
  expect(channel.closed).toBeUndefined();
});
