/** Components: what is known of an entity, by type, as seen in one world by one source. */
import type { Database } from "bun:sqlite";
import type { Component, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { givenColumn, updateColumns } from "./columns.ts";

/** Whose components; without `type`, of every type. */
export interface ComponentQuery {
  entityId: UUID;
  type?: string | undefined;
  worldId?: UUID | undefined;
  sourceEntityId?: UUID | undefined;
}

interface Row {
  id: UUID;
  entity_id: UUID;
  agent_id: UUID;
  room_id: UUID;
  world_id: UUID | null;
  source_entity_id: UUID | null;
  type: string;
  data: string;
  created_at: number;
}

const FIND = `
  SELECT * FROM components
  WHERE entity_id = $entityId
    AND ($type IS NULL OR type = $type)
    AND ($worldId IS NULL OR world_id = $worldId)
    AND ($sourceEntityId IS NULL OR source_entity_id = $sourceEntityId)
  ORDER BY rowid`;

export class Components {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first. */
  find({ entityId, type, worldId, sourceEntityId }: ComponentQuery): Component[] {
    return this.#database
      .query<Row, Record<string, string | null>>(FIND)
      .all({
        entityId,
        type: type ?? null,
        worldId: worldId || null,
        sourceEntityId: sourceEntityId || null,
      })
      .map(componentOf);
  }

  /** @throws where there is one of that id */
  create(component: Component): boolean {
    this.#database
      .query(
        `INSERT INTO components (id, entity_id, agent_id, room_id, world_id, source_entity_id, type, data, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        component.id ?? crypto.randomUUID(),
        component.entityId,
        component.agentId,
        component.roomId,
        component.worldId || null,
        component.sourceEntityId || null,
        component.type,
        jsonText(component.data ?? {}),
        Date.now(),
      );
    return true;
  }

  /** Replaces the fields that are given, the data as a whole. */
  update(component: Component): void {
    const { id, entityId, agentId, roomId, worldId, sourceEntityId, type, data } = component;
    updateColumns(
      this.#database,
      { table: "components", id },
      {
        entity_id: entityId,
        agent_id: agentId,
        room_id: roomId,
        world_id: worldId === undefined ? undefined : worldId || null,
        source_entity_id: sourceEntityId === undefined ? undefined : sourceEntityId || null,
        type,
        data: givenColumn(data),
      },
    );
  }

  delete(id: UUID): void {
    this.#database.query("DELETE FROM components WHERE id = ?").run(id);
  }
}

/** elizaOS has an empty text where a component has no world or source. */
function componentOf(row: Row): Component {
  return {
    id: row.id,
    entityId: row.entity_id,
    agentId: row.agent_id,
    roomId: row.room_id,
    worldId: row.world_id ?? ("" as UUID),
    sourceEntityId: row.source_entity_id ?? ("" as UUID),
    type: row.type,
    createdAt: row.created_at,
    data: JSON.parse(row.data),
  };
}
