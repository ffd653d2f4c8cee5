/** Relationships: what one entity is to another, as this agent sees it. */
import type { Database } from "bun:sqlite";
import type { IDatabaseAdapter, Relationship, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { updateColumns } from "./columns.ts";

type NewRelationship = Parameters<IDatabaseAdapter["createRelationship"]>[0];
type RelationshipPair = Parameters<IDatabaseAdapter["getRelationship"]>[0];
type RelationshipQuery = Parameters<IDatabaseAdapter["getRelationships"]>[0];

interface Row {
  id: UUID;
  source_entity_id: UUID;
  target_entity_id: UUID;
  agent_id: UUID;
  tags: string;
  metadata: string;
  created_at: number;
}

/** Without tags all; else those that have at least one of them. */
const FIND = `
  SELECT * FROM relationships
  WHERE $entityId IN (source_entity_id, target_entity_id)
    AND ($tags = '[]' OR EXISTS (
      SELECT 1 FROM json_each(relationships.tags) WHERE value IN (SELECT value FROM json_each($tags))))
  ORDER BY rowid`;

export class Relationships {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** False where this agent has one between the two, in that direction. */
  create({ sourceEntityId, targetEntityId, tags, metadata }: NewRelationship): boolean {
    const { changes } = this.#database
      .query("INSERT OR IGNORE INTO relationships VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(
        crypto.randomUUID(),
        sourceEntityId,
        targetEntityId,
        this.#agentId,
        jsonText(tags ?? []),
        jsonText(metadata ?? {}),
        Date.now(),
      );
    return changes === 1;
  }

  /** Replaces tags and metadata as a whole. */
  update({ id, tags, metadata }: Relationship): void {
    updateColumns(
      this.#database,
      { table: "relationships", id },
      { tags: jsonText(tags ?? []), metadata: jsonText(metadata ?? {}) },
    );
  }

  get({ sourceEntityId, targetEntityId }: RelationshipPair): Relationship | null {
    const row = this.#database
      .query<Row, [string, string]>(
        "SELECT * FROM relationships WHERE source_entity_id = ? AND target_entity_id = ? ORDER BY rowid",
      )
      .get(sourceEntityId, targetEntityId);
    return row === null ? null : relationshipOf(row);
  }

  /** In either direction. */
  find({ entityId, tags }: RelationshipQuery): Relationship[] {
    return this.#database
      .query<Row, Record<string, string>>(FIND)
      .all({ entityId, tags: jsonText(tags ?? []) })
      .map(relationshipOf);
  }
}

function relationshipOf(row: Row): Relationship {
  return {
    id: row.id,
    sourceEntityId: row.source_entity_id,
    targetEntityId: row.target_entity_id,
    agentId: row.agent_id,
    tags: JSON.parse(row.tags),
    metadata: JSON.parse(row.metadata),
    createdAt: new Date(row.created_at).toISOString(),
  };
}
