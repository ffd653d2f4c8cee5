/** Between the rows of the table of memories and elizaOS's Memory. */
import type { Memory } from "@elizaos/core";
import { present } from "./columns.ts";
import { embeddingOf } from "./embedding.ts";

export interface MemoryRow {
  id: string;
  entity_id: string;
  agent_id: string;
  room_id: string;
  world_id: string | null;
  created_at: number;
  is_unique: number;
  content: string;
  metadata: string;
  embedding: Uint8Array | null;
}

export type Binding = Record<string, string | number | Uint8Array | null>;

/** Newest first; of two of the same millisecond, the one that was stored last. */
export const NEWEST_FIRST = "ORDER BY created_at DESC, rowid DESC";

export function memoryOf(row: MemoryRow): Memory {
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
    embedding: row.embedding === null ? undefined : embeddingOf(row.embedding),
  });
}
