/** A text in parts: what one side pushes, one reader on the other reads. */
import { expect, test } from "bun:test";
import { collected, isTextStream, TextStream } from "../../src/interop/text-stream.ts";
import { LIMITS } from "../../src/limits.ts";
import { errorOfCall } from "../channel/opened-channel.ts";

const readerOf = (stream: TextStream) => stream.result.textStream[Symbol.asyncIterator]();

test("TextStream gives the parts in order, those pushed before and those pushed later", async () => {
  const stream = new TextStream();
  stream.push("one ");
  const text = collected(stream.result);
  stream.push("two ");
  stream.push("three");
  stream.end({ value: "the whole", usage: { totalTokens: 3 }, finishReason: "stop" });
  expect(await text).toBe("one two three");
  expect(await stream.result.text).toBe("the whole");
  expect(await stream.result.usage).toEqual({ totalTokens: 3 } as never);
  expect(await stream.result.finishReason).toBe("stop");
});

test("TextStream takes no other value than a text for the whole", async () => {
  const stream = new TextStream();
  stream.push("one ");
  stream.end({ value: 5, finishReason: 5 });
  expect(await stream.result.text).toBe("");
  expect(await stream.result.usage).toBeUndefined();
  expect(await stream.result.finishReason).toBeUndefined();
});

test("TextStream.begun tells whether a part, the end or a failure came first", async () => {
  const [parts, whole, failed] = [new TextStream(), new TextStream(), new TextStream()];
  parts.push("");
  parts.end({});
  whole.end({ value: "x" });
  failed.fail(new Error("refused"));
  failed.push("too late");
  expect(await parts.begun).toBe(true);
  expect(await whole.begun).toBe(false);
  await expect(failed.begun).rejects.toThrow("refused");
  await expect(readerOf(failed).next()).rejects.toThrow("refused");
});

test("TextStream gives what came before a failure, the failure once, then its end", async () => {
  const stream = new TextStream();
  stream.push("one");
  stream.fail(new Error("broken"));
  stream.end({ value: "never" });
  const reader = readerOf(stream);
  expect(await reader.next()).toEqual({ done: false, value: "one" });
  await expect(reader.next()).rejects.toThrow("broken");
  expect(await reader.next()).toEqual({ done: true, value: undefined });
  for (const promised of [stream.result.text, stream.result.usage, stream.result.finishReason])
    await expect(Promise.resolve<unknown>(promised)).rejects.toThrow("broken");
});

test("TextStream serves readers that ask ahead, in order, through its end and its failure", async () => {
  const ended = new TextStream();
  const reader = readerOf(ended);
  const asked = [reader.next(), reader.next(), reader.next()];
  ended.push("one");
  ended.end({});
  expect(await Promise.all(asked)).toEqual([
    { done: false, value: "one" },
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  const failed = new TextStream();
  const other = readerOf(failed);
  const waiting = await Promise.allSettled([other.next(), other.next(), failed.fail(new Error("broken"))]);
  expect(waiting.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
});

test("TextStream has one reader", async () => {
  const stream = new TextStream();
  readerOf(stream);
  expect(await errorOfCall(() => readerOf(stream))).toMatchObject({
    code: "usage",
    message: "Cannot read a model's text twice as its parts are kept for one reader only",
  });
});

test("TextStream tells once that its reader wants no more, and takes nothing then", async () => {
  let cancels = 0;
  const stream = new TextStream(() => cancels++);
  stream.push("one");
  stream.push("two");
  for await (const part of stream.result.textStream) {
    expect(part).toBe("one");
    break;
  }
  expect(cancels).toBe(1);
  stream.push("three");
  stream.end({ value: "whole" });
  const error = await errorOfCall(() => stream.result.text);
  expect(error).toMatchObject({ code: "cancelled" });
  expect(cancels).toBe(1);
});

test("TextStream cancels nothing when its reader stops after the end", async () => {
  let cancels = 0;
  const stream = new TextStream(() => cancels++);
  stream.push("one");
  stream.push("two");
  stream.end({ value: "onetwo" });
  const reader = readerOf(stream);
  await reader.next();
  await reader.return?.();
  expect(await reader.next()).toEqual({ done: true, value: undefined });
  expect(cancels).toBe(0);
  expect(await stream.result.text).toBe("onetwo");
});

test("TextStream ends a wait for a part when its reader wants no more", async () => {
  const stream = new TextStream();
  const reader = readerOf(stream);
  const waiting = reader.next();
  await reader.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test("TextStream fails with overloaded beyond the cap of unread text, and tells the other side", async () => {
  let cancels = 0;
  const stream = new TextStream(() => cancels++);
  const reader = readerOf(stream);
  const quarter = "x".repeat(LIMITS.maxFrameBytes / 4);
  // What was read counts no more.
  for (let part = 0; part < 5; part++) {
    stream.push(quarter);
    await reader.next();
  }
  for (let part = 0; part < 4; part++) stream.push(quarter);
  expect(cancels).toBe(0);
  stream.push("x");
  expect(cancels).toBe(1);
  const error = await errorOfCall(() => reader.next());
  expect(error.code).toBe("overloaded");
  expect(error.message).toContain(`at most ${LIMITS.maxFrameBytes} characters`);
  expect(await errorOfCall(() => stream.result.text)).toMatchObject({ code: "overloaded" });
});

test("isTextStream() knows streams of elizaOS's shape from other values", async () => {
  async function* parts() {
    yield "one";
  }
  expect(isTextStream({ textStream: parts() })).toBe(true);
  expect(isTextStream({ textStream: new ReadableStream() })).toBe(true);
  expect(isTextStream(new TextStream().result)).toBe(true);
  for (const value of [
    null,
    undefined,
    "text",
    {},
    { textStream: null },
    { textStream: "x" },
    { textStream: [] },
  ])
    expect(isTextStream(value)).toBe(false);
});
