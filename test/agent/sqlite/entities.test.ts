/** Entities in storage, and the components of each. */
import { describe, expect, test } from "bun:test";
import type { Component, Entity } from "@elizaos/core";
import { entity, openStorage, type Storage, uuid } from "./stored.ts";

function component({ agentId, roomId, worldId }: Storage, more: Partial<Component>): Component {
  const ids = { id: uuid(), entityId: uuid(), agentId, roomId, worldId, sourceEntityId: uuid() };
  return { ...ids, type: "profile", data: { n: 1 }, createdAt: 0, ...more };
}

describe("createEntities()", () => {
  test("keeps entities, and leaves those that exist as they are", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const ada = entity(storage, { names: ["A", "B"], metadata: { web: { n: 1 } } });
    expect(await adapter.createEntities([ada, entity(storage)])).toBe(true);
    expect(await adapter.createEntities([{ ...ada, names: ["C"] }])).toBe(true);
    expect(await adapter.getEntitiesByIds([ada.id, uuid()])).toEqual([{ ...ada, components: [] }]);
    expect(await adapter.getEntitiesByIds([uuid()])).toEqual([]);
  });

  test.each([
    ["one name", "solo", ["solo"]],
    ["a set of names", new Set(["a", "b"]), ["a", "b"]],
    ["names that are no texts", [1, true], ["1", "true"]],
    ["no names", undefined, []],
  ])("takes %s", async (_what, names, stored) => {
    const storage = openStorage();
    const { id, agentId } = entity(storage);
    await storage.adapter.createEntities([{ id, agentId, names } as unknown as Entity]);
    expect(await storage.adapter.getEntitiesByIds([id])).toMatchObject([{ names: stored, metadata: {} }]);
  });
});

describe("updateEntity()", () => {
  test("replaces names and metadata as a whole", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const ada = entity(storage, { metadata: { a: 1 } });
    await adapter.createEntities([ada]);
    await adapter.updateEntity({ ...ada, names: ["New"], metadata: { b: 2 } });
    expect(await adapter.getEntitiesByIds([ada.id])).toMatchObject([{ names: ["New"], metadata: { b: 2 } }]);
    const { id, agentId } = ada;
    await adapter.updateEntity({ id, agentId, names: ["Newer"] } as Entity);
    expect((await adapter.getEntitiesByIds([id]))?.[0]?.metadata).toEqual({});
  });

  test("refuses an entity without id", async () => {
    const { adapter, agentId } = openStorage();
    await expect(adapter.updateEntity({ agentId, names: [], metadata: {} })).rejects.toThrow(
      "Cannot update an entity as 'id' must be a text: current value is null",
    );
  });
});

test("getEntitiesForRoom() gives this agent's participants, with components where they are asked for", async () => {
  const storage = openStorage();
  const { adapter, roomId } = storage;
  const [ada, bob, foreign, absent] = [
    entity(storage),
    entity(storage),
    entity(storage, { agentId: uuid() }),
    entity(storage),
  ];
  await adapter.createEntities([ada, bob, foreign, absent]);
  await adapter.addParticipantsRoom([bob.id, ada.id, foreign.id], roomId);
  const profile = component(storage, { entityId: ada.id });
  await adapter.createComponent(profile);
  expect(await adapter.getEntitiesForRoom(roomId)).toEqual([bob, ada]);
  expect(await adapter.getEntitiesForRoom(roomId, true)).toEqual([
    { ...bob, components: [] },
    { ...ada, components: [{ ...profile, createdAt: expect.any(Number) }] },
  ]);
  expect(await adapter.getEntitiesForRoom(uuid())).toEqual([]);
});

describe("components", () => {
  test("are found by entity, type, world and source", async () => {
    const storage = openStorage();
    const { adapter, worldId, entityId } = storage;
    const one = component(storage, { entityId });
    const two = component(storage, { entityId, type: "other", worldId: uuid() });
    const before = Date.now();
    for (const created of [one, two]) expect(await adapter.createComponent(created)).toBe(true);
    const ids = async (...query: [worldId?: typeof worldId, sourceId?: typeof worldId]) =>
      (await adapter.getComponents(entityId, ...query)).map(({ id }) => id);
    expect(await ids()).toEqual([one.id, two.id]);
    expect(await ids(worldId)).toEqual([one.id]);
    expect(await ids(undefined, two.sourceEntityId)).toEqual([two.id]);
    expect(await ids(worldId, two.sourceEntityId)).toEqual([]);
    const found = (await adapter.getComponent(entityId, "other")) as Component;
    expect(found).toEqual({ ...two, createdAt: expect.any(Number) });
    expect(found.createdAt).toBeGreaterThanOrEqual(before);
    expect(await adapter.getComponent(entityId, "other", worldId)).toBe(null);
    expect(await adapter.getComponents(uuid())).toEqual([]);
  });

  test("may be of no world and no source", async () => {
    const storage = openStorage();
    const { id, entityId, agentId, roomId, type, data } = component(storage, {});
    await storage.adapter.createComponent({ id, entityId, agentId, roomId, type, data } as Component);
    expect(await storage.adapter.getComponent(entityId, type)).toMatchObject({
      worldId: "",
      sourceEntityId: "",
    });
  });

  test("are of one id only once", async () => {
    const storage = openStorage();
    const one = component(storage, {});
    await storage.adapter.createComponent(one);
    await expect(storage.adapter.createComponent(one)).rejects.toThrow("components.id");
  });

  test("updateComponent() replaces the fields that are given, and deleteComponent() one component", async () => {
    const storage = openStorage();
    const { adapter, entityId } = storage;
    const [one, two] = [component(storage, { entityId }), component(storage, { entityId, type: "kept" })];
    for (const created of [one, two]) await adapter.createComponent(created);
    await adapter.updateComponent({ id: one.id, type: "renamed", data: { m: 2 } } as unknown as Component);
    expect(await adapter.getComponent(entityId, "renamed")).toMatchObject({
      data: { m: 2 },
      worldId: one.worldId,
    });
    await adapter.deleteComponent(one.id);
    expect((await adapter.getComponents(entityId)).map(({ id }) => id)).toEqual([two.id]);
  });
});
