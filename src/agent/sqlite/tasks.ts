/** Tasks: what a task worker of a plugin is to do, found by its tags or its name. */
import type { Database } from "bun:sqlite";
import type { IDatabaseAdapter, Task, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { givenColumn, needed, present, updateColumns } from "./columns.ts";

type TaskQuery = Parameters<IDatabaseAdapter["getTasks"]>[0];

interface Row {
  id: string;
  name: string;
  description: string | null;
  room_id: string | null;
  world_id: string | null;
  entity_id: string | null;
  tags: string;
  metadata: string;
}

/**
 * A task has all the tags that are asked for. One that belongs to no entity is everybody's: elizaOS's own storage keeps no entity
 * with a task, and gives all of them.
 */
const FIND = `
  SELECT * FROM tasks
  WHERE agent_id = $agentId
    AND ($roomId IS NULL OR room_id = $roomId)
    AND ($entityId IS NULL OR entity_id IS NULL OR entity_id = $entityId)
    AND NOT EXISTS (
      SELECT 1 FROM json_each($tags) WHERE value NOT IN (SELECT value FROM json_each(tasks.tags)))
  ORDER BY rowid`;

export class Tasks {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** @throws without a world, and where there is a task of that id */
  create(task: Task): UUID {
    const id = task.id ?? (crypto.randomUUID() as UUID);
    this.#database
      .query(
        `INSERT INTO tasks (id, name, description, room_id, world_id, entity_id, agent_id, tags, metadata)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        task.name,
        task.description ?? null,
        task.roomId ?? null,
        needed(task.worldId, "worldId", "create a task"),
        task.entityId ?? null,
        this.#agentId,
        jsonText(task.tags ?? []),
        jsonText(task.metadata ?? {}),
      );
    return id;
  }

  /** Oldest first. */
  find({ roomId, tags, entityId }: TaskQuery): Task[] {
    return this.#database
      .query<Row, Record<string, string | null>>(FIND)
      .all({
        agentId: this.#agentId,
        roomId: roomId || null,
        entityId: entityId || null,
        tags: jsonText(tags ?? []),
      })
      .map(taskOf);
  }

  byName(name: string): Task[] {
    return this.#database
      .query<Row, [string, string]>("SELECT * FROM tasks WHERE name = ? AND agent_id = ? ORDER BY rowid")
      .all(name, this.#agentId)
      .map(taskOf);
  }

  get(id: UUID): Task | null {
    const row = this.#row(id);
    return row === null ? null : taskOf(row);
  }

  /** Replaces the fields that are given, tags and metadata as a whole. */
  update(id: UUID, { name, description, roomId, worldId, tags, metadata }: Partial<Task>): void {
    if (this.#row(id) === null) return;
    updateColumns(
      this.#database,
      { table: "tasks", id },
      {
        name,
        description,
        room_id: roomId,
        world_id: worldId,
        tags: givenColumn(tags),
        metadata: givenColumn(metadata),
      },
    );
  }

  delete(id: UUID): void {
    this.#database.query("DELETE FROM tasks WHERE id = ? AND agent_id = ?").run(id, this.#agentId);
  }

  #row(id: UUID): Row | null {
    return this.#database
      .query<Row, [string, string]>("SELECT * FROM tasks WHERE id = ? AND agent_id = ?")
      .get(id, this.#agentId);
  }
}

function taskOf(row: Row): Task {
  return present<Task>({
    id: row.id,
    name: row.name,
    description: row.description ?? "",
    roomId: row.room_id,
    worldId: row.world_id,
    entityId: row.entity_id,
    tags: JSON.parse(row.tags),
    metadata: JSON.parse(row.metadata),
  });
}
