/** What a handler leaves behind when its request has ended works in no request, and keeps none in memory. */
import { expect, test } from "bun:test";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { answer, ask, invoke, open, settled } from "./opened-channel.ts";

const scope = asyncCallScope;

test("current() gives nothing once the request has ended: answered, failed, its connection closed", async () => {
  const ends = [() => ({ value: 1 }), () => Promise.reject(new Error("fails")), () => new Promise(() => {})];
  for (const end of ends) {
    const later = Promise.withResolvers<void>();
    const seen: unknown[] = [];
    const { peer, channel } = open(
      {
        "host.call": async () => {
          seen.push(scope.current()?.id);
          void later.promise.then(() => seen.push(scope.current()));
          return (await end()) as object;
        },
      },
      { scope },
    );
    peer.give(ask(7));
    await settled();
    if (end === ends[2]) await channel.close();
    later.resolve();
    await settled();
    expect(seen).toEqual([7, undefined]);
  }
});

test("current() of a cancelled request stays until its handler has settled, so that what it asks for is cancelled", async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const seen: unknown[] = [];
  const { peer } = open(
    {
      "host.call": async () => {
        void second.promise.then(() => seen.push(scope.current()));
        await first.promise;
        seen.push(scope.current()?.signal.aborted);
        return {};
      },
    },
    { scope },
  );
  peer.give(ask(7));
  peer.give({ type: "cancel", re: 7 });
  first.resolve();
  await settled();
  second.resolve();
  await settled();
  expect(seen).toEqual([true, undefined]);
});

test("a loop of requests that each start the next one when they have ended goes on", async () => {
  const turns = 200;
  let turn = 0;
  const { peer, channel } = open(
    {
      // As a native plugin's event handler: it does not wait for what it emits.
      "host.call": () => {
        if (++turn < turns) void invoke(channel);
        return { value: turn };
      },
    },
    { scope, strict: true },
  );
  peer.onSend = ({ type, id }) => {
    // As a plugin's event handler over ipc: what it asks for has been answered when it answers.
    if (type !== "action.invoke") return;
    queueMicrotask(() => {
      peer.give(ask(id as number, { parent: id }));
      peer.give(answer(id as number));
    });
  };
  void invoke(channel);
  for (let wait = 0; wait < 100 && turn < turns; wait++) await settled();
  expect(turn).toBe(turns);
  expect(peer.sent.filter(({ type }) => type === "error")).toEqual([]);
});

test("work that was begun in a request goes on over other channels when the request's own has closed", async () => {
  const later = Promise.withResolvers<void>();
  const other = open({}, { scope });
  const made: unknown[] = [];
  const { peer, channel } = open(
    {
      "host.call": async () => {
        await later.promise;
        made.push(invoke(other.channel));
        return {};
      },
    },
    { scope },
  );
  peer.give(ask(1));
  await channel.close();
  later.resolve();
  await settled();
  other.peer.give(answer(other.peer.lastRequest.id, "done"));
  expect(await made[0]).toMatchObject({ result: "done" });
});

test("a timer that a handler leaves behind keeps nothing of the request in memory", async () => {
  const timers: ReturnType<typeof setInterval>[] = [];
  const messages: WeakRef<object>[] = [];
  const { peer } = open(
    {
      "host.call": (message) => {
        messages.push(new WeakRef(message));
        timers.push(setInterval(() => {}, 1_000_000));
        return {};
      },
    },
    { scope },
  );
  for (let id = 1; id <= 50; id++) peer.give(ask(id));
  try {
    for (let turn = 0; turn < 10; turn++) {
      // A WeakRef holds what it has given until the end of the turn.
      await new Promise((resolve) => setTimeout(resolve));
      Bun.gc(true);
    }
    expect(messages.filter((message) => message.deref() === undefined).length).toBeGreaterThan(40);
  } finally {
    for (const timer of timers) clearInterval(timer);
  }
});
