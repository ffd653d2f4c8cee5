/** Memories by what they are about, and by what they nearly say. */
import { describe, expect, test } from "bun:test";
import type { Memory } from "@elizaos/core";
import { memory, openStorage, type Storage, uuid } from "./stored.ts";

const VECTORS = { same: [2, 0], near: [1, 0.5], far: [0, 1], opposite: [-1, 0] };

/** A storage with a fact for each of the vectors. */
async function facts(): Promise<Storage> {
  const storage = openStorage();
  for (const [text, embedding] of Object.entries(VECTORS))
    await storage.adapter.createMemory(
      memory(storage, text, { embedding, unique: text !== "near" }),
      "facts",
    );
  return storage;
}

describe("searchMemories()", () => {
  test("gives the most alike first, each with its similarity", async () => {
    const { adapter } = await facts();
    const found = await adapter.searchMemories({ tableName: "facts", embedding: [1, 0] });
    const similarities = found.map(({ content, similarity }) => [content.text, similarity?.toFixed(4)]);
    expect(similarities).toEqual([
      ["same", "1.0000"],
      ["near", "0.8944"],
      ["far", "0.0000"],
      ["opposite", "-1.0000"],
    ]);
    expect(found[1]).toMatchObject({ embedding: [1, 0.5], unique: false });
  });

  const ask = async (
    { adapter }: Storage,
    query: Partial<Parameters<Storage["adapter"]["searchMemories"]>[0]>,
  ) =>
    (await adapter.searchMemories({ tableName: "facts", embedding: [1, 0], ...query })).map(
      ({ content }) => content.text,
    );

  test("gives those from match_threshold on, and at most count", async () => {
    const storage = await facts();
    expect(await ask(storage, { match_threshold: 0.89 })).toEqual(["same", "near"]);
    expect(await ask(storage, { match_threshold: 1 })).toEqual(["same"]);
    expect(await ask(storage, { match_threshold: 0 })).toHaveLength(4);
    expect(await ask(storage, { count: 1 })).toEqual(["same"]);
    for (let n = 0; n < 12; n++)
      await storage.adapter.createMemory(memory(storage, `${n}`, { embedding: [1, 0] }), "facts");
    expect(await ask(storage, {})).toHaveLength(10);
  });

  test("gives this agent's of a table, a room, a world, an entity, and unique ones", async () => {
    const storage = await facts();
    const { adapter, roomId, entityId } = storage;
    const place = {
      agentId: storage.agentId,
      roomId: uuid(),
      worldId: uuid(),
      entityId: uuid(),
      embedding: [1, 0],
    };
    await adapter.createMemory(memory(storage, "placed", place), "facts");
    await adapter.createMemory(
      memory(storage, "another agent's", { embedding: [1, 0], agentId: uuid() }),
      "facts",
    );
    await adapter.createMemory(memory(storage, "another table's", { embedding: [1, 0] }), "messages");
    await adapter.createMemory(memory(storage, "without embedding"), "facts");
    expect(await ask(storage, { roomId: place.roomId })).toEqual(["placed"]);
    expect(await ask(storage, { worldId: place.worldId })).toEqual(["placed"]);
    expect(await ask(storage, { entityId: place.entityId })).toEqual(["placed"]);
    expect(await ask(storage, { roomId, entityId, unique: true })).toEqual(["same", "far", "opposite"]);
    expect(await ask(storage, { tableName: "messages" })).toEqual(["another table's"]);
    expect(await ask(storage, {})).toHaveLength(5);
  });

  test("compares only vectors of one length, and finds nothing alike in one without direction", async () => {
    const storage = await facts();
    await storage.adapter.createMemory(memory(storage, "nowhere", { embedding: [0, 0] }), "facts");
    expect(await ask(storage, { embedding: [1, 0, 0] })).toEqual([]);
    expect(await ask(storage, { match_threshold: 0.1 })).not.toContain("nowhere");
  });
});

