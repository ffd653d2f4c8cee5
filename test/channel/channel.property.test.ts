/** Whatever a hostile peer says, in whatever order: every call ends exactly once, and nothing is left of it. */
import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { getEventListeners } from "node:events";
import fc from "fast-check";
import type { CallOptions, IncomingRequest, Message } from "../../src/channel/call.ts";
import { Channel } from "../../src/channel/channel.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import { HOST_VOICE } from "../../src/channel/wire-error.ts";
import { errorOf, PluginError } from "../../src/errors.ts";
import { ScriptedPeer } from "./scripted-peer.ts";

const MAX_IN_FLIGHT = 3;

/** What the peer does in answer to a request; `target` counts through the requests that the channel has made. */
type Answer = "right" | "wrong type" | "error" | "senseless error" | "part" | "nothing";
type Handling = "at once" | "later" | "throws" | "unsendable" | "calls back" | "unknown type" | "ping";

type Command =
  | {
      do: "call";
      timeoutMs: number;
      signal: number;
      parent: number | undefined;
      atOnce: Answer | "abort" | "break";
    }
  | { do: "answer"; target: number; answer: Answer }
  | { do: "stray"; re: number; answer: Answer }
  | { do: "abort"; signal: number }
  | { do: "request"; id: number; parent: number | undefined; handling: Handling }
  | { do: "settle"; target: number; rejects: boolean }
  | { do: "cancel"; re: number }
  | { do: "advance"; ms: number }
  | { do: "tick" }
  | { do: "violate"; text: string }
  | { do: "close" | "break" };

const answers: Answer[] = ["right", "wrong type", "error", "senseless error", "part", "nothing"];
const handlings: Handling[] = [
  "at once",
  "later",
  "throws",
  "unsendable",
  "calls back",
  "unknown type",
  "ping",
];
const ids = fc.integer({ min: 1, max: 12 });
const maybeId = fc.option(ids, { nil: undefined });
const signals = fc.nat({ max: 3 });

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("call" as const),
      timeoutMs: fc.constantFrom(10, 20, 30, Number.POSITIVE_INFINITY),
      signal: signals,
      parent: maybeId,
      atOnce: fc.constantFrom(...answers, "nothing", "nothing", "nothing", "abort", "break"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      target: fc.nat(9),
      answer: fc.constantFrom(...answers),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("stray" as const), re: ids, answer: fc.constantFrom(...answers) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("abort" as const), signal: signals }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("request" as const),
      id: ids,
      parent: maybeId,
      handling: fc.constantFrom(...handlings),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("settle" as const), target: fc.nat(9), rejects: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel" as const), re: ids }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("advance" as const), ms: fc.nat(25) }) },
  { weight: 4, arbitrary: fc.constant({ do: "tick" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("violate" as const),
      text: fc.constantFrom(
        "{",
        "[]",
        "null",
        '{"type":5}',
        '{"type":"ping","id":0}',
        '{"type":"ping","id":"1"}',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("close" as const, "break" as const) }) },
);

/** A call and each of its ends, of which there may be one. */
interface TrackedCall {
  ends: string[];
  signal: AbortSignal | undefined;
  /** On the clock of the run, ms. */
  deadline: number;
}

/** One run: the channel, its peer, and what became of every call. */
class Run {
  readonly peer = new ScriptedPeer();
  readonly channel: Channel<string>;
  readonly controllers = [0, 1, 2].map(() => new AbortController());
  readonly calls: TrackedCall[] = [];
  /** Handlers that wait for the script. */
  readonly later: PromiseWithResolvers<object>[] = [];
  closedTimes = 0;
  /** Ms that have passed. */
  now = 0;

  constructor() {
    jest.clearAllTimers();
    this.channel = new Channel(this.peer.connect, {
      codec: jsonCodec,
      handlers: { "host.call": (message, call) => this.#handle(message.method as Handling, call) },
      onNotice: () => {},
      onClosed: () => {
        expect(this.channel.inFlight).toBe(0);
        this.closedTimes++;
      },
      voice: HOST_VOICE,
      peer: { plugin: "probe", language: "other" },
      maxInFlight: MAX_IN_FLIGHT,
    });
  }

  async play(commands: Command[]): Promise<void> {
    for (const one of commands) {
      this.#perform(one);
      this.check();
      if (one.do === "tick") await this.settled();
    }
    await this.settled();
  }

  #perform(one: Command): void {
    const { peer } = this;
    if (one.do === "call") this.#makeCall(one);
    else if (one.do === "answer") this.#answer(at(peer.ids, one.target), one.answer);
    else if (one.do === "stray") this.#answer(one.re + 1000, one.answer);
    else if (one.do === "abort") this.controllers[one.signal]?.abort();
    else if (one.do === "request") this.#request(one);
    else if (one.do === "settle") this.#settle(one);
    else if (one.do === "cancel") peer.give({ type: "cancel", re: one.re });
    else if (one.do === "advance") this.#advance(one.ms);
    else if (one.do === "violate") peer.giveText(one.text);
    else if (one.do === "break") peer.break(errorOf("crashed", "The guest broke"));
    else if (one.do === "close") void this.channel.close();
  }

