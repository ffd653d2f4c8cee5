/** Two real channels, each the peer of the other, that call each other back. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import type { IncomingRequest, Message, RequestHandlers } from "../../src/channel/call.ts";
import type { CallScope } from "../../src/channel/call-scope.ts";
import { Channel } from "../../src/channel/channel.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import type { Receiver } from "../../src/channel/transport.ts";
import { GUEST_VOICE, HOST_VOICE } from "../../src/channel/wire-error.ts";
import { CancelledError, ClosedError, PluginError } from "../../src/errors.ts";
import { errorOfCall, settled } from "./opened-channel.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

/** Two real channels, each the other's peer. */
interface Wired {
  host: Channel<string>;
  guest: Channel<string>;
  /** Whether each end says that it is busy. */
  busy: { host: boolean; guest: boolean };
}

interface Wires {
  hostHandlers: RequestHandlers;
  guestHandlers: RequestHandlers;
  /** How a message gets from one end to the other. */
  deliver(deliver: () => void): void;
  scope?: CallScope;
}

function wire({ hostHandlers, guestHandlers, deliver, scope }: Wires): Wired {
  const receivers: { host?: Receiver<string>; guest?: Receiver<string> } = {};
  const busy = { host: false, guest: false };
  const end = (own: "host" | "guest", other: "host" | "guest") => ({
    connect: (receiver: Receiver<string>) => {
      receivers[own] = receiver;
      return {
        send: (text: string) => deliver(() => receivers[other]?.message(text)),
        setBusy: (value: boolean) => {
          busy[own] = value;
        },
        close: async () => {
          deliver(() => receivers[other]?.closed());
        },
      };
    },
    options: {
      codec: jsonCodec,
      handlers: own === "host" ? hostHandlers : guestHandlers,
      onNotice: () => {},
      voice: own === "host" ? HOST_VOICE : GUEST_VOICE,
      strict: own === "host",
      peer: own === "host" ? { plugin: "probe", language: "other" } : {},
      scope,
    },
  });
  const [hostEnd, guestEnd] = [end("host", "guest"), end("guest", "host")];
  const host = new Channel(hostEnd.connect, hostEnd.options);
  const guest = new Channel(guestEnd.connect, guestEnd.options);
  return { host, guest, busy };
}

const DEPTH = 20;
type Callback = (depth: number, call: IncomingRequest) => object | Promise<object>;

/** Handlers of both ends that call each other back, one level deeper each time, until `deepest` answers. */
function nesting(deepest: Callback): Pick<Wires, "hostHandlers" | "guestHandlers"> {
  const timeoutMs = 10_000;
  const deeper = (type: "host.call" | "action.invoke") => (message: Message, call: IncomingRequest) => {
    const depth = message.depth as number;
    if (depth === DEPTH) return deepest(depth, call);
    const inner = call.call(type, { depth: depth + 1 }, { timeoutMs });
    const wrap = ({ path }: Message) => ({ path: [depth, ...(path as number[])] });
    return inner instanceof Promise ? inner.then(wrap) : wrap(inner);
  };
  return {
    hostHandlers: { "host.call": deeper("action.invoke") },
    guestHandlers: { "action.invoke": deeper("host.call") },
  };
}

const levels = Array.from({ length: DEPTH }, (_unused, index) => index + 1);

test("two channels nest calls 20 deep without a promise, where messages are delivered inside send", () => {
  const { host, busy } = wire({ ...nesting((depth) => ({ path: [depth] })), deliver: (now) => now() });
  const result = host.call("action.invoke", { depth: 1 }, { timeoutMs: 10_000 });
  expect(result).toMatchObject({ type: "action.result", path: levels });
  expect(busy).toEqual({ host: false, guest: false });
});

