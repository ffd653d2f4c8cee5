/** What a guest's requests may hold of the host: bytes, places, and neither by cancelling them. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import type { IncomingRequest, RequestHandlers } from "../../src/channel/call.ts";
import { Channel } from "../../src/channel/channel.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import { msgpackCodec } from "../../src/channel/msgpack-codec.ts";
import type { Codec, Connect, Receiver } from "../../src/channel/transport.ts";
import { HOST_VOICE } from "../../src/channel/wire-error.ts";
import { LIMITS } from "../../src/limits.ts";
import { answer, ask, invoke, type Opened, open, settled } from "./opened-channel.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const MIB = 1024 * 1024;
const large = "x".repeat(4 * MIB);
/** So many large requests fit, and one more is taken. */
const FITTING = LIMITS.maxGuestRequestBytes / large.length;

/** Handlers that settle when the test says so. */
function waiting(type = "host.call") {
  const begun: PromiseWithResolvers<object>[] = [];
  const handlers: RequestHandlers = {
    [type]: () => {
      const deferred = Promise.withResolvers<object>();
      begun.push(deferred);
      return deferred.promise;
    },
  };
  const settle = async (index: number) => {
    begun[index]?.resolve({});
    await settled();
  };
  return { begun, handlers, settle };
}

/** A host's end, whose guest asks `count` times by large requests of the type. */
function flooded(count: number, handlers: RequestHandlers, type = "host.call"): Opened {
  const opened = open(handlers, { strict: true });
  for (let id = 1; id <= count; id++) opened.peer.give({ type, id, method: "m", args: [large] });
  return opened;
}

test.each(["host.call", "service.call", "component.register", "callback.emit"])(
  "a guest is not read while its requests hold too many bytes, and all are worked on in order: %s",
  async (type) => {
    const { begun, handlers, settle } = waiting(type);
    const { peer } = flooded(3 * FITTING, handlers, type);
    expect(begun.length).toBeLessThanOrEqual(FITTING + 1);
    expect(peer.isRead).toBe(false);
    for (let index = 0; index < 3 * FITTING; index++) await settle(index);
    expect(peer.sent.map(({ re }) => re)).toEqual(Array.from({ length: 3 * FITTING }, (_, at) => at + 1));
    expect(peer.sent.filter((message) => message.type === "error")).toEqual([]);
    expect(peer.isRead).toBe(true);
  },
);

/** A message of a few bytes per value, each of which takes 64 in memory. */
const emptyMaps = (id: number, count: number) =>
  ask(id, { args: [Array.from({ length: count }, () => ({}))] });

test.each([
  ["MessagePack", msgpackCodec, 100_000],
  ["JSON that is scanned", jsonCodec, 100_000],
  ["JSON that is not", jsonCodec, 20_000],
])(
  "requests count as what they take in memory, not by their encoded bytes: %s",
  async (_name, codec, maps) => {
    const { begun, handlers, settle } = waiting();
    let receiver: Receiver<string | Uint8Array> | undefined;
    const reading: boolean[] = [];
    const connect: Connect<string | Uint8Array> = (given) => {
      receiver = given;
      return { send() {}, setBusy() {}, setReading: (is) => reading.push(is), close: async () => {} };
    };
    const options = { handlers, onNotice() {}, voice: HOST_VOICE, peer: {}, strict: true };
    new Channel(connect, { ...options, codec: codec as Codec<string | Uint8Array> });
    const fitting = Math.floor(LIMITS.maxGuestRequestBytes / (maps * 64));
    for (let id = 1; id <= 2 * fitting; id++) receiver?.message(codec.encode(emptyMaps(id, maps)));
    expect(begun.length).toBeGreaterThan(fitting * 0.9);
    expect(begun.length).toBeLessThanOrEqual(fitting + 1);
    expect(reading).toEqual([false]);
    for (let index = 0; index < 2 * fitting; index++) await settle(index);
    expect(begun).toHaveLength(2 * fitting);
    expect(reading.at(-1)).toBe(true);
  },
);

