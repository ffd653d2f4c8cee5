/** Memories: messages, facts and whatever else a plugin keeps under a table name of its own. */
import type { Database } from "bun:sqlite";
import type { IDatabaseAdapter, Memory, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { fromColumn, present, toColumn } from "./columns.ts";

/** What `getMemories` takes. */
export type MemoryQuery = Parameters<IDatabaseAdapter["getMemories"]>[0];

interface Row {
  id: string;
  entity_id: string;
  agent_id: string;
  room_id: string;
  world_id: string | null;
  created_at: number;
  is_unique: number;
  content: string;
  metadata: string;
  embedding: string | null;
}

type Binding = Record<string, string | number | null>;

/** Newest first; of two of the same millisecond, the one that was stored last. */
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
  ORDER BY created_at DESC, rowid DESC
  LIMIT $count OFFSET $offset`;

const CREATE = `
  INSERT OR IGNORE INTO memories
    (id, table_name, entity_id, agent_id, room_id, world_id, created_at, is_unique, content, metadata, embedding)
  VALUES
    ($id, $tableName, $entityId, $agentId, $roomId, $worldId, $createdAt, $unique, $content, $metadata, $embedding)`;

export class Memories {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** A memory of an id that exists already is not stored again. `unique` is true unless the memory or the caller says no. */
  create(memory: Memory, tableName: string, unique: boolean | undefined): UUID {
    const id = memory.id ?? (crypto.randomUUID() as UUID);
    this.#database.query<unknown, Binding>(CREATE).run({
      id,
      tableName,
      entityId: memory.entityId ?? null,
      agentId: memory.agentId ?? this.#agentId,
      roomId: memory.roomId ?? null,
      worldId: memory.worldId ?? null,
      createdAt: memory.createdAt || Date.now(),
      unique: Number(memory.unique ?? unique ?? true),
      content: jsonText(memory.content ?? {}),
      metadata: jsonText(memory.metadata ?? {}),
      embedding: toColumn(memory.embedding),
    });
    return id;
  }

  get(id: UUID): Memory | null {
    const row = this.#database.query<Row, [string]>("SELECT * FROM memories WHERE id = ?").get(id);
    return row === null ? null : memoryOf(row);
  }

  /** `start` and `end` are part of the range. No `count`, or 0, is all of them. */
  find(query: MemoryQuery): Memory[] {
    if (!query.tableName)
      throw new Error(
        `Cannot get memories as 'tableName' must be a text: current value is ${jsonText(query.tableName)}`,
      );
    const rows = this.#database.query<Row, Binding>(FIND).all({
      tableName: query.tableName,
      roomId: query.roomId ?? null,
      worldId: query.worldId ?? null,
      entityId: query.entityId ?? null,
      agentId: query.agentId ?? null,
      start: query.start ?? null,
      end: query.end || null,
      unique: Number(query.unique ?? false),
      count: Math.trunc(query.count || -1),
      offset: Math.trunc(query.offset ?? 0),
    });
    return rows.map(memoryOf);
  }
}

function memoryOf(row: Row): Memory {
  return present<Memory>({
    id: row.id,
    entityId: row.entity_id,
    agentId: row.agent_id,
    roomId: row.room_id,
    worldId: row.world_id,
    createdAt: row.created_at,
    unique: row.is_unique === 1,
    content: JSON.parse(row.content),
    metadata: JSON.parse(row.metadata),
    embedding: fromColumn(row.embedding),
  });
}
