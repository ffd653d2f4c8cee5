/** Agents in storage. */
import { expect, test } from "bun:test";
import type { Agent } from "@elizaos/core";
import { memory, openStorage, room, uuid } from "./stored.ts";

test("createAgent() keeps an agent whole, with what every agent has", async () => {
  const { adapter } = openStorage();
  const id = uuid();
  const before = Date.now();
  expect(await adapter.createAgent({ id, name: "One", bio: ["b"], settings: { a: 1 } })).toBe(true);
  const stored = (await adapter.getAgent(id)) as Agent;
  expect(stored).toMatchObject({ id, name: "One", bio: ["b"], settings: { a: 1 } });
  expect(stored).toMatchObject({ enabled: true, username: "", topics: [], plugins: [], style: {} });
  expect(stored.createdAt).toBeGreaterThanOrEqual(before);
  expect(stored.updatedAt).toBe(stored.createdAt);
});

test("createAgent() refuses a second one of an id, and one without a name", async () => {
  const { adapter } = openStorage();
  const id = uuid();
  await adapter.createAgent({ id, name: "One" });
  expect(await adapter.createAgent({ id, name: "Two" })).toBe(false);
  expect(await adapter.createAgent({ id: uuid() })).toBe(false);
  expect(await adapter.getAgent(id)).toMatchObject({ name: "One" });
});

test("getAgents() gives id, name and bio of each", async () => {
  const { adapter } = openStorage();
  const [one, two] = [uuid(), uuid()];
  await adapter.createAgent({ id: one, name: "One", bio: "b", settings: { secret: "s" } });
  await adapter.createAgent({ id: two, name: "Two" });
  expect(await adapter.getAgents()).toEqual([
    { id: one, name: "One", bio: "b" },
    { id: two, name: "Two", bio: "" },
  ]);
  expect(await adapter.getAgent(uuid())).toBe(null);
});

test("updateAgent() replaces the fields that are given", async () => {
  const { adapter } = openStorage();
  const id = uuid();
  await adapter.createAgent({ id, name: "One", bio: "b", topics: ["t"], updatedAt: 5 });
  const change = { name: "Two", topics: ["u"], bio: undefined } as unknown as Partial<Agent>;
  expect(await adapter.updateAgent(id, change)).toBe(true);
  const stored = (await adapter.getAgent(id)) as Agent;
  expect(stored).toMatchObject({ id, name: "Two", bio: "b", topics: ["u"] });
  expect(stored.updatedAt).toBeGreaterThan(5);
});

test("updateAgent() merges settings, and takes away those that are null", async () => {
  const { adapter } = openStorage();
  const id = uuid();
  const settings = { a: 1, gone: 2, deep: { kept: 1, gone: 2 }, emptied: { gone: 1 }, list: [1, 2] };
  await adapter.createAgent({ id, name: "One", settings: settings as never });
  const change = { gone: null, deep: { gone: null, new: 3 }, emptied: { gone: null }, list: [3], more: {} };
  await adapter.updateAgent(id, { settings: change as never });
  expect((await adapter.getAgent(id))?.settings).toEqual({
    a: 1,
    deep: { kept: 1, new: 3 },
    list: [3],
    more: {},
  } as never);
});

test("updateAgent() says true for an agent that there is not, as elizaOS's own storage does", async () => {
  const { adapter } = openStorage();
  const id = uuid();
  expect(await adapter.updateAgent(id, { name: "Nobody" })).toBe(true);
  expect(await adapter.getAgent(id)).toBe(null);
  await expect(adapter.updateAgent("" as never, {})).rejects.toThrow("'agentId' must be a text");
});

test("deleteAgent() takes all that is the agent's with it, and nothing of another's", async () => {
  const storage = openStorage();
  const { adapter, agentId, roomId, entityId, worldId } = storage;
  const other = uuid();
  for (const id of [agentId, other]) await adapter.createAgent({ id, name: id });
  await adapter.createWorld({ id: worldId, agentId });
  await adapter.createWorld({ id: other, agentId: other });
  await adapter.createRooms([room(storage, { id: roomId })]);
  await adapter.createEntities([{ id: entityId, agentId, names: [], metadata: {} }]);
  await adapter.addParticipantsRoom([entityId], roomId);
  await adapter.createMemory(memory(storage, "mine"), "messages");
  await adapter.createMemory(
    memory(storage, "other's", { agentId: other, roomId: other, entityId: other }),
    "messages",
  );
  await adapter.createRelationship({ sourceEntityId: entityId, targetEntityId: other });
  await adapter.createTask({ name: "T", description: "", tags: [], worldId });
  await adapter.setCache("key", 1);
  await adapter.log({ body: {}, entityId, roomId, type: "t" });
  expect(await adapter.deleteAgent(agentId)).toBe(true);
  expect(await adapter.getAgent(agentId)).toBe(null);
  expect([await adapter.getWorld(worldId), await adapter.getRoomsByWorld(worldId)]).toEqual([null, []]);
  expect([await adapter.getEntitiesByIds([entityId]), await adapter.getParticipantsForRoom(roomId)]).toEqual([
    [],
    [],
  ]);
  expect(await adapter.getRelationships({ entityId })).toEqual([]);
  expect([await adapter.getTasks({}), await adapter.getCache("key"), await adapter.getLogs({})]).toEqual([
    [],
    undefined,
    [],
  ]);
  const left = await adapter.getMemories({ tableName: "messages" });
  expect(left.map(({ content }) => content.text)).toEqual(["other's"]);
  expect(await adapter.getWorld(other)).toMatchObject({ agentId: other });
  expect(await adapter.deleteAgent(agentId)).toBe(false);
});
