/** Entities: whoever speaks, the agent itself among them. */
import type { Database } from "bun:sqlite";
import type { Entity, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { needed, updateColumns } from "./columns.ts";
import type { Components } from "./components.ts";

interface Row {
  id: UUID;
  agent_id: UUID;
  names: string;
  metadata: string;
}

export class Entities {
  readonly #database: Database;
  readonly #agentId: UUID;
  readonly #components: Components;

  constructor(database: Database, agentId: UUID, components: Components) {
    this.#database = database;
    this.#agentId = agentId;
    this.#components = components;
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
        jsonText(namesOf(names)),
        jsonText(metadata || {}),
      );
    return true;
  }

  /** With their components. */
  byIds(ids: readonly UUID[]): Entity[] {
    return this.#database
      .query<Row, [string]>("SELECT * FROM entities WHERE id IN (SELECT value FROM json_each(?))")
      .all(jsonText(ids))
      .map((row) => ({ ...entityOf(row), components: this.#components.find({ entityId: row.id }) }));
  }

  /** This agent's entities that take part in the room; with their components where that is asked for. */
  inRoom(roomId: UUID, withComponents: boolean): Entity[] {
    return this.#database
      .query<Row, [string, string]>(
        `SELECT entities.* FROM participants JOIN entities ON entities.id = participants.entity_id
         WHERE participants.room_id = ? AND entities.agent_id = ? ORDER BY participants.rowid`,
      )
      .all(roomId, this.#agentId)
      .map((row) => ({
        ...entityOf(row),
        ...(withComponents && { components: this.#components.find({ entityId: row.id }) }),
      }));
  }

  /** Replaces names and metadata as a whole. */
  update(entity: Entity): void {
    const { id, agentId, names, metadata } = entity;
    updateColumns(
      this.#database,
      { table: "entities", id: needed(id, "id", "update an entity") },
      { agent_id: agentId, names: jsonText(namesOf(names)), metadata: jsonText(metadata || {}) },
    );
  }
}

function entityOf({ id, agent_id, names, metadata }: Row): Entity {
  return { id, agentId: agent_id, names: JSON.parse(names), metadata: JSON.parse(metadata) };
}

/** Plugins give one name, a set of names, or none. */
function namesOf(names: unknown): string[] {
  if (names === undefined || names === null) return [];
  const isMany = typeof names === "object" && Symbol.iterator in names;
  return isMany ? Array.from(names as Iterable<unknown>, String) : [String(names)];
}
