/** Deadlines: each request has its own by the schema, and no timer is too long to be waited for. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import type { MessageType } from "../../src/channel/call.ts";
import { MESSAGES } from "../../src/contract/generated/messages.ts";
import { LIMITS } from "../../src/limits.ts";
import { InProcessTransport } from "../../src/transport/in-process.ts";
import { playedGuest } from "../transport/abi-guest.ts";
import { errorOfCall, open } from "./opened-channel.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const requests = Object.entries(MESSAGES).flatMap(([type, message]) =>
  "deadline" in message ? [[type as MessageType, LIMITS[`${message.deadline}TimeoutMs`]] as const] : [],
);

test.each(requests)(
  "call() of %s ends by the deadline that the schema names, %i ms",
  async (type, timeoutMs) => {
    const { channel, peer } = open();
    const error = errorOfCall(() => channel.call(type, {}, {}));
    expect(peer.lastRequest).toMatchObject({ type, timeoutMs });
    jest.advanceTimersByTime(timeoutMs - 1);
    expect(channel.inFlight).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await error).toMatchObject({ code: "deadline", value: timeoutMs });
  },
);

test("every request of the schema has a deadline", () => {
  const all = Object.entries(MESSAGES).filter(([, { kind }]) => kind === "request");
  expect(requests.map(([type]) => type as string)).toEqual(all.map(([type]) => type));
});

test("call() counts what was waited for before it, and tells the whole deadline", async () => {
  const { channel, peer } = open();
  const sinceMs = performance.now() - 400;
  const error = errorOfCall(() => channel.call("provider.get", {}, { timeoutMs: 500, sinceMs }));
  expect(peer.lastRequest.timeoutMs).toBeLessThanOrEqual(100);
  jest.advanceTimersByTime(101);
  expect(await error).toMatchObject({ code: "deadline", value: 500 });
});

test.each([2 ** 31, 1e12, Number.MAX_VALUE])("a deadline of %d ms does not pass at once", (timeoutMs) => {
  const { channel } = open();
  void channel.call("provider.get", {}, { timeoutMs });
  jest.advanceTimersByTime(1_000_000);
  expect(channel.inFlight).toBe(1);
});

test.each([2 ** 31, 0xfffffffe])(
  "a guest in this process that sleeps for %d ms is not polled at once",
  async (ms) => {
    const guest = playedGuest(ms);
    const transport = new InProcessTransport(guest, { message() {}, closed() {} });
    await null;
    expect(guest.polls).toBe(1);
    jest.advanceTimersByTime(1_000_000);
    expect(guest.polls).toBe(1);
    await transport.close();
  },
);
