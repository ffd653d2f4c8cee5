/** Requests of the peer: their answers, refusals, and cancels. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import type { IncomingRequest } from "../../src/channel/call.ts";
import { CancelledError, errorOf, type PluginError } from "../../src/errors.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { LIMITS } from "../../src/limits.ts";
import { answer, ask, errorOfCall, invoke, type Opened, open, settled } from "./opened-channel.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

test("Channel answers a request by its handler, at once where the handler is", async () => {
  const { peer } = open({
    "host.call": ({ method }) => (method === "later" ? Promise.resolve({ value: 2 }) : { value: 1 }),
  });
  peer.give(ask(4));
  expect(peer.sent).toEqual([{ type: "host.result", re: 4, value: 1 }]);
  peer.give(ask(5, { method: "later" }));
  expect(peer.busy).toBe(true);
  await settled();
  expect(peer.sent[1]).toEqual({ type: "host.result", re: 5, value: 2 });
  expect(peer.busy).toBe(false);
});

test("Channel answers by error what a handler throws or rejects with", async () => {
  const { peer } = open({
    "host.call": ({ method }) => {
      if (method === "m") throw new Error("thrown");
      return Promise.reject(new Error("rejected"));
    },
  });
  peer.give(ask(1));
  peer.give(ask(2, { method: "n" }));
  await settled();
  expect(peer.sent).toEqual([
    { type: "error", re: 1, code: "host_failed", message: "thrown" },
    { type: "error", re: 2, code: "host_failed", message: "rejected" },
  ]);
});

test("Channel answers by error where the handler's answer cannot be encoded or sent", () => {
  const { peer } = open({
    "host.call": ({ method }) => ({ value: method === "m" ? 10n ** 30n : "too large" }),
  });
  peer.give(ask(1));
  expect(peer.sent).toMatchObject([{ type: "error", re: 1, code: "value_refused" }]);
  peer.onSend = ({ type }) => {
    if (type === "host.result") throw errorOf("value_refused", "Cannot send a message as it is too large");
  };
  peer.open.add(2);
  peer.faults.length = 0;
  peer.give(ask(2, { method: "n" }));
  expect(peer.sent.at(-1)).toMatchObject({ type: "error", re: 2, code: "value_refused" });
  expect(peer.busy).toBe(false);
});

test("Channel answers a request of an unknown type by unsupported, and ping by pong", () => {
  const { peer, channel } = open();
  peer.give({ type: "future.request", id: 1 });
  peer.give({ type: "ping", id: 2 });
  peer.give({ type: "toString", id: 3 });
  peer.give({ type: "constructor", id: 4 });
  expect(peer.sent).toMatchObject([
    { type: "error", re: 1, code: "unsupported", message: "The request future.request is not supported" },
    { type: "pong", re: 2 },
    { type: "error", re: 3, code: "unsupported" },
    { type: "error", re: 4, code: "unsupported" },
  ]);
  expect(channel.closed).toBeUndefined();
});

test("Channel refuses requests beyond maxGuestRequests as overloaded, and takes them again when others end", async () => {
  const waiting: PromiseWithResolvers<object>[] = [];
  const { peer } = open({
    "host.call": () => {
      const deferred = Promise.withResolvers<object>();
      waiting.push(deferred);
      return deferred.promise;
    },
  });
  for (let id = 1; id <= LIMITS.maxGuestRequests; id++) peer.give(ask(id));
  expect(peer.sent).toEqual([]);
  peer.give(ask(5000));
  expect(peer.sent).toMatchObject([{ type: "error", re: 5000, code: "overloaded" }]);
  waiting[0]?.resolve({ value: null });
  await settled();
  peer.give(ask(5001));
  expect(waiting).toHaveLength(LIMITS.maxGuestRequests + 1);
  for (const deferred of waiting) deferred.resolve({ value: null });
  await settled();
  expect(peer.open.size).toBe(0);
  expect(peer.busy).toBe(false);
});

test("Channel works once on an id that comes twice, and again once it was answered", async () => {
  let deferred = Promise.withResolvers<object>();
  let times = 0;
  const { peer } = open({
    "host.call": () => {
      times++;
      return deferred.promise;
    },
  });
  peer.give(ask(1));
  peer.give(ask(1));
  expect(times).toBe(1);
  deferred.resolve({ value: "one" });
  await settled();
  expect(peer.sent).toEqual([{ type: "host.result", re: 1, value: "one" }]);
  deferred = Promise.withResolvers();
  peer.give(ask(1));
  expect(times).toBe(2);
  deferred.resolve({ value: "two" });
  await settled();
  expect(peer.sent).toHaveLength(2);
  expect(peer.faults).toEqual([]);
});

test("cancel aborts the request's signal, cancels the requests inside it, and is answered once by cancelled", async () => {
  let seen: IncomingRequest | undefined;
  let failed: unknown;
  const { peer, channel } = open({
    "host.call": async (_message, call) => {
      seen = call;
      const { signal } = call;
      expect(signal.aborted).toBe(false);
      const inner = call.call("action.invoke", { action: "INNER" }, { timeoutMs: 1000 });
      await Promise.resolve(inner).catch((error) => {
        failed = error;
      });
      return { value: "after the cancel" };
    },
  });
  const other = invoke(channel);
  peer.give(ask(3));
  expect(peer.lastRequest).toMatchObject({ id: 2, parent: 3, action: "INNER" });
  peer.give({ type: "cancel", re: 3 });
  expect(seen?.signal.aborted).toBe(true);
  expect(peer.sent.slice(2)).toMatchObject([
    { type: "cancel", re: 2 },
    { type: "error", re: 3, code: "cancelled" },
  ]);
  await settled();
  expect(failed).toBeInstanceOf(CancelledError);
  peer.give({ type: "cancel", re: 3 });
  expect(peer.sent).toHaveLength(4);
  expect(channel.inFlight).toBe(1);
  peer.give(answer(1));
  await other;
});

test("IncomingRequest.signal is aborted for a handler that first asks for it after the cancel", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let aborted: boolean | undefined;
  const { peer } = open({
    "host.call": async (_message, call) => {
      await promise;
      aborted = call.signal.aborted;
      return {};
    },
  });
  peer.give(ask(1));
  peer.give({ type: "cancel", re: 1 });
  resolve();
  await settled();
  expect(aborted).toBe(true);
});

test("cancel of a request that has ended or never was is ignored", () => {
  const { peer, channel, notices } = open({ "host.call": () => ({ value: 1 }) });
  peer.give(ask(1));
  peer.give({ type: "cancel", re: 1 });
  peer.give({ type: "cancel", re: 99 });
  expect(peer.sent).toHaveLength(1);
  expect(notices).toEqual([]);
  expect(channel.closed).toBeUndefined();
});

test("a request inside a call is answered by the call's own handlers first, then by the channel's", async () => {
  const { peer, channel } = open({ "host.call": () => ({ value: "channel" }) });
  const call = invoke(channel, {
    inside: { "host.call": () => ({ value: "call" }), "callback.emit": () => ({ memories: [] }) },
  });
  peer.give(ask(1, { parent: 1 }));
  peer.give(ask(2, { parent: 77 }));
  peer.give(ask(3));
  peer.give({ type: "callback.emit", id: 4, parent: 1, content: {} });
  peer.give({ type: "callback.emit", id: 5, content: {} });
  peer.give(answer(1));
  peer.give(ask(6, { parent: 1 }));
  await call;
  expect(peer.sent.slice(1)).toMatchObject([
    { re: 1, value: "call" },
    { re: 2, value: "channel" },
    { re: 3, value: "channel" },
    { type: "callback.result", re: 4 },
    { type: "error", re: 5, code: "unsupported" },
    { re: 6, value: "channel" },
  ]);
});

test("a call made in the scope of a request names it as its parent, through awaits", async () => {
  const made: unknown[] = [];
  const { peer, channel } = open(
    {
      "host.call": async () => {
        await null;
        made.push(invoke(channel));
        return { value: 1 };
      },
    },
    { scope: asyncCallScope },
  );
  peer.give(ask(9));
  await settled();
  expect(peer.lastRequest.parent).toBe(9);
  peer.give(answer(1));
  await Promise.all(made);
  void invoke(channel);
  expect(peer.lastRequest.parent).toBeUndefined();
});

test("a call over another channel ends when the request ends in whose scope it was made, or has ended", async () => {
  const other = open({}, { scope: asyncCallScope });
  const errors: Promise<PluginError>[] = [];
  const { promise: cancelled, resolve } = Promise.withResolvers<void>();
  const { peer } = open(
    {
      "host.call": async () => {
        errors.push(errorOfCall(() => invoke(other.channel)));
        await cancelled;
        errors.push(errorOfCall(() => invoke(other.channel)));
        return {};
      },
    },
    { scope: asyncCallScope },
  );
  peer.give(ask(1));
  expect(other.channel.inFlight).toBe(1);
  peer.give({ type: "cancel", re: 1 });
  resolve();
  await settled();
  expect(errors).toHaveLength(2);
  for (const error of errors) expect(await error).toBeInstanceOf(CancelledError);
  expect(other.channel.inFlight).toBe(0);
  expect(other.peer.asked.size).toBe(0);
});

test("a call over the first channel names its request, however many channels lie between", async () => {
  const made: unknown[] = [];
  const second = open(
    {
      "host.call": async () => {
        await null;
        made.push(invoke(first.channel));
        return { value: 1 };
      },
    },
    { scope: asyncCallScope },
  );
  const first: Opened = open(
    {
      "host.call": async () => {
        await invoke(second.channel);
        return {};
      },
    },
    { scope: asyncCallScope },
  );
  first.peer.give(ask(9));
  second.peer.give(ask(4, { parent: second.peer.lastRequest.id }));
  await settled();
  expect(first.peer.lastRequest).toMatchObject({ type: "action.invoke", parent: 9 });
  expect(second.peer.sent.at(-1)).toMatchObject({ type: "host.result", re: 4 });
  first.peer.give(answer(1));
  second.peer.give(answer(1));
  await Promise.all(made);
  await settled();
  expect([first.peer.busy, second.peer.busy]).toEqual([false, false]);
});

test("Channel answers a request inside a call that has ended by cancelled, not as a type that it does not know", async () => {
  const { peer, channel } = open();
  const inside = { "callback.emit": () => ({ memories: [] }) };
  const call = invoke(channel, { inside });
  peer.give({ type: "callback.emit", id: 1, parent: 1, content: {} });
  peer.give(answer(1));
  await call;
  peer.give({ type: "callback.emit", id: 2, parent: 1, content: {} });
  peer.give({ type: "future.request", id: 3, parent: 1 });
  expect(peer.sent.slice(1)).toEqual([
    { type: "callback.result", re: 1, memories: [] },
    {
      type: "error",
      re: 2,
      code: "cancelled",
      message: "Cannot take the request callback.emit as the call that it belongs to has ended",
    },
    { type: "error", re: 3, code: "unsupported", message: "The request future.request is not supported" },
  ]);
});