test("the callbacks inside an action count too", async () => {
  const { begun, handlers, settle } = waiting("callback.emit");
  const { channel, peer } = open({}, { strict: true });
  const call = invoke(channel, { inside: handlers });
  for (let id = 1; id <= 2 * FITTING; id++)
    peer.give({ type: "callback.emit", id, parent: 1, content: { large } });
  expect(peer.isRead).toBe(false);
  for (let index = 0; index < 2 * FITTING; index++) await settle(index);
  expect(begun).toHaveLength(2 * FITTING);
  peer.give(answer(1));
  await call;
});

test("a request that is larger than what others leave passes, and so does each that ends at once", () => {
  const { peer } = flooded(3 * FITTING, { "host.call": () => ({}) });
  expect(peer.sent.filter(({ type }) => type === "host.result")).toHaveLength(3 * FITTING);
  expect(peer.pauses).toBe(0);
});

test("a request that was cancelled keeps its place and its bytes until its handler has settled", async () => {
  const { begun, handlers, settle } = waiting();
  const { peer } = open(handlers, { strict: true });
  for (let id = 1; id <= 5000; id++) {
    peer.give(ask(id));
    peer.give({ type: "cancel", re: id });
  }
  expect(begun).toHaveLength(LIMITS.maxGuestRequests);
  expect(peer.sent.at(-1)).toMatchObject({ type: "error", re: 5000, code: "overloaded" });
  await settle(0);
  peer.give(ask(5001));
  expect(begun).toHaveLength(LIMITS.maxGuestRequests + 1);
  expect(peer.busy).toBe(true);
  peer.give({ type: "cancel", re: 5001 });
  expect(peer.busy).toBe(false);
});

test("a cancelled request's arguments are dropped while its handler works on", async () => {
  jest.useRealTimers();
  const messages: WeakRef<object>[] = [];
  const { peer } = open({
    "host.call": (message) => {
      messages.push(new WeakRef(message));
      return new Promise(() => {});
    },
  });
  for (let id = 1; id <= 50; id++) {
    peer.give(ask(id, { args: [{}] }));
    peer.give({ type: "cancel", re: id });
  }
  for (let turn = 0; turn < 10; turn++) {
    // A WeakRef holds what it has given until the end of the turn.
    await new Promise((resolve) => setTimeout(resolve));
    Bun.gc(true);
  }
  expect(messages.filter((message) => message.deref() === undefined).length).toBeGreaterThan(40);
  jest.useFakeTimers();
});

test("a guest whose requests wait for its own answers is read again, and asked to do with fewer", async () => {
  const nested: unknown[] = [];
  const { peer } = flooded(2 * FITTING, {
    "host.call": async (_message, call: IncomingRequest) => {
      const asked = call.call("action.invoke", { action: "A" }, { timeoutMs: Number.POSITIVE_INFINITY });
      nested.push(asked);
      await asked;
      return {};
    },
  });
  for (const { id } of peer.requests("action.invoke")) peer.give(answer(id as number));
  await settled();
  expect(peer.requests("host.result")).toEqual([]);
  jest.advanceTimersByTime(LIMITS.maxPauseMs);
  await Promise.all(nested);
  await settled();
  const taken = peer.requests("host.result").length;
  expect(taken).toBeGreaterThanOrEqual(FITTING);
  const refused = peer.requests("error");
  expect(refused.length).toBe(2 * FITTING - taken);
  for (const error of refused) expect(error.code).toBe("overloaded");
  // There is room again: the next flood is held back as the first was.
  peer.give(ask(1000));
  expect(peer.isRead).toBe(true);
  for (const { id } of peer.requests("action.invoke").slice(-1)) peer.give(answer(id as number));
  await settled();
});

test("a guest that is held back is waited for as long as something settles", async () => {
  const { handlers, settle } = waiting();
  const { peer } = flooded(3 * FITTING, handlers);
  for (let index = 0; index < FITTING; index++) {
    jest.advanceTimersByTime(LIMITS.maxPauseMs - 1);
    await settle(index);
  }
  expect(peer.requests("error")).toEqual([]);
  for (let index = FITTING; index < 3 * FITTING; index++) await settle(index);
  expect(peer.requests("host.result")).toHaveLength(3 * FITTING);
});

test("a connection that ends while its guest is held back leaves no timer", async () => {
  const { handlers } = waiting();
  const { channel, peer } = flooded(2 * FITTING, handlers);
  expect(peer.isRead).toBe(false);
  await channel.close();
});
