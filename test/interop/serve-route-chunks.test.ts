/** Responses of a served plugin's routes that are written, at the pace of the client. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/channel/call.ts";
import { LIMITS } from "../../src/limits.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { introduced, until } from "./served.ts";
import { request, route } from "./served-route.ts";

test("written chunks go out as parts, and the answer after them is route.end", async () => {
  const guest = await introduced(
    route((_req, res) => {
      res.status(206).setHeader("Content-Type", "text/plain");
      const wrote = [res.write("a"), res.write(""), res.write(new Uint8Array([1]))];
      res.end(JSON.stringify([wrote, res.headersSent, res.writableEnded]));
    }),
  );
  const { answer, parts } = request(guest);
  expect(await answer).toEqual({ type: "route.end", re: 2 });
  expect(parts).toEqual([
    { type: "route.head", re: 2, status: 206, headers: { "content-type": "text/plain" } },
    { type: "route.chunk", re: 2, seq: 0, data: "a" },
    { type: "route.chunk", re: 2, seq: 1, data: new Uint8Array([1]) },
    { type: "route.chunk", re: 2, seq: 2, data: "[[true,true,true],true,false]" },
  ]);
});

test("json after a write is written as text", async () => {
  const guest = await introduced(
    route((_req, res) => {
      res.write("[");
      res.json({ a: 1 });
    }),
  );
  const { answer, parts } = request(guest);
  await answer;
  expect(parts.map(({ data }) => data)).toEqual([undefined, "[", '{"a":1}']);
});

test("at most four chunks are ahead of route.more; the others wait, and so does the end", async () => {
  let wrote: boolean[] = [];
  const texts = Array.from({ length: 15 }, (_unused, index) => `${index}`);
  const guest = await introduced(
    route((_req, res) => {
      wrote = texts.map((text) => res.write(text));
      res.end();
    }),
  );
  const { answer, parts, more } = request(guest);
  const chunks = () => parts.flatMap(({ data }) => (data === undefined ? [] : [data]));
  await until(() => chunks().length === 4);
  expect(wrote).toEqual(texts.map((_text, index) => index < 3));
  more(0);
  await until(() => chunks().length === 5);
  // What was never sent cannot have been taken.
  more(99);
  await guest.ask("ping");
  expect(chunks()).toHaveLength(9);
  more(8);
  await guest.ask("ping");
  expect(chunks()).toHaveLength(13);
  more(12);
  await answer;
  expect(chunks()).toEqual(texts);
});

test("a route.more of a chunk that was taken long ago takes no room away", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const guest = await introduced(
    route(async (_req, res) => {
      for (let index = 0; index < 8; index++) {
        if (index === 4) await gate;
        res.write(`${index}`);
      }
      res.end();
    }),
  );
  const { answer, parts, more } = request(guest);
  await until(() => parts.length === 5);
  more(3);
  more(0);
  await guest.ask("ping");
  open();
  await answer;
  expect(parts).toHaveLength(9);
});

test("drain is told once there is room, and once each time", async () => {
  const drains: string[] = [];
  const guest = await introduced(
    route(async (_req, res) => {
      const forgotten = () => drains.push("forgotten");
      res.on("drain", () => drains.push("on")).on("drain", forgotten);
      res.off("drain", forgotten);
      for (let index = 0; index < 10; index++)
        if (!res.write(`${index}`))
          await new Promise<void>((resolve) => {
            res.once("drain", () => {
              drains.push(`once ${index}`);
              resolve();
            });
          });
      res.once("finish", () => drains.push("finish"));
      res.end();
    }),
  );
  const { answer, parts, more } = request(guest);
  await until(() => parts.length === 5);
  expect(drains).toEqual([]);
  more(3);
  await until(() => parts.length === 9);
  expect(drains).toEqual(["on", "once 3"]);
  more(7);
  await answer;
  expect(parts).toHaveLength(11);
  expect(drains).toEqual(["on", "once 3", "on", "once 7", "finish"]);
});

test("a host in this process may take a chunk before write has returned", async () => {
  const wrote: boolean[] = [];
  const guest = await introduced(
    route((_req, res) => {
      for (let index = 0; index < 9; index++) wrote.push(res.write(`${index}`));
      res.end();
    }),
    { deliver: (now) => now() },
  );
  const seqs: unknown[] = [];
  const onPart = ({ type, re, seq }: Message) => {
    if (type !== "route.chunk") return;
    seqs.push(seq);
    guest.host.notify("route.more", { re: 2, seq });
    expect(re).toBe(2);
  };
  await guest.ask("route.handle", { route: "/r", method: "GET", path: "/r" }, { onPart });
  expect(seqs).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(wrote).toEqual(Array(9).fill(true));
});

test("a chunk that the host does not take fails the write, and the next one takes its number", async () => {
  const guest = await introduced(
    route((_req, res) => {
      try {
        res.write("x".repeat(1_100_000));
      } catch (error) {
        res.write(`${error}`.slice(0, 38));
      }
      res.end();
    }),
  );
  const { answer, parts } = request(guest);
  await answer;
  expect(parts.slice(1)).toMatchObject([{ seq: 0, data: "CallError: Cannot send the message rou" }]);
});

test("a queued chunk that the host does not take fails the request", async () => {
  const guest = await introduced(
    route((_req, res) => {
      for (let index = 0; index < 4; index++) res.write("x");
      res.write("x".repeat(1_100_000));
      res.end();
    }),
  );
  const { answer, parts, more } = request(guest);
  await until(() => parts.length === 5);
  more(0);
  expect(await errorOfCall(() => answer)).toMatchObject({ code: "value_refused" });
});

test("a handler that never waits for drain is stopped at the cap", async () => {
  const megabyte = "x".repeat(1024 * 1024 - 1000);
  let written = 0;
  const guest = await introduced(
    route((_req, res) => {
      for (;;) {
        res.write(megabyte);
        written += megabyte.length;
      }
    }),
    { init: { limits: { maxFrameBytes: LIMITS.maxFrameBytes, maxInFlight: 1 } } },
  );
  const error = await errorOfCall(() => request(guest).answer);
  expect(error.code).toBe("overloaded");
  expect(written).toBeWithin(LIMITS.maxQueuedBytes, LIMITS.maxQueuedBytes + 6 * megabyte.length);
});

test("a cancelled request takes nothing more, tells close, and warns of nothing", async () => {
  const told: unknown[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const guest = await introduced(
    route(async (_req, res) => {
      res.once("close", () => told.push("close"));
      res.write("a");
      await gate;
      told.push(res.write("b"));
      res.end();
      told.push("done");
    }),
  );
  const canceller = new AbortController();
  const { answer, parts } = request(guest, {}, canceller.signal);
  await until(() => parts.length === 2);
  canceller.abort();
  expect(await errorOfCall(() => answer)).toMatchObject({ code: "cancelled" });
  await until(() => told.length === 1);
  open();
  await until(() => told.length === 3);
  expect(told).toEqual(["close", false, "done"]);
  expect(guest.all("route.chunk")).toHaveLength(1);
  expect(guest.all("log")).toEqual([]);
});

test("destroy() cuts the response off, before its head and after", async () => {
  for (const begins of [false, true]) {
    const states: unknown[] = [];
    const guest = await introduced(
      route((_req, res) => {
        const look = () => states.push([res.headersSent, res.writableEnded, res.destroyed]);
        if (begins) res.write("begun");
        look();
        res.once("close", () => states.push("close"));
        res.destroy(new Error("cut off"));
        look();
        res.json("too late");
      }),
    );
    const { answer, parts } = request(guest);
    expect(await errorOfCall(() => answer)).toMatchObject({ code: "handler_failed", message: "cut off" });
    expect(parts).toHaveLength(begins ? 2 : 0);
    expect(states).toEqual([[begins, false, false], "close", [begins, false, true]]);
    expect(guest.all("log")).toEqual([]);
  }
});

test("destroy() without an error says what it did", async () => {
  const guest = await introduced(route((_req, res) => res.destroy()));
  const error = await errorOfCall(() => request(guest).answer);
  expect(error.message).toBe("The response was cut off by its handler");
});
