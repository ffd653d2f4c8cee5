/** Calls of the host by a served plugin whose arguments hold functions: models in parts, callbacks of actions and evaluators. */
import { expect, test } from "bun:test";
import type { Content, GenerateTextParams, IAgentRuntime, Memory, TextStreamResult } from "@elizaos/core";
import type { IncomingRequest, Message, RequestHandler } from "../../src/channel/call.ts";
import { errorOf } from "../../src/errors.ts";
import { LIMITS } from "../../src/limits.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";
import { actionOf, introduced, until } from "./served.ts";

const memory = memoryOf("hello");

/** A plugin that uses its runtime inside an action, as the work says; `data.given` is what it gave. */
async function using(work: (runtime: IAgentRuntime) => unknown, host: RequestHandler) {
  const action = actionOf(async (runtime) => ({ success: true, data: { given: await work(runtime) } }));
  const guest = await introduced({ actions: [action] }, { handlers: { "host.call": host } });
  const run = async (signal?: AbortSignal) => {
    const answer = await guest.ask("action.invoke", { action: "A", memory }, signal && { signal });
    return (answer.result as { data: { given: unknown } }).data.given;
  };
  return { ...guest, run };
}

/** The host's model: texts in parts, then the whole. */
const model =
  (parts: string[], end: object = { value: parts.join("") }): RequestHandler =>
  async ({ stream }: Message, request: IncomingRequest) => {
    if (stream === true) for (const text of parts) request.part("model.chunk", { text });
    return end;
  };

const useModel = (runtime: IAgentRuntime, params: object): Promise<unknown> =>
  runtime.useModel("M" as "TEXT_SMALL", params as GenerateTextParams);

test("useModel calls onStreamChunk with each part in order, then gives the whole text", async () => {
  const seen: string[] = [];
  const { run, all } = await using(
    async (runtime) => {
      const value = await useModel(runtime, {
        prompt: "p",
        onStreamChunk: async (text: string) => {
          await null;
          seen.push(text);
        },
      });
      return [value, [...seen]];
    },
    model(["one ", "two"]),
  );
  expect(await run()).toEqual(["one two", ["one ", "two"]]);
  const calls = all("host.call").map(({ method, stream, args }) => ({ method, stream, args }));
  expect(calls).toEqual([{ method: "useModel", stream: true, args: ["M", { prompt: "p" }] }]);
});

test("useModel goes on though onStreamChunk fails, as elizaOS does", async () => {
  const { run } = await using(
    (runtime) =>
      useModel(runtime, {
        onStreamChunk: () => {
          throw new Error("listener");
        },
      }),
    model(["one ", "two"]),
  );
  expect(await run()).toBe("one two");
});

test.each([
  ["stream: false", { prompt: "p", stream: false, onStreamChunk: () => {} }, { prompt: "p", stream: false }],
  ["no word of streaming", { prompt: "p" }, { prompt: "p" }],
  ["params that are a text", "text", "text"],
])("useModel with %s asks for no parts", async (_what, params, sent) => {
  const { run, all } = await using((runtime) => useModel(runtime, params as object), model(["one"]));
  expect(await run()).toBe("one");
  expect(all("host.call").map(({ args, stream }) => [args, stream])).toEqual([[["M", sent], undefined]]);
});

test("useModel with stream: true gives elizaOS's TextStreamResult", async () => {
  const { run, all } = await using(
    async (runtime) => {
      const result = (await useModel(runtime, { stream: true })) as unknown as TextStreamResult;
      const chunks: string[] = [];
      for await (const chunk of result.textStream) chunks.push(chunk);
      return [chunks, await result.text, await result.usage, await result.finishReason];
    },
    model(["one ", "two"]),
  );
  expect(await run()).toEqual([["one ", "two"], "one two", null, null]);
  expect(all("host.call")).toMatchObject([{ stream: true, args: ["M", { stream: true }] }]);
});

test.each([
  ["a text", "whole", [["whole"], "whole"]],
  ["an empty text", "", [[], ""]],
])("useModel with stream: true makes a stream of %s that came whole", async (_what, value, expected) => {
  const { run } = await using(
    async (runtime) => {
      const { textStream, text } = (await useModel(runtime, { stream: true })) as unknown as TextStreamResult;
      const chunks: string[] = [];
      for await (const chunk of textStream) chunks.push(chunk);
      return [chunks, await text];
    },
    model([], { value }),
  );
  expect(await run()).toEqual(expected);
});

test("useModel with stream: true gives a value that is no text as it is", async () => {
  const { run } = await using((runtime) => useModel(runtime, { stream: true }), model([], { value: [1, 2] }));
  expect(await run()).toEqual([1, 2]);
});

test.each([
  ["a stream", { stream: true }],
  ["a function", { onStreamChunk: () => {} }],
])("useModel with %s rejects where the host refuses", async (_what, params) => {
  const { run } = await using(
    (runtime) => useModel(runtime, params),
    () => {
      throw errorOf("permission_denied", "The plugin may not use M");
    },
  );
  expect(await errorOfCall(run)).toMatchObject({ message: "The plugin may not use M" });
});

