/** Memories in storage: found by ids, rooms and worlds, counted, changed, deleted. */
import { describe, expect, test } from "bun:test";
import type { Memory, UUID } from "@elizaos/core";
import { memory, openStorage, room, type Storage, uuid } from "./stored.ts";

/** Stores what is said, a millisecond apart. */
async function said(storage: Storage, tableName: string, memories: Memory[]): Promise<UUID[]> {
  const ids = memories.map((one, n) => storage.adapter.createMemory({ createdAt: n + 1, ...one }, tableName));
  return Promise.all(ids);
}

const texts = (memories: Memory[]) => memories.map(({ content }) => content.text);

describe("getMemoriesByIds()", () => {
  test("gives the newest first, of one table where one is named", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const ids = await said(storage, "messages", [
      memory(storage, "a"),
      memory(storage, "b"),
      memory(storage, "c"),
    ]);
    const [fact] = (await said(storage, "facts", [memory(storage, "fact", { createdAt: 9 })])) as [UUID];
    const [a, , c] = ids as [UUID, UUID, UUID];
    expect(texts(await adapter.getMemoriesByIds([a, c, fact, uuid()]))).toEqual(["fact", "c", "a"]);
    expect(texts(await adapter.getMemoriesByIds([a, c, fact], "messages"))).toEqual(["c", "a"]);
    expect(await adapter.getMemoriesByIds([])).toEqual([]);
  });
});

describe("getMemoriesByRoomIds()", () => {
  test("gives this agent's of the rooms, the newest first, at most limit", async () => {
    const storage = openStorage();
    const { adapter, roomId } = storage;
    const other = uuid();
    await said(storage, "messages", [
      memory(storage, "here"),
      memory(storage, "there", { roomId: other }),
      memory(storage, "elsewhere", { roomId: uuid() }),
      memory(storage, "another agent's", { agentId: uuid() }),
    ]);
    await said(storage, "facts", [memory(storage, "fact")]);
    const ask = async (roomIds: UUID[], limit?: number) =>
      texts(
        await adapter.getMemoriesByRoomIds({
          tableName: "messages",
          roomIds,
          ...(limit !== undefined && { limit }),
        }),
      );
    expect(await ask([roomId, other])).toEqual(["there", "here"]);
    expect(await ask([roomId, other], 1)).toEqual(["there"]);
    expect(await ask([roomId, other], 0)).toEqual(["there", "here"]);
    expect(await ask([])).toEqual([]);
  });
});

describe("getMemoriesByWorldId()", () => {
  test("gives those of the world's rooms, messages unless another table is named", async () => {
    const storage = openStorage();
    const { adapter, roomId, worldId } = storage;
    await adapter.createRooms([
      room(storage, { id: roomId }),
      room(storage, { id: uuid(), worldId: uuid() }),
    ]);
    await said(storage, "messages", [
      memory(storage, "a"),
      memory(storage, "b"),
      memory(storage, "no", { roomId: uuid() }),
    ]);
    await said(storage, "facts", [memory(storage, "fact")]);
    expect(texts(await adapter.getMemoriesByWorldId({ worldId }))).toEqual(["b", "a"]);
    expect(texts(await adapter.getMemoriesByWorldId({ worldId, count: 1 }))).toEqual(["b"]);
    expect(texts(await adapter.getMemoriesByWorldId({ worldId, tableName: "facts" }))).toEqual(["fact"]);
    expect(await adapter.getMemoriesByWorldId({ worldId: uuid() })).toEqual([]);
  });
});

describe("countMemories()", () => {
  test("counts the unique ones of a room and a table, unless told otherwise", async () => {
    const storage = openStorage();
    const { adapter, roomId } = storage;
    await said(storage, "messages", [
      memory(storage, "a"),
      memory(storage, "b", { unique: false }),
      memory(storage, "c", { roomId: uuid() }),
    ]);
    expect(await adapter.countMemories(roomId, undefined, "messages")).toBe(1);
    expect(await adapter.countMemories(roomId, true, "messages")).toBe(1);
    expect(await adapter.countMemories(roomId, false, "messages")).toBe(2);
    expect(await adapter.countMemories(roomId, false, "facts")).toBe(0);
    await expect(adapter.countMemories(roomId)).rejects.toThrow("'tableName' must be a text");
  });
});

