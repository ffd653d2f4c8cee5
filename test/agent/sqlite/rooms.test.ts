/** Worlds and rooms in storage, and what goes with those that are removed. */
import { describe, expect, test } from "bun:test";
import type { Component, Room, World } from "@elizaos/core";
import { entity, memory, openStorage, room, type Storage, uuid } from "./stored.ts";

describe("worlds", () => {
  test("are kept, and those that exist stay as they are", async () => {
    const { adapter, agentId, worldId } = openStorage();
    const world: World = {
      id: worldId,
      agentId,
      name: "Earth",
      messageServerId: uuid(),
      metadata: { roles: {} },
    };
    expect(await adapter.createWorld(world)).toBe(worldId);
    expect(await adapter.createWorld({ ...world, name: "Mars" })).toBe(worldId);
    expect(await adapter.getWorld(worldId)).toEqual(world);
    expect(await adapter.getWorld(uuid())).toBe(null);
  });

  test("getAllWorlds() gives this agent's", async () => {
    const { adapter, agentId, worldId } = openStorage();
    await adapter.createWorld({ id: worldId, agentId });
    await adapter.createWorld({ id: uuid(), agentId: uuid() });
    expect(await adapter.getAllWorlds()).toEqual([{ id: worldId, agentId, name: "" }]);
  });

  test("updateWorld() replaces the fields that are given", async () => {
    const { adapter, agentId, worldId } = openStorage();
    await adapter.createWorld({ id: worldId, agentId, name: "Earth", metadata: { a: 1 } });
    await adapter.updateWorld({ id: worldId, agentId, name: "Mars" });
    await adapter.updateWorld({ id: worldId, agentId, metadata: { b: 2 } });
    expect(await adapter.getWorld(worldId)).toEqual({
      id: worldId,
      agentId,
      name: "Mars",
      metadata: { b: 2 },
    });
  });

  test("removeWorld() takes the world's components with it, and leaves its rooms", async () => {
    const storage = openStorage();
    const { adapter, worldId } = storage;
    const { componentOf, kept } = await furnished(storage);
    await adapter.removeWorld(worldId);
    expect(await adapter.getWorld(worldId)).toBe(null);
    expect(await adapter.getComponents(componentOf)).toEqual([]);
    expect(await adapter.getRoomsByWorld(worldId)).toHaveLength(1);
    expect(await kept()).toEqual({ participants: 1, memories: 1, logs: 1 });
  });
});

/** A world with a room that has one of everything in it, beside another room. */
async function furnished(storage: Storage) {
  const { adapter, agentId, worldId, roomId } = storage;
  const ada = entity(storage);
  await adapter.createWorld({ id: worldId, agentId });
  await adapter.createRooms([room(storage, { id: roomId })]);
  await adapter.createEntities([ada]);
  await adapter.addParticipantsRoom([ada.id], roomId);
  await adapter.createMemory(memory(storage, "said"), "messages");
  await adapter.log({ body: {}, entityId: ada.id, roomId, type: "t" });
  const component = { id: uuid(), entityId: ada.id, agentId, roomId, worldId, type: "t", data: {} };
  await adapter.createComponent(component as unknown as Component);
  const elsewhere = { ...storage, roomId: uuid() };
  await adapter.addParticipantsRoom([ada.id], elsewhere.roomId);
  await adapter.createMemory(memory(elsewhere, "said elsewhere"), "messages");
  const kept = async () => ({
    participants: (await adapter.getParticipantsForRoom(roomId)).length,
    memories: (await adapter.getMemories({ tableName: "messages", roomId })).length,
    logs: (await adapter.getLogs({ roomId })).length,
  });
  const isElsewhere = async () =>
    (await adapter.getParticipantsForRoom(elsewhere.roomId)).length === 1 &&
    (await adapter.getMemories({ tableName: "messages" })).length === 1;
  return { componentOf: ada.id, kept, isElsewhere };
}

describe("rooms", () => {
  test("are kept, and those that exist stay as they are", async () => {
    const storage = openStorage();
    const { adapter, agentId, roomId } = storage;
    const lobby = room(storage, {
      id: roomId,
      name: "Lobby",
      channelId: "c",
      messageServerId: uuid(),
      metadata: { m: 1 },
    });
    expect(await adapter.createRooms([lobby, room(storage)])).toEqual([roomId, expect.any(String)]);
    expect(await adapter.createRooms([{ ...lobby, name: "Other" }])).toEqual([roomId]);
    const serverId = lobby.messageServerId;
    expect(await adapter.getRoomsByIds([roomId, uuid()])).toEqual([{ ...lobby, agentId, serverId } as Room]);
    expect(await adapter.getRoomsByIds([])).toEqual([]);
  });

  test("getRoomsByWorld() gives those of one world", async () => {
    const storage = openStorage();
    const { adapter, worldId } = storage;
    const [one, two] = [room(storage), room(storage)];
    await adapter.createRooms([one, room(storage, { worldId: uuid() }), two]);
    expect((await adapter.getRoomsByWorld(worldId)).map(({ id }) => id)).toEqual([one.id, two.id]);
  });

  test("updateRoom() replaces the fields that are given", async () => {
    const storage = openStorage();
    const { adapter, agentId, roomId } = storage;
    const lobby = room(storage, { id: roomId, name: "Lobby", metadata: { m: 1 } });
    await adapter.createRooms([lobby]);
    await adapter.updateRoom({ id: roomId, source: "other", type: "DM" as Room["type"], metadata: { n: 2 } });
    expect(await adapter.getRoomsByIds([roomId])).toEqual([
      { ...lobby, agentId, source: "other", type: "DM" as Room["type"], metadata: { n: 2 } },
    ]);
  });

  test("deleteRoom() takes with it what is in the room", async () => {
    const storage = openStorage();
    const { adapter, roomId } = storage;
    const { componentOf, kept, isElsewhere } = await furnished(storage);
    expect(await kept()).toEqual({ participants: 1, memories: 1, logs: 1 });
    await adapter.deleteRoom(roomId);
    expect(await adapter.getRoomsByIds([roomId])).toEqual([]);
    expect(await kept()).toEqual({ participants: 0, memories: 0, logs: 0 });
    expect(await adapter.getComponents(componentOf)).toEqual([]);
    expect(await isElsewhere()).toBe(true);
    await expect(adapter.deleteRoom("" as never)).rejects.toThrow("'roomId' must be a text");
  });

  test("deleteRoomsByWorldId() takes the rooms of a world, and what is in them", async () => {
    const storage = openStorage();
    const { adapter, worldId } = storage;
    const { kept, isElsewhere } = await furnished(storage);
    await adapter.deleteRoomsByWorldId(worldId);
    expect(await adapter.getRoomsByWorld(worldId)).toEqual([]);
    expect(await kept()).toEqual({ participants: 0, memories: 0, logs: 0 });
    expect(await isElsewhere()).toBe(true);
    expect(await adapter.getWorld(worldId)).not.toBe(null);
  });
});
