/** A served plugin's actions, evaluators and providers, and what it answers to nonsense. */
import { expect, test } from "bun:test";
import type { Evaluator, HandlerCallback, IAgentRuntime, Memory, State } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { emptyState, memoryOf } from "../fixtures/recording-runtime.ts";
import { actionOf, introduced, served, until } from "./served.ts";

const memory = memoryOf("hello");

test("action.invoke hands over every input, emits contents in order and answers the result", async () => {
  const given: unknown[] = [];
  const emitted: unknown[] = [];
  const { ask } = await introduced({
    actions: [
      actionOf(async (_runtime, message, state, options, callback, responses) => {
        given.push(message, state, options, responses);
        const first = await callback?.({ text: "one" });
        const second = await callback?.({ text: "two" });
        return { success: true, data: { ids: [first, second].flat().map((one) => one?.id) } };
      }),
    ],
  });
  const inside = {
    "callback.emit": ({ content }: Message) => {
      emitted.push(content);
      return { memories: [{ id: `m${emitted.length}` }] };
    },
  };
  const fields = { action: "A", memory, state: emptyState, options: { k: 1 }, responses: [memory] };
  const { result } = await ask("action.invoke", fields, { inside });
  expect(given).toEqual([memory, emptyState, { k: 1 }, [memory]]);
  expect(emitted).toEqual([{ text: "one" }, { text: "two" }]);
  expect(result).toEqual({ success: true, data: { ids: ["m1", "m2"] } });
});

test.each([
  ["a boolean", false, { success: false }],
  ["nothing", undefined, null],
])("action.invoke takes %s for a result", async (_what, returned, expected) => {
  const { ask } = await introduced({ actions: [actionOf(() => returned)] });
  expect((await ask("action.invoke", { action: "A", memory })).result).toEqual(expected);
});

test.each([
  ["an array", [1], "a map or nothing: current value is an array"],
  ["a text", "x", "a map or nothing: current value is a string"],
  ["a live object", new (class Live {})(), "a value that can cross: current value is an instance of Live"],
])("action.invoke refuses %s for a result", async (_what, returned, rule) => {
  const { ask } = await introduced({ actions: [actionOf(() => returned)] });
  const error = await errorOfCall(() => ask("action.invoke", { action: "A", memory }));
  expect(error.code).toBe("value_refused");
  expect(error.message).toBe(`Cannot send what action A returned as it must be ${rule}`);
});

test("action.validate answers true for an action without validate, else what it says", async () => {
  const bare = actionOf(() => {}, "BARE");
  delete (bare as Partial<typeof bare>).validate;
  const strict = {
    ...actionOf(() => {}, "STRICT"),
    word: "hello",
    async validate(this: { word: string }, _runtime: IAgentRuntime, { content }: Memory) {
      return content.text === this.word;
    },
  };
  const { ask } = await introduced({ actions: [bare, strict] });
  expect((await ask("action.validate", { action: "BARE", memory })).valid).toBe(true);
  expect((await ask("action.validate", { action: "STRICT", memory })).valid).toBe(true);
  const other = { action: "STRICT", memory: memoryOf("bye") };
  expect((await ask("action.validate", other)).valid).toBe(false);
});

test("evaluators are validated and invoked like actions", async () => {
  const evaluator: Evaluator = {
    name: "E",
    description: "Looks",
    examples: [],
    validate: async (_runtime, { content }) => content.text !== "no",
    handler: async (_runtime, { content }, _state, _options, callback, responses) => {
      await callback?.({ text: "seen" });
      return { success: true, text: `${content.text}`, data: { count: responses?.length } };
    },
  };
  const { ask } = await introduced({ evaluators: [evaluator] });
  expect((await ask("evaluator.validate", { evaluator: "E", memory })).valid).toBe(true);
  expect((await ask("evaluator.validate", { evaluator: "E", memory: memoryOf("no") })).valid).toBe(false);
  const emitted: unknown[] = [];
  const inside = {
    "callback.emit": ({ content }: Message) => {
      emitted.push(content);
      return { memories: [] };
    },
  };
  const fields = { evaluator: "E", memory, responses: [memory, memory] };
  const { result } = await ask("evaluator.invoke", fields, { inside });
  expect(result).toEqual({ success: true, text: "hello", data: { count: 2 } });
  expect(emitted).toEqual([{ text: "seen" }]);
});

