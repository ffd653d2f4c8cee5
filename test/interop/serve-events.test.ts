/** A served plugin's events and task workers. */
import { expect, test } from "bun:test";
import type { Content, IAgentRuntime, Memory, Plugin } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import { errorOfCall, settled } from "../channel/opened-channel.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";
import { introduced } from "./served.ts";

const memory = memoryOf("hello");

test("event.emit gives every handler the payload, the guest's runtime and the host's callback", async () => {
  const seen: Record<string, unknown>[] = [];
  const emitted: Content[] = [];
  const listener = async (payload: unknown) => {
    seen.push(payload as Record<string, unknown>);
  };
  const events = { SEEN: [listener, listener] } as unknown as NonNullable<Plugin["events"]>;
  let runtime: IAgentRuntime | undefined;
  const { ask } = await introduced({
    events,
    init: async (_config, agent) => {
      runtime = agent;
    },
  });
  await ask("event.emit", { event: "SEEN", payload: { n: 1, source: "test" } });
  expect(seen).toHaveLength(2);
  expect(seen[0]).toEqual({ n: 1, source: "test", runtime });
  const inside = {
    "callback.emit": ({ content }: Message) => {
      emitted.push(content as Content);
      return { memories: [{ id: "m" }] };
    },
  };
  const called = ask("event.emit", { event: "SEEN", callback: true }, { inside });
  await called;
  const { callback, source } = seen[2] as { callback(content: Content): Promise<Memory[]>; source: string };
  expect(source).toBe("runtime");
  expect(callback).toBeFunction();
  expect(emitted).toEqual([]);
});

test("an event handler's callback reaches the host inside the request", async () => {
  const answers: unknown[] = [];
  const listener = async ({ callback }: { callback(content: Content): Promise<Memory[]> }) => {
    answers.push(await callback({ text: "heard" }));
  };
  const { ask, all } = await introduced({
    events: { SEEN: [listener] } as unknown as NonNullable<Plugin["events"]>,
  });
  const inside = { "callback.emit": () => ({ memories: [{ id: "m" }] }) };
  await ask("event.emit", { event: "SEEN", payload: {}, callback: true }, { inside });
  expect(answers).toEqual([[{ id: "m" }]]);
  expect(all("callback.emit")).toMatchObject([{ parent: 2, content: { text: "heard" } }]);
});

test("event.emit ends when every handler has, by the failure of one", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const ran: string[] = [];
  const events = {
    SEEN: [
      async () => {
        throw new Error("first");
      },
      async () => {
        await gate;
        ran.push("second");
      },
    ],
  } as unknown as NonNullable<Plugin["events"]>;
  const { ask } = await introduced({ events });
  let hasEnded = false;
  const failing = errorOfCall(() => ask("event.emit", { event: "SEEN", payload: {} })).finally(() => {
    hasEnded = true;
  });
  await settled();
  expect([hasEnded, ran]).toEqual([false, []]);
  open();
  expect(await failing).toMatchObject({ code: "handler_failed", message: "first" });
  expect(ran).toEqual(["second"]);
});

test("event handlers start in the order of the events, though earlier ones still run", async () => {
  const started: unknown[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const listener = async ({ n }: { n: number }) => {
    started.push(n);
    if (n === 1) await gate;
  };
  const { ask } = await introduced({
    events: { SEEN: [listener] } as unknown as NonNullable<Plugin["events"]>,
  });
  const first = ask("event.emit", { event: "SEEN", payload: { n: 1 } });
  await Promise.all([2, 3].map((n) => ask("event.emit", { event: "SEEN", payload: { n } })));
  expect(started).toEqual([1, 2, 3]);
  open();
  await first;
});

test("task workers that init registered are executed and validated", async () => {
  const ran: unknown[] = [];
  const { ask, all } = await introduced(
    {
      init: async (_config, runtime) => {
        runtime.registerTaskWorker({
          name: "T",
          execute: async (given, options, task) => {
            ran.push([given === runtime, options, task.name]);
          },
          validate: async (_runtime, { content }) => content.text !== "no",
        });
        runtime.registerTaskWorker({ name: "BARE", execute: async () => {} });
      },
    },
    { handlers: { "component.register": () => ({}) } },
  );
  expect(all("component.register").map(({ kind, definition }) => ({ kind, definition }))).toEqual([
    { kind: "task", definition: { name: "T", validates: true } },
    { kind: "task", definition: { name: "BARE", validates: false } },
  ]);
  await ask("task.execute", { worker: "T", task: { name: "t1" }, options: { k: 1 } });
  expect(ran).toEqual([[true, { k: 1 }, "t1"]]);
  expect((await ask("task.validate", { worker: "T", memory: memoryOf("no") })).valid).toBe(false);
  expect((await ask("task.validate", { worker: "T", memory })).valid).toBe(true);
  expect((await ask("task.validate", { worker: "BARE", memory })).valid).toBe(true);
});