  #advance(ms: number): void {
    this.now += ms;
    jest.advanceTimersByTime(ms);
  }

  #makeCall(one: Command & { do: "call" }): void {
    const { timeoutMs, parent } = one;
    const signal = this.controllers[one.signal]?.signal;
    this.peer.onSend = (message) => message.id !== undefined && this.#atOnce(message, one);
    this.call(this.channel, { timeoutMs, signal, parent });
    this.peer.onSend = undefined;
  }

  #request({ handling, id, parent }: Command & { do: "request" }): void {
    if (handling === "unknown type") this.peer.give({ type: "future.request", id, parent });
    else if (handling === "ping") this.peer.give({ type: "ping", id: id + 1000 });
    else this.peer.give({ type: "host.call", id, parent, method: handling, args: [] });
  }

  #settle({ target, rejects }: Command & { do: "settle" }): void {
    const waiting = at(this.later, target);
    if (rejects) waiting?.reject(new Error("rejected"));
    else waiting?.resolve({ value: "later" });
  }

  /** Makes a call and notes each of its ends. */
  call(target: Channel<string> | IncomingRequest, options: CallOptions): Promise<void> {
    const ends: string[] = [];
    this.calls.push({ ends, signal: options.signal, deadline: this.now + (options.timeoutMs as number) });
    const failed = (error: unknown) => {
      expect(error).toBeInstanceOf(PluginError);
      ends.push((error as PluginError).code);
    };
    const onPart = () => expect(ends).toEqual([]);
    try {
      const answer = target.call("action.invoke", { action: "A" }, { ...options, onPart });
      if (answer instanceof Promise) return answer.then(() => void ends.push("answer"), failed);
      ends.push("answer at once");
    } catch (error) {
      failed(error);
    }
    return Promise.resolve();
  }

  #handle(handling: Handling, call: IncomingRequest): object | Promise<object> {
    if (handling === "throws") throw new Error("thrown");
    if (handling === "unsendable") return { value: 10n ** 30n };
    if (handling === "calls back")
      return this.call(call, { timeoutMs: 15, signal: call.signal }).then(() => ({ value: null }));
    if (handling === "at once") return { value: 1 };
    const deferred = Promise.withResolvers<object>();
    this.later.push(deferred);
    return deferred.promise;
  }

  #atOnce(request: Message, { atOnce, signal }: Command & { do: "call" }): void {
    if (atOnce === "break") this.peer.break();
    else if (atOnce === "abort") this.controllers[signal]?.abort();
    else this.#answer(request.id as number, atOnce);
  }

  #answer(re: number | undefined, answer: Answer): void {
    if (re === undefined) return;
    if (answer === "right") this.peer.give({ type: "action.result", re, result: null });
    else if (answer === "wrong type") this.peer.give({ type: "provider.result", re, result: null });
    else if (answer === "error") this.peer.give({ type: "error", re, code: "handler_failed", message: "no" });
    else if (answer === "senseless error") this.peer.give({ type: "error", re, code: 5, details: [[]] });
    else if (answer === "part") this.peer.give({ type: "model.chunk", re, text: "t" });
  }

  /** What must hold between any two commands. */
  check(): void {
    const { peer, channel } = this;
    expect(peer.faults).toEqual([]);
    if (channel.closed !== undefined) {
      expect(channel.inFlight).toBe(0);
      expect(peer.busy).toBe(false);
    } else {
      expect(peer.busy).toBe(channel.inFlight + peer.open.size > 0);
    }
    expect(channel.inFlight).toBeLessThanOrEqual(this.calls.filter(({ ends }) => ends.length === 0).length);
  }

  /** Lets every promise that can settle do so; then no call is left that must have ended. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await null;
    this.check();
    const overdue = this.calls.filter(
      ({ ends, signal, deadline }) =>
        ends.length === 0 && (signal?.aborted || deadline <= this.now || this.channel.closed !== undefined),
    );
    expect(overdue).toEqual([]);
  }

  /** Nothing is left: neither calls nor timers nor listeners. */
  checkEnd(): void {
    expect(this.calls.filter(({ ends }) => ends.length !== 1)).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
    for (const { signal } of this.controllers) expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(unhandled).toEqual([]);
  }
}

/** The item that a number of any size picks. */
function at<Item>(items: readonly Item[], target: number): Item | undefined {
  return items[target % Math.max(1, items.length)];
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));

test("Channel ends every call exactly once, whatever the peer says and in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 50, size: "max" }), async (commands) => {
      const run = new Run();
      await run.play(commands);
      await run.channel.close();
      for (const waiting of run.later) waiting.resolve({ value: "too late" });
      await run.settled();
      run.checkEnd();
      expect(run.closedTimes).toBe(1);
    }),
    { numRuns: 1000 },
  );
});

test("Channel ends every call while the connection lives, by answers, deadlines and signals alone", async () => {
  const lively = command.filter(
    (one) =>
      !["close", "break", "violate"].includes(one.do) && !(one.do === "call" && one.atOnce === "break"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(lively, { maxLength: 50, size: "max" }), async (commands) => {
      const run = new Run();
      await run.play(commands);
      // Each round answers what has been asked; calls that waited are asked in the next one.
      for (let round = 0; run.channel.inFlight + run.peer.open.size > 0; round++) {
        expect(round).toBeLessThan(commands.length + 2);
        for (const waiting of run.later) waiting.resolve({ value: "done" });
        for (const re of [...run.peer.asked]) run.peer.give({ type: "action.result", re, result: null });
        await run.settled();
      }
      run.checkEnd();
      expect(run.channel.closed).toBeUndefined();
      expect(run.peer.asked.size).toBe(0);
    }),
    { numRuns: 1000 },
  );
});