test("a stream that the host breaks off fails where it is read", async () => {
  const { run } = await using(
    async (runtime) => {
      const { textStream } = (await useModel(runtime, { stream: true })) as unknown as TextStreamResult;
      const chunks: string[] = [];
      try {
        for await (const chunk of textStream) chunks.push(chunk);
      } catch (error) {
        chunks.push(`${error}`);
      }
      return chunks;
    },
    async (_message, request) => {
      request.part("model.chunk", { text: "one" });
      throw new Error("out of words");
    },
  );
  expect(await run()).toEqual(["one", "CallError: out of words"]);
});

test("a reader that wants no more cancels the host's call", async () => {
  let signal: AbortSignal | undefined;
  const { run, all } = await using(
    async (runtime) => {
      const { textStream } = (await useModel(runtime, { stream: true })) as unknown as TextStreamResult;
      for await (const chunk of textStream) return chunk;
    },
    (_message, request) => {
      signal = request.signal;
      request.part("model.chunk", { text: "one" });
      return new Promise(() => {});
    },
  );
  expect(await run()).toBe("one");
  await until(() => signal?.aborted === true);
  expect(all("cancel")).toHaveLength(1);
});

test("a cancelled action cancels the stream that it reads", async () => {
  let signal: AbortSignal | undefined;
  const { run, all } = await using(
    (runtime) => useModel(runtime, { onStreamChunk: () => {} }),
    (_message, request) => {
      signal = request.signal;
      return new Promise(() => {});
    },
  );
  const canceller = new AbortController();
  const running = errorOfCall(() => run(canceller.signal));
  await until(() => signal !== undefined);
  canceller.abort();
  expect(await running).toMatchObject({ code: "cancelled" });
  await until(() => signal?.aborted === true);
  expect(all("cancel")).toHaveLength(1);
});

test("requests beyond limits.maxInFlight wait for a place, those inside a request of the host do not", async () => {
  let agent: IAgentRuntime | undefined;
  const open: (() => void)[] = [];
  const answer = () => new Promise<object>((resolve) => open.push(() => resolve({ value: [] })));
  const init = async (_config: unknown, runtime: IAgentRuntime) => {
    agent = runtime;
  };
  const action = actionOf(async (runtime) => {
    await runtime.getMemories({ tableName: "inside" });
    return { success: true };
  });
  // `limits.maxInFlight` is 16 here.
  const guest = await introduced({ init, actions: [action] }, { handlers: { "host.call": answer } });
  const outside = Array.from({ length: 20 }, () => agent?.getMemories({ tableName: "outside" }));
  await until(() => open.length === 16);
  const inside = guest.ask("action.invoke", { action: "A", memory });
  await until(() => open.length === 17);
  open.pop()?.();
  await inside;
  expect(guest.all("host.call")).toHaveLength(17);
  for (let answered = 0; answered < 20; answered++) {
    await until(() => open.length > 0);
    open.shift()?.();
  }
  await Promise.all(outside);
  expect(guest.all("host.call")).toHaveLength(21);
});

test("a listener that is too slow fails the call at the cap of unread text", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const quarter = "x".repeat(LIMITS.maxFrameBytes / 4);
  const { run, all } = await using(
    (runtime) => useModel(runtime, { onStreamChunk: () => gate }),
    (_message, request) => {
      for (let part = 0; part < 6; part++) request.part("model.chunk", { text: quarter });
      return new Promise(() => {});
    },
  );
  const running = errorOfCall(() => run());
  await until(() => all("cancel").length === 1);
  open();
  expect((await running).code).toBe("overloaded");
});

test.each([
  [
    "processActions",
    (runtime: IAgentRuntime, callback: never) =>
      runtime.processActions(memory, [memory], undefined, callback, {}),
  ],
  [
    "evaluate",
    (runtime: IAgentRuntime, callback: never) =>
      runtime.evaluate(memory, undefined, true, callback, [memory]),
  ],
])("%s leaves its callback here, where the host calls it", async (method, work) => {
  const seen: Content[] = [];
  const callback = async (content: Content): Promise<Memory[]> => {
    seen.push(content);
    return content.text === "one" ? [memory] : (undefined as unknown as Memory[]);
  };
  const { run, all } = await using(
    (runtime) => work(runtime, callback as never),
    async (_message, request) => {
      const answers: unknown[] = [];
      for (const text of ["one", "two"]) {
        const content = { content: { text } };
        const { memories } = await request.call("callback.emit", content, { timeoutMs: 20_000 });
        answers.push(memories);
      }
      return { value: answers };
    },
  );
  expect(await run()).toEqual([[memory], []]);
  expect(seen).toEqual([{ text: "one" }, { text: "two" }]);
  const calls = all("host.call").map(({ args, ...rest }) => [
    rest.method,
    rest.callback,
    (args as unknown[])[3],
  ]);
  expect(calls).toEqual([[method, true, null]]);
});

test("processActions without a callback asks for none, and leaves open what was left open", async () => {
  const { run, all } = await using(
    (runtime) => runtime.processActions(memory, [], undefined, undefined, undefined),
    () => ({ value: null }),
  );
  await run();
  expect(all("host.call").map(({ args, callback }) => [args, callback])).toEqual([[[memory, []], undefined]]);
});