test("provider.get gives the state and answers the result", async () => {
  const provider = {
    name: "P",
    get: async (_runtime: IAgentRuntime, { content }: Memory, state: State) => ({
      text: `${content.text} ${state.text}`,
    }),
  };
  const { ask } = await introduced({ providers: [provider] });
  const { result } = await ask("provider.get", {
    provider: "P",
    memory,
    state: { ...emptyState, text: "there" },
  });
  expect(result).toEqual({ text: "hello there" });
});

test.each([
  ["action.invoke", { action: "GREEET" }, "action GREEET: did you mean GREET?"],
  ["evaluator.validate", { evaluator: "X" }, "evaluator X"],
  ["provider.get", { provider: "toString" }, "provider toString"],
  ["event.emit", { event: "X" }, "event X"],
  ["model.invoke", { model: "X" }, "model X"],
  ["task.execute", { worker: "X", task: {}, options: {} }, "task worker X"],
  ["service.start", { service: "X" }, "service X"],
  ["service.call", { instance: 4, method: "m", args: [] }, "running service of the number 4"],
  ["route.handle", { route: "/x", method: "GET", path: "/x" }, "route GET /x"],
] as const)("%s of what the plugin does not have is component_unknown", async (type, fields, what) => {
  const { ask } = await introduced({ actions: [actionOf(() => {}, "GREET")] });
  const error = await errorOfCall(() => ask(type, { memory, ...fields }));
  expect(error.code).toBe("component_unknown");
  expect(error.message).toBe(`The plugin probe has no ${what}`);
});

test("a request before plugin.init breaks the protocol, as does a second plugin.init", async () => {
  const { ask, init } = served({ actions: [actionOf(() => {})] });
  const early = await errorOfCall(() => ask("action.invoke", { action: "A", memory }));
  expect(early).toMatchObject({ code: "protocol_violation" });
  expect(early.message).toContain("plugin.init did not come before it");
  await init();
  const second = await errorOfCall(() => init());
  expect(second).toMatchObject({ code: "protocol_violation" });
});

test("plugin.init hands over the config, and fails as the plugin's init does", async () => {
  const configs: unknown[] = [];
  const first = served({
    init: async (config) => {
      configs.push(config);
    },
  });
  await first.init({ config: { KEY: "x" } });
  expect(configs).toEqual([{ KEY: "x" }]);
  const failing = served({
    init: async () => {
      throw new Error("no database");
    },
  });
  expect(await errorOfCall(() => failing.init())).toMatchObject({
    code: "handler_failed",
    message: "no database",
  });
});

test("of two components of one name in a plugin the first answers, as in elizaOS", async () => {
  const actions = ["first", "second"].map((text) => actionOf(() => ({ success: true, text })));
  const { ask } = await introduced({ actions });
  expect((await ask("action.invoke", { action: "A", memory })).result).toEqual({
    success: true,
    text: "first",
  });
});

test("a callback of a call that has ended says so, and asks the host for nothing", async () => {
  const late: HandlerCallback[] = [];
  const keep = actionOf(async (_runtime, _message, _state, _options, callback) => {
    late.push(callback as HandlerCallback);
    return undefined;
  });
  const wait = actionOf(async (_runtime, _message, _state, _options, callback) => {
    late.push(callback as HandlerCallback);
    return await new Promise<undefined>(() => {});
  }, "WAIT");
  const on = async ({ callback }: { callback?: unknown }) => void late.push(callback as HandlerCallback);
  const guest = await introduced({ actions: [keep, wait], events: { E: [on] } as never });
  await guest.ask("action.invoke", { action: "A" });
  await guest.ask("event.emit", { event: "E", payload: {}, callback: true });
  const controller = new AbortController();
  const cancelled = guest.ask("action.invoke", { action: "WAIT" }, { signal: controller.signal });
  cancelled.catch(() => {});
  await until(() => late.length === 3);
  controller.abort();
  await guest.ask("ping");
  const codes = late.map((callback) => callback({ text: "late" }).catch((error) => error));
  for (const [index, error] of (await Promise.all(codes)).entries()) {
    expect(error.message).toBe("Cannot emit a content as the call that the callback belongs to has ended");
    expect(error.code).toBe(index === 2 ? "cancelled" : "closed");
  }
  expect(guest.all("callback.emit")).toEqual([]);
});