describe("updateMemory()", () => {
  test("replaces content, metadata and embedding, each as a whole, and nothing else", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const first = memory(storage, "first", { createdAt: 5, metadata: { type: "custom", a: 1 } });
    const id = await adapter.createMemory(first, "messages");
    const kept = (await adapter.getMemoryById(id)) as Memory;
    expect(await adapter.updateMemory({ id, content: { text: "second" } })).toBe(true);
    expect(await adapter.getMemoryById(id)).toEqual({ ...kept, content: { text: "second" } });
    expect(await adapter.updateMemory({ id, metadata: { type: "custom", b: 2 } })).toBe(true);
    expect(await adapter.updateMemory({ id, embedding: [1, 0] })).toBe(true);
    const others = { id, roomId: uuid(), createdAt: 9, unique: false };
    expect(await adapter.updateMemory(others)).toBe(true);
    const changed = { content: { text: "second" }, metadata: { type: "custom", b: 2 }, embedding: [1, 0] };
    expect(await adapter.getMemoryById(id)).toEqual({ ...kept, ...changed });
  });

  test("says false only where an embedding has no memory to go to", async () => {
    const { adapter } = openStorage();
    expect(await adapter.updateMemory({ id: uuid(), content: { text: "x" } })).toBe(true);
    expect(await adapter.updateMemory({ id: uuid(), embedding: [1] })).toBe(false);
  });
});

describe("deleteMemory()", () => {
  test("takes the memory, and the fragments of a document", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const document = memory(storage, "document");
    const fragment = (of: UUID | undefined, more: Partial<Memory> = {}) =>
      memory(storage, "fragment", {
        metadata: { type: "fragment", documentId: of, position: 0 } as never,
        ...more,
      });
    const own = fragment(document.id);
    const nested = fragment(own.id);
    const foreign = fragment(document.id, { agentId: uuid() });
    await said(storage, "knowledge", [document, own, nested, foreign, fragment(uuid())]);
    await adapter.deleteMemory(document.id as UUID);
    const left = await adapter.getMemories({ tableName: "knowledge" });
    expect(left.map(({ id }) => id).slice(1)).toEqual([foreign.id, nested.id] as UUID[]);
    await adapter.deleteMemory(uuid());
    expect(await adapter.getMemories({ tableName: "knowledge" })).toHaveLength(3);
  });
});

describe("deleteManyMemories()", () => {
  test("takes them, with their fragments", async () => {
    const storage = openStorage();
    const { adapter } = storage;
    const [a, b] = [memory(storage, "a"), memory(storage, "b")];
    const fragment = memory(storage, "of b", {
      metadata: { type: "fragment", documentId: b.id, position: 0 } as never,
    });
    await said(storage, "messages", [a, b, fragment, memory(storage, "kept")]);
    await adapter.deleteManyMemories([a.id, b.id, uuid()] as UUID[]);
    await adapter.deleteManyMemories([]);
    expect(texts(await adapter.getMemories({ tableName: "messages" }))).toEqual(["kept"]);
  });
});

describe("deleteAllMemories()", () => {
  test("takes those of one room and one table", async () => {
    const storage = openStorage();
    const { adapter, roomId } = storage;
    await said(storage, "messages", [memory(storage, "a"), memory(storage, "elsewhere", { roomId: uuid() })]);
    await said(storage, "facts", [memory(storage, "fact")]);
    await adapter.deleteAllMemories(roomId, "messages");
    expect(texts(await adapter.getMemories({ tableName: "messages" }))).toEqual(["elsewhere"]);
    expect(texts(await adapter.getMemories({ tableName: "facts" }))).toEqual(["fact"]);
  });
});