describe("createMemory()", () => {
  test("calls a memory unique unless one of the same place is alike", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const isUnique = async (more: Partial<Memory>, tableName = "facts") => {
      const id = await adapter.createMemory(memory(storage, "fact", more), tableName);
      return (await adapter.getMemoryById(id))?.unique;
    };
    expect(await isUnique({ embedding: [1, 0] })).toBe(true);
    expect(await isUnique({ embedding: [1, 0.1] })).toBe(false);
    expect(await isUnique({ embedding: [1, 1] })).toBe(true);
    expect(await isUnique({ embedding: [1, 0], roomId: uuid() })).toBe(true);
    expect(await isUnique({ embedding: [1, 0], entityId: uuid() })).toBe(true);
    expect(await isUnique({ embedding: [1, 0] }, "messages")).toBe(true);
    expect(await isUnique({ embedding: [1, 0], unique: true })).toBe(true);
    expect(await isUnique({})).toBe(true);
  });

  test("keeps six decimals of an embedding, and 0 for what is no number", async () => {
    const storage = openStorage();
    const embedding = [0.12345678, Number.NaN, Number.POSITIVE_INFINITY, -1e-9];
    const id = await storage.adapter.createMemory(memory(storage, "x", { embedding }), "facts");
    const stored = (await storage.adapter.getMemoryById(id))?.embedding?.map((n) => n + 0);
    expect(stored).toEqual([0.123457, 0, 0, 0]);
  });
});

describe("ensureEmbeddingDimension()", () => {
  test("has embeddings of another length refused from then on", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const id = await adapter.createMemory(memory(storage, "before", { embedding: [1, 2, 3] }), "facts");
    await adapter.ensureEmbeddingDimension(2);
    await expect(adapter.createMemory(memory(storage, "x", { embedding: [1] }), "facts")).rejects.toThrow(
      "Cannot store a memory as 'embedding' must have 2 numbers: current length is 1",
    );
    expect(await adapter.updateMemory({ id, embedding: [1] })).toBe(false);
    expect(await adapter.updateMemory({ id, embedding: [1, 2] })).toBe(true);
    await adapter.createMemory(memory(storage, "fits", { embedding: [1, 0] }), "facts");
    expect(await adapter.getMemories({ tableName: "facts" })).toHaveLength(2);
  });
});

describe("getCachedEmbeddings()", () => {
  test("gives the nearest texts' embeddings first", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    for (const [n, text] of ["kitten", "sitting", "mitten", "dog"].entries())
      await adapter.createMemory(memory(storage, text, { embedding: [n, 1] }), "facts");
    await adapter.createMemory(memory(storage, "kitten"), "facts");
    await adapter.createMemory(memory(storage, "kitten", { embedding: [9, 9] }), "messages");
    const ask = (query_threshold: number, query_match_count: number, query_field_sub_name = "text") =>
      adapter.getCachedEmbeddings({
        query_table_name: "facts",
        query_threshold,
        query_input: "kitten",
        query_field_name: "content",
        query_field_sub_name,
        query_match_count,
      });
    expect(await ask(3, 10)).toEqual([
      { embedding: [0, 1], levenshtein_score: 0 },
      { embedding: [2, 1], levenshtein_score: 1 },
      { embedding: [1, 1], levenshtein_score: 3 },
    ]);
    expect(await ask(0, 10)).toHaveLength(1);
    expect(await ask(10, 2)).toHaveLength(2);
    expect(await ask(10, 10, "title")).toEqual([]);
  });

  test("compares long texts in little time, and finds the same one", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const long = "a".repeat(1_000_000);
    await adapter.createMemory(memory(storage, `${long}b`, { embedding: [1, 1] }), "facts");
    await adapter.createMemory(memory(storage, long, { embedding: [2, 1] }), "facts");
    const begun = performance.now();
    const found = await adapter.getCachedEmbeddings({
      query_table_name: "facts",
      query_threshold: 5,
      query_input: long,
      query_field_name: "content",
      query_field_sub_name: "text",
      query_match_count: 10,
    });
    expect(found).toEqual([{ embedding: [2, 1], levenshtein_score: 0 }]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
