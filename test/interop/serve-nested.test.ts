/**
 * A served plugin that is itself an adapted one: what a host sees of it through both layers is what a host next to it would. The
 * transports are in memory; everything between them is real.
 */
import { expect, test } from "bun:test";
import type { IAgentRuntime, Plugin, Route, TextStreamResult } from "@elizaos/core";
import type { IncomingRequest, Message } from "../../src/channel/call.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";
import { Counter, classes } from "./counter.ts";
import { nested } from "./nested.ts";
import { actionOf, look, seen, until } from "./served.ts";

const memory = memoryOf("hello");

test("a nested service is started, called and stopped through both layers", async () => {
  const guest = await nested({
    ...classes(Counter),
    actions: [look((runtime) => runtime.getService("counter") === Counter.last)],
  });
  const started = await guest.ask("service.start", { service: "counter" });
  expect([started.instance, (started.methods as string[]).sort()]).toEqual([
    1,
    ["add", "arrow", "dates", "fails", "live", "noDate", "nothing"],
  ]);
  const add = async (n: number) =>
    (await guest.ask("service.call", { instance: 1, method: "add", args: [n] })).value;
  expect([await add(2), await add(3)]).toEqual([2, 5]);
  expect(await seen(guest)).toBe(true);
  await guest.ask("service.stop", { instance: 1 });
  expect(Counter.last?.stops).toBe(1);
});

test("a nested route answers at once, and in chunks at the pace of the outer client", async () => {
  type Response = { write(data: string): boolean; once(event: string, told: () => void): void; end(): void };
  let written = 0;
  const chunks = async (_req: unknown, res: unknown) => {
    const response = res as Response;
    for (; written < 20; written++)
      if (!response.write(`${written} `))
        await new Promise<void>((resolve) => response.once("drain", resolve));
    response.end();
  };
  const routes = [
    {
      type: "POST",
      path: "/json/:id",
      handler: async (req, res) => void res.status(201).json({ params: req.params, body: req.body }),
    },
    { type: "GET", path: "/chunks", handler: chunks },
  ] as Route[];
  const guest = await nested({ routes });
  const asked = { route: "/json/:id", method: "POST", path: "/json/7", params: { id: "7" }, body: { a: 1 } };
  expect(await guest.ask("route.handle", asked)).toMatchObject({
    type: "route.response",
    status: 201,
    json: { params: { id: "7" }, body: { a: 1 } },
  });
  const parts: Message[] = [];
  const fields = { route: "/chunks", method: "GET", path: "/chunks" };
  const answer = guest.ask("route.handle", fields, { onPart: (part) => void parts.push(part) });
  await until(() => parts.length === 5);
  await guest.ask("ping");
  // Four wait at this client, and at most four at each layer behind it.
  expect(written).toBeLessThanOrEqual(12);
  for (let seq = 0; seq < 20; seq++) {
    await until(() => parts.length > seq + 1);
    guest.host.notify("route.more", { re: parts[0]?.re, seq });
  }
  expect(await answer).toMatchObject({ type: "route.end" });
  const text = parts.map(({ data = "" }) => data).join("");
  expect(text).toBe(Array.from({ length: 20 }, (_unused, index) => `${index} `).join(""));
});

test("a nested route that fails after its head is cut off in the outer layer too", async () => {
  const handler = async (_req: unknown, res: unknown) => {
    (res as { write(data: string): void }).write("begun");
    throw new Error("secret detail");
  };
  const guest = await nested({ routes: [{ type: "GET", path: "/r", handler }] as unknown as Route[] });
  const fields = { route: "/r", method: "GET", path: "/r" };
  const error = await errorOfCall(() => guest.ask("route.handle", fields));
  expect(error.message).not.toContain("secret detail");
});

test("a nested event has its payload and its callback", async () => {
  const heard: unknown[] = [];
  const listener = async (payload: { n: number; callback?(content: object): Promise<unknown> }) => {
    heard.push(payload.n, await payload.callback?.({ text: "heard" }));
  };
  const guest = await nested({ events: { SEEN: [listener] } as unknown as NonNullable<Plugin["events"]> });
  const inside = { "callback.emit": ({ content }: Message) => ({ memories: [{ id: "m", content }] }) };
  await guest.ask("event.emit", { event: "SEEN", payload: { n: 1 }, callback: true }, { inside });
  await guest.ask("event.emit", { event: "SEEN", payload: { n: 2 } });
  expect(heard).toEqual([1, [{ id: "m", content: { text: "heard" } }], 2, undefined]);
});

test("a nested model streams through both layers, whatever its priority", async () => {
  async function* words() {
    yield* ["one ", "two"];
  }
  const model = async (_runtime: IAgentRuntime, { stream }: { stream?: boolean }) =>
    stream ? { textStream: words(), usage: Promise.resolve({ totalTokens: 2 }) } : "whole";
  const models = { TEXT_SMALL: model, TEXT_LARGE: model } as unknown as NonNullable<Plugin["models"]>;
  const manifest = { models: [{ type: "TEXT_SMALL" }, { type: "TEXT_LARGE", priority: 5 }] };
  const guest = await nested({ models }, { manifest });
  expect(guest.all("component.register")).toEqual([]);
  for (const type of ["TEXT_SMALL", "TEXT_LARGE"]) {
    const chunks: unknown[] = [];
    const onPart = ({ text }: Message) => void chunks.push(text);
    const fields = { model: type, params: { prompt: "p", stream: true }, stream: true };
    const { value, usage } = await guest.ask("model.invoke", fields, { onPart });
    expect([value, usage, chunks]).toEqual(["one two", { totalTokens: 2 }, ["one ", "two"]]);
    expect((await guest.ask("model.invoke", { model: type, params: {} })).value).toBe("whole");
  }
});

