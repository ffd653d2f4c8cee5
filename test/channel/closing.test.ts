/** How a channel ends, and what it says of being busy. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { ClosedError, CrashedError, errorOf, type PluginError, ProtocolError } from "../../src/errors.ts";
import { answer, ask, errorOfCall, invoke, open, settled } from "./opened-channel.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

for (const [name, text] of [
  ["no JSON", "{"],
  ["no map", "[1]"],
  ["null", "null"],
  ["a map without type", "{}"],
  ["a type that is no string", '{"type":5}'],
  ["the id 0", '{"type":"host.call","id":0}'],
  ["a negative id", '{"type":"host.call","id":-1}'],
  ["an id that is no integer", '{"type":"ping","id":1.5}'],
  ["an id that is no number", '{"type":"ping","id":"1"}'],
  ["the id null", '{"type":"ping","id":null}'],
  ["an id beyond 2^53", '{"type":"ping","id":9007199254740993}'],
] as const) {
  test(`Channel ends by protocol_violation after ${name}: every call fails, every request is dropped`, async () => {
    let signal: AbortSignal | undefined;
    const { peer, channel, closed } = open(
      {
        "host.call": (_message, call) => {
          signal = call.signal;
          return new Promise(() => {});
        },
      },
      { maxInFlight: 1 },
    );
    const calls = [
      errorOfCall(() => invoke(channel, { timeoutMs: 50, component: "action A" })),
      errorOfCall(() => invoke(channel)),
    ];
    peer.give(ask(1));
    peer.giveText(text);
    for (const call of calls) {
      expect(await call).toBeInstanceOf(ProtocolError);
      expect(await call).toMatchObject({ code: "protocol_violation", plugin: "probe" });
    }
    expect(await calls[0]).toMatchObject({ component: "action A", cause: channel.closed });
    expect(signal?.aborted).toBe(true);
    expect(closed).toEqual([channel.closed as PluginError]);
    expect(peer.closes).toBe(1);
    expect(peer.busy).toBe(false);
    peer.give(answer(1));
    peer.give(ask(2));
    expect(peer.sent).toHaveLength(1);
  });
}

test("close() fails every call by closed, and later ones; notify() then does nothing", async () => {
  const { peer, channel, closed } = open();
  const call = errorOfCall(() => invoke(channel, { component: "action A" }));
  await channel.close();
  expect(await call).toBeInstanceOf(ClosedError);
  expect(await call).toMatchObject({
    code: "closed",
    plugin: "probe",
    language: "other",
    component: "action A",
  });
  expect(await errorOfCall(() => invoke(channel))).toBeInstanceOf(ClosedError);
  channel.notify("shutdown", {});
  expect(peer.sent).toHaveLength(1);
  await channel.close(errorOf("crashed", "too late"));
  expect(closed).toHaveLength(1);
  expect(channel.closed).toBeInstanceOf(ClosedError);
});

test("a connection that breaks fails every call by its reason, each with an error of its own", async () => {
  const { peer, channel } = open();
  const calls = [1, 2].map(() => errorOfCall(() => invoke(channel, { timeoutMs: 100 })));
  peer.break(
    errorOf("crashed", "The process was killed", { traceback: "its last words", remedy: "Load it again" }),
  );
  const [first, second] = await Promise.all(calls);
  expect(first).toBeInstanceOf(CrashedError);
  expect(first).not.toBe(second as PluginError);
  expect(first).toMatchObject({ traceback: "its last words", remedy: "Load it again", retryable: true });
});

test("a handler that ends after the connection has says nothing", async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  const { peer, channel } = open({ "host.call": () => promise });
  peer.give(ask(1));
  await channel.close();
  resolve({ value: 1 });
  await settled();
  expect(peer.sent).toEqual([]);
  expect(peer.faults).toEqual([]);
});

test("Channel is busy from the first call or request to the last end of either", async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  const { peer, channel } = open({ "host.call": () => promise });
  expect(peer.busy).toBe(false);
  const call = invoke(channel);
  expect(peer.busy).toBe(true);
  peer.give(ask(1));
  peer.give(answer(1));
  await call;
  expect(peer.busy).toBe(true);
  resolve({ value: 1 });
  await settled();
  expect(peer.busy).toBe(false);
  expect(peer.faults).toEqual([]);
});
