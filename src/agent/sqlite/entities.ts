/** Entities: whoever speaks, the agent itself among them. */
import type { Database } from "bun:sqlite";
import type { Entity, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";

interface Row {
  id: UUID;
  agent_id: UUID;
  names: string;
  metadata: string;
}

export class Entities {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** Those that exist already stay as they are. */
  create(entities: readonly Entity[]): boolean {
    const insert = this.#database.query(
      "INSERT OR IGNORE INTO entities (id, agent_id, names, metadata) VALUES (?, ?, ?, ?)",
    );
    for (const { id, agentId, names, metadata } of entities)
      insert.run(
        id ?? crypto.randomUUID(),
        agentId ?? this.#agentId,
        jsonText(names ?? []),
        jsonText(metadata ?? {}),
      );
    return true;
  }

  byIds(ids: readonly UUID[]): Entity[] {
    const rows = this.#database
      .query<Row, [string]>("SELECT * FROM entities WHERE id IN (SELECT value FROM json_each(?))")
      .all(jsonText(ids));
    return rows.map(({ id, agent_id, names, metadata }) => ({
      id,
      agentId: agent_id,
      names: JSON.parse(names),
      metadata: JSON.parse(metadata),
      components: [],
    }));
  }
}