test("a nested plugin streams the host's model, with a function and without", async () => {
  const guest = await nested(
    {
      actions: [
        look(async (runtime) => {
          const chunks: string[] = [];
          const onStreamChunk = (text: string) => void chunks.push(text);
          const whole = await runtime.useModel("TEXT_SMALL", { prompt: "p", onStreamChunk });
          const streamed = (await runtime.useModel("TEXT_SMALL", {
            prompt: "p",
            stream: true,
          })) as unknown as TextStreamResult;
          const others: string[] = [];
          for await (const text of streamed.textStream) others.push(text);
          return [whole, chunks, others, await streamed.text];
        }),
      ],
    },
    {
      handlers: {
        "host.call": async (_message: Message, request: IncomingRequest) => {
          for (const text of ["one ", "two"]) request.part("model.chunk", { text });
          return { value: "one two" };
        },
      },
    },
  );
  const chunks = ["one ", "two"];
  expect(await seen(guest)).toEqual(["one two", chunks, chunks, "one two"]);
});

test("a nested reader that wants no more cancels the outer host's model", async () => {
  let signal: AbortSignal | undefined;
  const reads = look(async (runtime) => {
    const params = { prompt: "p", stream: true };
    const { textStream } = (await runtime.useModel("TEXT_SMALL", params)) as unknown as TextStreamResult;
    for await (const text of textStream) return text;
  });
  const handlers = {
    "host.call": (_message: Message, request: IncomingRequest) => {
      signal = request.signal;
      request.part("model.chunk", { text: "one" });
      return new Promise<object>(() => {});
    },
  };
  const guest = await nested({ actions: [reads] }, { handlers });
  expect(await seen(guest)).toBe("one");
  await until(() => signal?.aborted === true);
});

test("a nested plugin's callbacks of processActions are called", async () => {
  const contents: unknown[] = [];
  const callback = async (content: unknown) => {
    contents.push(content);
    return [memory];
  };
  const guest = await nested(
    { actions: [look((runtime) => runtime.processActions(memory, [memory], undefined, callback))] },
    {
      handlers: {
        "host.call": async (_message: Message, request: IncomingRequest) => {
          const emit = { content: { text: "done" } };
          const { memories } = await request.call("callback.emit", emit, { timeoutMs: 5000 });
          return { value: memories };
        },
      },
    },
  );
  expect(await seen(guest)).toEqual([memory]);
  expect(contents).toEqual([{ text: "done" }]);
});

test("what a nested init registers is registered with the outer host, inside its init", async () => {
  const init = async (_config: unknown, runtime: IAgentRuntime) => {
    runtime.registerAction(actionOf(() => ({ success: true, text: "registered" }), "R"));
    runtime.registerProvider({ name: "P", get: async () => ({ text: "registered" }) });
    runtime.registerEvent("SEEN", async () => {});
    runtime.registerTaskWorker({ name: "T", execute: async () => {} });
    runtime.registerModel("M", async () => "registered", "inner", 7);
    await runtime.registerService(Counter);
  };
  const guest = await nested({ init }, { handlers: { "component.register": () => ({}) } });
  expect(guest.all("component.register").map(({ kind, parent }) => [kind, parent])).toEqual(
    ["action", "provider", "event", "task", "model", "service"].map((kind) => [kind, 1]),
  );
  expect((await guest.ask("action.invoke", { action: "R", memory })).result).toMatchObject({
    text: "registered",
  });
  expect((await guest.ask("provider.get", { provider: "P", memory })).result).toEqual({ text: "registered" });
  expect((await guest.ask("model.invoke", { model: "M", params: {} })).value).toBe("registered");
  await guest.ask("event.emit", { event: "SEEN", payload: {} });
  await guest.ask("task.execute", { worker: "T", task: {}, options: {} });
  expect(await guest.ask("service.start", { service: "counter" })).toMatchObject({ instance: 1 });
});

test("changes of the agent reach a nested plugin: settings, also the last one's removal, and services", async () => {
  const guest = await nested(
    {
      config: { KEY: null, OTHER: null },
      actions: [look((runtime) => [runtime.getSetting("KEY"), runtime.hasService("eliza")])],
    },
    { init: { settings: { KEY: "x", OTHER: null } } },
  );
  expect(await seen(guest)).toEqual(["x", false]);
  guest.host.notify("plugin.update", { settings: { KEY: "y", OTHER: null }, services: ["eliza"] });
  expect(await seen(guest)).toEqual(["y", true]);
  guest.host.notify("plugin.update", { settings: {}, services: [] });
  expect(await seen(guest)).toEqual([null, false]);
});

test("a nested plugin calls another plugin's service through both layers, inside its request", async () => {
  const guest = await nested(
    {
      actions: [
        look((runtime) => {
          const eliza = runtime.getService("eliza") as unknown as { history(room: string): Promise<unknown> };
          return eliza.history("room");
        }),
      ],
    },
    {
      init: { services: ["eliza"] },
      handlers: { "service.call": ({ args, parent }: Message) => ({ value: [args, parent] }) },
    },
  );
  expect(await seen(guest)).toEqual([["room"], 2]);
});
