/** Tasks in storage. */
import { expect, test } from "bun:test";
import type { Task } from "@elizaos/core";
import { openStorage, type Storage, uuid } from "./stored.ts";

const task = ({ worldId }: Storage, more: Partial<Task> = {}): Task => ({
  id: uuid(),
  name: "TIDY",
  description: "Tidies",
  worldId,
  tags: [],
  metadata: {},
  ...more,
});

test("createTask() keeps a task whole", async () => {
  const storage = openStorage();
  const { adapter, roomId, entityId, worldId } = storage;
  const whole = task(storage, { roomId, entityId, tags: ["a", "b"], metadata: { updateInterval: 5 } });
  expect(await adapter.createTask(whole)).toBe(whole.id as never);
  expect(await adapter.getTask(whole.id as never)).toEqual(whole);
  const bare = await adapter.createTask({ name: "BARE", worldId } as Task);
  expect(await adapter.getTask(bare)).toEqual({
    id: bare,
    name: "BARE",
    description: "",
    worldId,
    tags: [],
    metadata: {},
  });
  expect(await adapter.getTask(uuid())).toBe(null);
});

test("createTask() refuses a task without a world, and a second one of an id", async () => {
  const storage = openStorage();
  const { worldId: _, ...homeless } = task(storage);
  await expect(storage.adapter.createTask(homeless)).rejects.toThrow(
    "'worldId' must be a text: current value is null",
  );
  const one = task(storage);
  await storage.adapter.createTask(one);
  await expect(storage.adapter.createTask(one)).rejects.toThrow("tasks.id");
});

test("getTasks() gives those of a room that have all the tags", async () => {
  const storage = openStorage();
  const { adapter, roomId } = storage;
  const both = task(storage, { name: "BOTH", tags: ["queue", "repeat"], roomId });
  const queued = task(storage, { name: "QUEUED", tags: ["queue"] });
  for (const one of [both, queued, task(storage, { name: "NONE" })]) await adapter.createTask(one);
  const names = async (query: Parameters<typeof adapter.getTasks>[0]) =>
    (await adapter.getTasks(query)).map(({ name }) => name);
  expect(await names({})).toEqual(["BOTH", "QUEUED", "NONE"]);
  expect(await names({ tags: [] })).toEqual(["BOTH", "QUEUED", "NONE"]);
  expect(await names({ tags: ["queue"] })).toEqual(["BOTH", "QUEUED"]);
  expect(await names({ tags: ["repeat", "queue"] })).toEqual(["BOTH"]);
  expect(await names({ tags: ["queue", "unknown"] })).toEqual([]);
  expect(await names({ roomId })).toEqual(["BOTH"]);
  expect(await names({ roomId, tags: ["unknown"] })).toEqual([]);
});

test("getTasks() of an entity gives its own and everybody's", async () => {
  const storage = openStorage();
  const { adapter, entityId } = storage;
  const owners = [entityId, uuid(), undefined];
  for (const [n, owner] of owners.entries())
    await adapter.createTask(task(storage, { name: `${n}`, ...(owner && { entityId: owner }) }));
  expect((await adapter.getTasks({ entityId })).map(({ name }) => name)).toEqual(["0", "2"]);
});

test("getTasksByName() gives those of exactly that name", async () => {
  const storage = openStorage();
  const { adapter } = storage;
  for (const name of ["TIDY", "TIDY", "TIDY_UP"]) await adapter.createTask(task(storage, { name }));
  expect(await adapter.getTasksByName("TIDY")).toHaveLength(2);
  expect(await adapter.getTasksByName("tidy")).toEqual([]);
});

test("updateTask() replaces the fields that are given, tags and metadata as a whole", async () => {
  const storage = openStorage();
  const { adapter } = storage;
  const one = task(storage, { tags: ["a"], metadata: { a: 1, b: 1 } });
  const id = await adapter.createTask(one);
  await adapter.updateTask(id, { metadata: { b: 2 } });
  expect(await adapter.getTask(id)).toEqual({ ...one, metadata: { b: 2 } });
  await adapter.updateTask(id, { name: "NEW", description: "d", tags: ["c"] });
  expect(await adapter.getTask(id)).toEqual({
    ...one,
    name: "NEW",
    description: "d",
    tags: ["c"],
    metadata: { b: 2 },
  });
  await adapter.updateTask(uuid(), { name: "NOBODY" });
  expect(await adapter.getTasksByName("NOBODY")).toEqual([]);
});

test("deleteTask() takes one task", async () => {
  const storage = openStorage();
  const { adapter } = storage;
  const [id] = [
    await adapter.createTask(task(storage)),
    await adapter.createTask(task(storage, { name: "KEPT" })),
  ];
  await adapter.deleteTask(id);
  await adapter.deleteTask(id);
  expect((await adapter.getTasks({})).map(({ name }) => name)).toEqual(["KEPT"]);
});
