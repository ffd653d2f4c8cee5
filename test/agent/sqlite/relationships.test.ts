/** Relationships in storage. */
import { expect, test } from "bun:test";
import type { Relationship } from "@elizaos/core";
import { openStorage, uuid } from "./stored.ts";

test("createRelationship() keeps one between two, in each direction", async () => {
  const { adapter, agentId } = openStorage();
  const [ada, bob] = [uuid(), uuid()];
  const pair = { sourceEntityId: ada, targetEntityId: bob };
  expect(await adapter.createRelationship({ ...pair, tags: ["friend"], metadata: { since: 1 } })).toBe(true);
  expect(await adapter.createRelationship({ ...pair, tags: ["other"] })).toBe(false);
  expect(await adapter.createRelationship({ sourceEntityId: bob, targetEntityId: ada })).toBe(true);
  const stored = (await adapter.getRelationship(pair)) as Relationship;
  expect(stored).toMatchObject({ ...pair, agentId, tags: ["friend"], metadata: { since: 1 } });
  expect(new Date(stored.createdAt as string).toISOString()).toBe(stored.createdAt as string);
  expect(await adapter.getRelationship({ sourceEntityId: bob, targetEntityId: ada })).toMatchObject({
    tags: [],
    metadata: {},
  });
  expect(await adapter.getRelationship({ sourceEntityId: ada, targetEntityId: uuid() })).toBe(null);
});

test("getRelationships() gives those of an entity that have at least one of the tags", async () => {
  const { adapter } = openStorage();
  const [ada, bob, eve] = [uuid(), uuid(), uuid()];
  await adapter.createRelationship({
    sourceEntityId: ada,
    targetEntityId: bob,
    tags: ["friend", "colleague"],
  });
  await adapter.createRelationship({ sourceEntityId: eve, targetEntityId: ada, tags: ["friend"] });
  await adapter.createRelationship({ sourceEntityId: eve, targetEntityId: bob });
  const sources = async (tags?: string[]) =>
    (await adapter.getRelationships({ entityId: ada, ...(tags && { tags }) })).map(
      ({ sourceEntityId }) => sourceEntityId,
    );
  expect(await sources()).toEqual([ada, eve]);
  expect(await sources([])).toEqual([ada, eve]);
  expect(await sources(["friend"])).toEqual([ada, eve]);
  expect(await sources(["colleague", "unknown"])).toEqual([ada]);
  expect(await sources(["unknown"])).toEqual([]);
});

test("updateRelationship() replaces tags and metadata as a whole", async () => {
  const { adapter } = openStorage();
  const pair = { sourceEntityId: uuid(), targetEntityId: uuid() };
  await adapter.createRelationship({ ...pair, tags: ["a"], metadata: { a: 1 } });
  const stored = (await adapter.getRelationship(pair)) as Relationship;
  await adapter.updateRelationship({ ...stored, tags: ["b"], metadata: { b: 2 } });
  expect(await adapter.getRelationship(pair)).toEqual({ ...stored, tags: ["b"], metadata: { b: 2 } });
});
