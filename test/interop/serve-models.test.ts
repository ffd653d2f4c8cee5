/** A served plugin's models: values, texts in parts, and what is collected. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, Plugin, TextStreamResult } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { introduced, type Served, until } from "./served.ts";

const model = (handler: (runtime: IAgentRuntime, params: never) => unknown) =>
  ({ models: { M: handler } }) as unknown as Partial<Plugin>;

function invoke({ ask }: Served, fields: object = {}, signal?: AbortSignal) {
  const chunks: unknown[] = [];
  const onPart = ({ type, text }: Message) => void chunks.push(type === "model.chunk" ? text : type);
  const answer = ask("model.invoke", { model: "M", ...fields }, { onPart, ...(signal && { signal }) });
  answer.catch(() => {});
  return { chunks, answer };
}

function streamOf(parts: AsyncIterable<unknown>, more: Partial<TextStreamResult> = {}): object {
  return { textStream: parts, ...more };
}

async function* words(...parts: unknown[]): AsyncGenerator<unknown> {
  yield* parts;
}

test.each([
  ["a text", "hello"],
  ["a list of numbers", [0.5, 1]],
  ["bytes", new Uint8Array([1, 2])],
  ["nothing", null],
])("model.invoke answers %s as it is", async (_what, value) => {
  const { answer } = invoke(await introduced(model(async () => value)), { params: {} });
  expect(await answer).toEqual({ type: "model.result", re: 2, value });
});

test("model.invoke hands over params of any kind, with stream where the caller takes parts", async () => {
  const given: unknown[] = [];
  const guest = await introduced(model(async (runtime, params) => void given.push(params, runtime.agentId)));
  for (const params of [{ a: 1 }, "text", null, [1]]) await invoke(guest, { params }).answer;
  await invoke(guest, { params: { a: 1 }, stream: true }).answer;
  expect(given.filter((_one, index) => index % 2 === 0)).toEqual([
    { a: 1 },
    "text",
    null,
    [1],
    { a: 1, stream: true },
  ]);
});

test("a stream goes out in parts, then as the whole text with usage and reason", async () => {
  const usage = { promptTokens: 1, completionTokens: 2, totalTokens: 3 };
  const handler = async () =>
    streamOf(words("one ", "two"), { usage: Promise.resolve(usage), finishReason: Promise.resolve("stop") });
  const { answer, chunks } = invoke(await introduced(model(handler)), { params: {}, stream: true });
  expect(await answer).toEqual({
    type: "model.result",
    re: 2,
    value: "one two",
    usage,
    finishReason: "stop",
  });
  expect(chunks).toEqual(["one ", "two"]);
});

test("a stream is collected where the caller takes no parts", async () => {
  const { answer, chunks } = invoke(await introduced(model(async () => streamOf(words("one ", "two")))));
  expect(await answer).toEqual({ type: "model.result", re: 2, value: "one two" });
  expect(chunks).toEqual([]);
});

test("a model that answers whole though parts were asked for sends none", async () => {
  const { answer, chunks } = invoke(await introduced(model(async () => "whole")), {
    params: {},
    stream: true,
  });
  expect((await answer).value).toBe("whole");
  expect(chunks).toEqual([]);
});

test("a stream that fails ends the request by its error, and its promises harm nobody", async () => {
  async function* breaking() {
    yield "one ";
    throw new Error("no such weights");
  }
  const handler = async () =>
    streamOf(breaking(), {
      text: Promise.reject(new Error("text")),
      usage: Promise.reject(new Error("usage")),
      finishReason: Promise.reject(new Error("reason")),
    });
  const { answer, chunks } = invoke(await introduced(model(handler)), { params: {}, stream: true });
  expect(await errorOfCall(() => answer)).toMatchObject({
    code: "handler_failed",
    message: "no such weights",
  });
  expect(chunks).toEqual(["one "]);
});

test("usage that cannot be told keeps no text from the caller", async () => {
  const handler = async () => streamOf(words("one"), { usage: Promise.reject(new Error("usage")) });
  const { answer } = invoke(await introduced(model(handler)));
  expect(await answer).toEqual({ type: "model.result", re: 2, value: "one" });
});

test("a part that is no text is refused, and the stream is let go", async () => {
  let hasEnded = false;
  async function* mixed() {
    try {
      yield "one";
      yield { text: "two" };
    } finally {
      hasEnded = true;
    }
  }
  const { answer } = invoke(await introduced(model(async () => streamOf(mixed()))));
  const error = await errorOfCall(() => answer);
  expect(error.code).toBe("value_refused");
  expect(error.message).toBe(
    'Cannot send a part of model M as it must be a text: current value is {"text":"two"}',
  );
  await until(() => hasEnded);
});

test("a value that cannot cross is refused", async () => {
  const { answer } = invoke(await introduced(model(async () => () => {})));
  expect(await errorOfCall(() => answer)).toMatchObject({
    code: "value_refused",
    message:
      "Cannot send what model M returned as it must be a value that can cross: current value is a function",
  });
});

test("a cancel lets the stream go, also while a part is waited for", async () => {
  let returns = 0;
  const parts: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => {
      const { promise, resolve } = Promise.withResolvers<IteratorResult<string>>();
      let asked = 0;
      return {
        next: () => (asked++ === 0 ? Promise.resolve({ done: false, value: "one" }) : promise),
        return: async () => {
          returns++;
          resolve({ done: true, value: undefined });
          return { done: true, value: undefined };
        },
      };
    },
  };
  const canceller = new AbortController();
  const guest = await introduced(model(async () => streamOf(parts)));
  const { answer, chunks } = invoke(guest, { params: {}, stream: true }, canceller.signal);
  await until(() => chunks.length === 1);
  canceller.abort();
  expect(await errorOfCall(() => answer)).toMatchObject({ code: "cancelled" });
  await until(() => returns === 1);
  await guest.ask("ping");
  expect(guest.all("model.result")).toEqual([]);
});

test("a stream that a cancelled handler gives is let go unread", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let asked = 0;
  let returns = 0;
  const parts = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: returns > 0, value: `${asked++}` }),
      return: async () => ({ done: true, value: `${returns++}` }),
    }),
  } as AsyncIterable<string>;
  const canceller = new AbortController();
  const handler = async () => {
    await gate;
    return streamOf(parts);
  };
  const guest = await introduced(model(handler));
  const { answer } = invoke(guest, { stream: true }, canceller.signal);
  await guest.ask("ping");
  canceller.abort();
  await errorOfCall(() => answer);
  await guest.ask("ping");
  open();
  await until(() => returns === 1);
  expect(guest.all("model.chunk")).toEqual([]);
});
