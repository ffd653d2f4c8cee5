/** Memories by what they are about: those whose embedding is alike, and embeddings of texts that are nearly the same. */
import type { Database } from "bun:sqlite";
import type { IDatabaseAdapter, Memory, UUID } from "@elizaos/core";
import { distance } from "fastest-levenshtein";
import { LIMITS } from "../../limits.ts";
import { embeddingOf, similarities } from "./embedding.ts";
import { type Binding, type MemoryRow, memoryOf } from "./memory-rows.ts";

export type SearchQuery = Parameters<IDatabaseAdapter["searchMemories"]>[0];
type CachedQuery = Parameters<IDatabaseAdapter["getCachedEmbeddings"]>[0];
type CachedEmbedding = Awaited<ReturnType<IDatabaseAdapter["getCachedEmbeddings"]>>[number];

/** Vectors of another length are of another model: there is nothing to compare. */
const CANDIDATES = `
  SELECT id, embedding FROM memories
  WHERE table_name = $tableName AND agent_id = $agentId AND length(embedding) = $bytes
    AND ($roomId IS NULL OR room_id = $roomId)
    AND ($worldId IS NULL OR world_id = $worldId)
    AND ($entityId IS NULL OR entity_id = $entityId)
    AND ($unique = 0 OR is_unique = 1)
  ORDER BY created_at DESC, rowid DESC`;

export class MemorySearch {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** The most alike first, each with its similarity; 10 of them where no count is given. */
  find(query: SearchQuery): Memory[] {
    const { embedding, match_threshold: threshold, count } = query;
    const rows = this.#database.query<{ id: UUID; embedding: Uint8Array }, Binding>(CANDIDATES).all({
      tableName: query.tableName,
      agentId: this.#agentId,
      bytes: embedding.length * Float64Array.BYTES_PER_ELEMENT,
      roomId: query.roomId || null,
      worldId: query.worldId || null,
      entityId: query.entityId || null,
      unique: Number(query.unique ?? false),
    });
    return similarities(rows, embedding)
      .filter(({ similarity }) => !threshold || similarity >= threshold)
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, count ?? 10)
      .map(({ id, similarity }) => ({ ...this.#memory(id), similarity }));
  }

  /** Of the memories whose text differs in at most so many characters; the nearest first. */
  cached(query: CachedQuery): CachedEmbedding[] {
    const { query_input: input, query_threshold: threshold } = query;
    return this.#database
      .query<{ text: unknown; embedding: Uint8Array }, [string, string]>(
        "SELECT content ->> ? AS text, embedding FROM memories WHERE table_name = ? AND embedding IS NOT NULL",
      )
      .all(query.query_field_sub_name, query.query_table_name)
      .filter(({ text }) => text !== null)
      .map(({ text, embedding }) => ({ embedding, score: differing(input, String(text)) }))
      .filter(({ score }) => score <= threshold)
      .sort((one, other) => one.score - other.score)
      .slice(0, query.query_match_count)
      .map(({ embedding, score }) => ({ embedding: embeddingOf(embedding), levenshtein_score: score }));
  }

  #memory(id: UUID): Memory {
    return memoryOf(
      this.#database.query<MemoryRow, [string]>("SELECT * FROM memories WHERE id = ?").get(id) as MemoryRow,
    );
  }
}

/** How many characters must be changed, added or removed to make one text of the other. */
function differing(one: string, other: string): number {
  if (one === other) return 0;
  return Math.max(one.length, other.length) > LIMITS.maxComparedChars
    ? Number.POSITIVE_INFINITY
    : distance(one, other);
}