test("two channels nest calls 20 deep by promises, where messages come later", async () => {
  const { host, guest, busy } = wire({
    ...nesting(async (depth) => ({ path: [depth] })),
    deliver: (later) => queueMicrotask(later),
  });
  const result = host.call("action.invoke", { depth: 1 }, { timeoutMs: 10_000 });
  expect(result).toBeInstanceOf(Promise);
  expect(await result).toMatchObject({ path: levels });
  expect([host.inFlight, guest.inFlight]).toEqual([0, 0]);
  expect(busy).toEqual({ host: false, guest: false });
});

test("an error 20 calls deep reaches the top as one chain", async () => {
  const { host } = wire({
    ...nesting(() => {
      throw new Error("deepest");
    }),
    deliver: (later) => queueMicrotask(later),
  });
  const error = await errorOfCall(() => host.call("action.invoke", { depth: 1 }, { timeoutMs: 10_000 }));
  expect(error).toMatchObject({ code: "handler_failed", message: "deepest" });
  const codes: string[] = [];
  for (let at: unknown = error; at instanceof PluginError; at = at.cause) codes.push(at.code);
  expect(codes.slice(0, 4)).toEqual(["handler_failed", "host_failed", "handler_failed", "host_failed"]);
  expect(codes.length).toBeLessThanOrEqual(9);
});

test("a cancel at the top ends calls 20 deep, on both sides", async () => {
  let deepest: AbortSignal | undefined;
  const { host, guest, busy } = wire({
    ...nesting((_depth, call) => {
      deepest = call.signal;
      return new Promise(() => {});
    }),
    deliver: (later) => queueMicrotask(later),
  });
  const controller = new AbortController();
  const call = errorOfCall(() =>
    host.call("action.invoke", { depth: 1 }, { timeoutMs: 10_000, signal: controller.signal }),
  );
  for (let turn = 0; turn < 200 && deepest === undefined; turn++) await null;
  expect(deepest?.aborted).toBe(false);
  controller.abort();
  expect(await call).toBeInstanceOf(CancelledError);
  for (let turn = 0; turn < 200; turn++) await null;
  expect(deepest?.aborted).toBe(true);
  expect([host.inFlight, guest.inFlight]).toEqual([0, 0]);
  expect(busy).toEqual({ host: false, guest: false });
});

test("the end of one channel ends calls 20 deep on both", async () => {
  let reached = false;
  const { host, guest, busy } = wire({
    ...nesting(() => {
      reached = true;
      return new Promise(() => {});
    }),
    deliver: (later) => queueMicrotask(later),
  });
  const call = errorOfCall(() => host.call("action.invoke", { depth: 1 }, { timeoutMs: 10_000 }));
  for (let turn = 0; turn < 200 && !reached; turn++) await null;
  await guest.close();
  expect(await call).toBeInstanceOf(ClosedError);
  await settled();
  expect([host.inFlight, guest.inFlight]).toEqual([0, 0]);
  expect(busy).toEqual({ host: false, guest: false });
});

test("calls that nest without end are refused by deadlock, with the chain", async () => {
  const timeoutMs = 10_000;
  const again = (type: "host.call" | "action.invoke") => async (message: Message, call: IncomingRequest) =>
    await call.call(
      type,
      { method: "processActions", depth: message.depth },
      { timeoutMs, component: "action A" },
    );
  const { host } = wire({
    hostHandlers: { "host.call": again("action.invoke") },
    guestHandlers: { "action.invoke": again("host.call") },
    deliver: (deliver) => queueMicrotask(deliver),
  });
  const call = host.call("action.invoke", {}, { timeoutMs, component: "action A" });
  let error: unknown = await errorOfCall(() => call);
  while (error instanceof PluginError && error.code !== "deadlock") error = error.cause;
  const { code, message } = error as PluginError;
  expect(code).toBe("deadlock");
  expect(message).toStartWith("Calls are nested 65 deep: ");
  expect(message).toContain('action A of "probe" (other) → host.call processActions → ');
  expect(message).toContain(" more → ");
});
