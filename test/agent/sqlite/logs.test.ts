/** Logs in storage. */
import { describe, expect, test } from "bun:test";
import { openStorage, uuid } from "./stored.ts";

/** The only log of a storage of its own. */
async function kept(body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { adapter, entityId, roomId } = openStorage();
  await adapter.log({ body, entityId, roomId, type: "t" });
  const [log] = await adapter.getLogs({});
  return log?.body as Record<string, unknown>;
}

describe("getLogs()", () => {
  test("gives the newest first, ten of them unless told otherwise", async () => {
    const { adapter, entityId, roomId } = openStorage();
    for (let n = 0; n < 12; n++) await adapter.log({ body: { n }, entityId, roomId, type: "t" });
    const numbers = async (query: object) => (await adapter.getLogs(query)).map(({ body }) => body.n);
    expect(await numbers({})).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(await numbers({ count: 2, offset: 1 })).toEqual([10, 9]);
    expect(await numbers({ count: 100 })).toHaveLength(12);
  });

  test("gives those of an entity, a room, a type", async () => {
    const { adapter, entityId, roomId } = openStorage();
    await adapter.log({ body: { n: 1 }, entityId, roomId, type: "action" });
    await adapter.log({ body: { n: 2 }, entityId: uuid(), roomId, type: "model" });
    await adapter.log({ body: { n: 3 }, entityId, roomId: uuid(), type: "model" });
    const numbers = async (query: object) => (await adapter.getLogs(query)).map(({ body }) => body.n);
    expect(await numbers({ entityId })).toEqual([3, 1]);
    expect(await numbers({ roomId })).toEqual([2, 1]);
    expect(await numbers({ type: "model" })).toEqual([3, 2]);
    expect(await numbers({ type: "model", roomId, entityId })).toEqual([]);
  });

  test("gives each whole", async () => {
    const { adapter, entityId, roomId } = openStorage();
    const before = Date.now();
    await adapter.log({ body: { action: "A", result: { n: [1] } }, entityId, roomId, type: "action" });
    const [log] = await adapter.getLogs({});
    expect(log).toMatchObject({
      entityId,
      roomId,
      type: "action",
      body: { action: "A", result: { n: [1] } },
    });
    expect(log?.createdAt.getTime()).toBeGreaterThanOrEqual(before);
  });
});

test("deleteLog() takes one log", async () => {
  const { adapter, entityId, roomId } = openStorage();
  for (const n of [1, 2]) await adapter.log({ body: { n }, entityId, roomId, type: "t" });
  const [newest] = await adapter.getLogs({});
  await adapter.deleteLog(newest?.id as never);
  expect((await adapter.getLogs({})).map(({ body }) => body.n)).toEqual([1]);
});

describe("log()", () => {
  test("leaves out of a body what is no data", async () => {
    const live = {
      name: "client",
      call() {},
      get broken() {
        throw new Error("not connected");
      },
      self: {},
    };
    live.self = live;
    expect(await kept({ live, f() {}, gone: undefined, n: 1 })).toEqual({ live: { name: "client" }, n: 1 });
  });

  test("shortens a field that is too long, and keeps the others", async () => {
    const { prompt, state, action } = await kept({
      prompt: "p".repeat(100_000),
      state: { big: "s".repeat(100_000) },
      action: "A",
    });
    expect(prompt).toBe(`${"p".repeat(65_536)}…`);
    expect(state).toStartWith('{"big":"sss');
    expect((state as string).length).toBe(65_537);
    expect(action).toBe("A");
  });

  test("ends with a body that has more values than can be counted", async () => {
    // Each level has the next one twice: 2^60 values, and 60 maps.
    let state: object = {};
    for (let level = 0; level < 60; level++) state = { one: state, two: state };
    expect(Object.keys(await kept({ state }))).toEqual(["state"]);
  });

  test("keeps the newest thousand", async () => {
    const { adapter, entityId, roomId } = openStorage();
    for (let n = 0; n < 1_005; n++) await adapter.log({ body: { n }, entityId, roomId, type: "t" });
    const numbers = (await adapter.getLogs({ count: 2_000 })).map(({ body }) => body.n);
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([1_000, 1_004, 5]);
  });

  test("does nothing once the storage is closed", async () => {
    const { adapter, entityId, roomId } = openStorage();
    await adapter.close();
    expect(await adapter.log({ body: {}, entityId, roomId, type: "t" })).toBe(undefined);
  });
});
