/** Memories: messages, facts and whatever else a plugin keeps under a table name of its own. */
import type { Database } from "bun:sqlite";
import type { IDatabaseAdapter, Memory, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { givenColumn, needed, updateColumns } from "./columns.ts";
import { embeddingBytes } from "./embedding.ts";
import { type Binding, type MemoryRow, memoryOf, NEWEST_FIRST } from "./memory-rows.ts";
import type { MemorySearch } from "./memory-search.ts";

type MemoryQuery = Parameters<IDatabaseAdapter["getMemories"]>[0];
type RoomsQuery = Parameters<IDatabaseAdapter["getMemoriesByRoomIds"]>[0];
type MemoryChange = Parameters<IDatabaseAdapter["updateMemory"]>[0];

/** A memory that is at least so alike to one of the same place is not unique. */
const SAME = 0.95;

/** By the entity too, as the interface has it: elizaOS's own SQL storage takes that one for a matter of access, and gives all. */
const FIND = `
  SELECT * FROM memories
  WHERE table_name = $tableName
    AND ($roomId IS NULL OR room_id = $roomId)
    AND ($worldId IS NULL OR world_id = $worldId)
    AND ($entityId IS NULL OR entity_id = $entityId)
    AND ($agentId IS NULL OR agent_id = $agentId)
    AND ($start IS NULL OR created_at >= $start)
    AND ($end IS NULL OR created_at <= $end)
    AND ($unique = 0 OR is_unique = 1)
  ${NEWEST_FIRST}
  LIMIT $count OFFSET $offset`;

const CREATE = `
  INSERT OR IGNORE INTO memories
    (id, table_name, entity_id, agent_id, room_id, world_id, created_at, is_unique, content, metadata, embedding)
  VALUES
    ($id, $tableName, $entityId, $agentId, $roomId, $worldId, $createdAt, $unique, $content, $metadata, $embedding)`;

/** With the fragments of a document that goes. */
const DELETE = `
  DELETE FROM memories
  WHERE id IN (SELECT value FROM json_each($ids))
    OR (agent_id = $agentId AND json_extract(metadata, '$.documentId') IN (SELECT value FROM json_each($ids)))`;

export class Memories {
  readonly #database: Database;
  readonly #agentId: UUID;
  readonly #search: MemorySearch;
  #dimension: number | undefined;

  constructor(database: Database, agentId: UUID, search: MemorySearch) {
    this.#database = database;
    this.#agentId = agentId;
    this.#search = search;
  }

  /** From now on every embedding must have so many numbers. Those that are stored stay. */
  ensureDimension(dimension: number): void {
    this.#dimension = dimension;
  }

  /**
   * A memory of an id that exists already is not stored again. It is unique unless the memory or the caller says no, or one with an
   * embedding alike is there.
   */
  create(memory: Memory, tableName: string, unique: boolean | undefined): UUID {
    const id = memory.id ?? (crypto.randomUUID() as UUID);
    const embedding = this.#embeddingColumn(memory.embedding);
    this.#database.query<unknown, Binding>(CREATE).run({
      id,
      tableName,
      entityId: memory.entityId ?? null,
      agentId: memory.agentId ?? this.#agentId,
      roomId: memory.roomId ?? null,
      worldId: memory.worldId ?? null,
      createdAt: memory.createdAt || Date.now(),
      unique: Number(memory.unique ?? unique ?? this.#isUnlike(memory, tableName)),
      content: jsonText(memory.content ?? {}),
      metadata: jsonText(memory.metadata ?? {}),
      embedding: embedding ?? null,
    });
    return id;
  }

  get(id: UUID): Memory | null {
    const row = this.#database.query<MemoryRow, [string]>("SELECT * FROM memories WHERE id = ?").get(id);
    return row === null ? null : memoryOf(row);
  }

  /** Of every table, where none is named. */
  byIds(ids: readonly UUID[], tableName: string | undefined): Memory[] {
    return this.#database
      .query<MemoryRow, Binding>(
        `SELECT * FROM memories
         WHERE id IN (SELECT value FROM json_each($ids)) AND ($tableName IS NULL OR table_name = $tableName)
         ${NEWEST_FIRST}`,
      )
      .all({ ids: jsonText(ids), tableName: tableName || null })
      .map(memoryOf);
  }

  /** This agent's. No `limit`, or 0, is all of them. */
  byRooms({ roomIds, tableName, limit }: RoomsQuery): Memory[] {
    return this.#database
      .query<MemoryRow, Binding>(
        `SELECT * FROM memories
         WHERE room_id IN (SELECT value FROM json_each($roomIds)) AND table_name = $tableName AND agent_id = $agentId
         ${NEWEST_FIRST} LIMIT $limit`,
      )
      .all({ roomIds: jsonText(roomIds), tableName, agentId: this.#agentId, limit: limit || -1 })
      .map(memoryOf);
  }

  /** `start` and `end` are part of the range. No `count`, or 0, is all of them. */
  find(query: MemoryQuery): Memory[] {
    const offset = query.offset ?? 0;
    if (offset < 0)
      throw new Error(`Cannot get memories as 'offset' must not be negative: current value is ${offset}`);
    return this.#database
      .query<MemoryRow, Binding>(FIND)
      .all({
        tableName: needed(query.tableName, "tableName", "get memories"),
        roomId: query.roomId ?? null,
        worldId: query.worldId ?? null,
        entityId: query.entityId ?? null,
        agentId: query.agentId ?? null,
        start: query.start ?? null,
        end: query.end || null,
        unique: Number(query.unique ?? false),
        count: Math.trunc(query.count || -1),
        offset: Math.trunc(offset),
      })
      .map(memoryOf);
  }

  /** Replaces content, metadata and embedding, those that are given, each as a whole. False for an embedding that cannot be stored. */
  update({ id, content, metadata, embedding }: MemoryChange): boolean {
    if (embedding && (this.get(id) === null || !this.#fits(embedding))) return false;
    updateColumns(
      this.#database,
      { table: "memories", id },
      {
        content: givenColumn(content || undefined),
        metadata: givenColumn(metadata || undefined),
        embedding: this.#embeddingColumn(embedding),
      },
    );
    return true;
  }

  delete(ids: readonly UUID[]): void {
    this.#database.query<unknown, Binding>(DELETE).run({ ids: jsonText(ids), agentId: this.#agentId });
  }

  deleteAll(roomId: UUID, tableName: string): void {
    const rows = this.#database
      .query<{ id: UUID }, [string, string]>("SELECT id FROM memories WHERE room_id = ? AND table_name = ?")
      .all(roomId, tableName);
    this.delete(rows.map(({ id }) => id));
  }

  /** The unique ones, unless told otherwise. @throws without a table */
  count(roomId: UUID, unique: boolean, tableName: string): number {
    const row = this.#database
      .query<{ count: number }, [string, string, number]>(
        "SELECT count(*) AS count FROM memories WHERE room_id = ? AND table_name = ? AND is_unique >= ?",
      )
      .get(roomId, needed(tableName, "tableName", "count memories"), Number(unique));
    return row?.count ?? 0;
  }

  #isUnlike(memory: Memory, tableName: string): boolean {
    if (!Array.isArray(memory.embedding)) return true;
    const { roomId, worldId, entityId, embedding } = memory;
    const place = { roomId, entityId, ...(worldId && { worldId }) };
    return (
      this.#search.find({ tableName, embedding, match_threshold: SAME, count: 1, ...place }).length === 0
    );
  }

  #embeddingColumn(embedding: number[] | undefined): Uint8Array | undefined {
    if (!Array.isArray(embedding)) return undefined;
    if (!this.#fits(embedding))
      throw new Error(
        `Cannot store a memory as 'embedding' must have ${this.#dimension} numbers: current length is ${embedding.length}`,
      );
    return embeddingBytes(embedding);
  }

  #fits(embedding: readonly number[]): boolean {
    return this.#dimension === undefined || embedding.length === this.#dimension;
  }
}
