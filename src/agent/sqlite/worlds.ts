/** Worlds: what rooms belong to, such as a server. */
import type { Database } from "bun:sqlite";
import type { UUID, World } from "@elizaos/core";
import { fromColumn, givenColumn, present, toColumn, updateColumns } from "./columns.ts";

interface Row {
  id: string;
  agent_id: string;
  name: string | null;
  message_server_id: string | null;
  metadata: string | null;
}

export class Worlds {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** One that exists already stays as it is. */
  create(world: World): UUID {
    const id = world.id ?? (crypto.randomUUID() as UUID);
    this.#database
      .query(
        "INSERT OR IGNORE INTO worlds (id, agent_id, name, message_server_id, metadata) VALUES (?, ?, ?, ?, ?)",
      )
      .run(
        id,
        world.agentId ?? this.#agentId,
        world.name ?? "",
        world.messageServerId ?? world.serverId ?? null,
        toColumn(world.metadata),
      );
    return id;
  }

  get(id: UUID): World | null {
    const row = this.#database.query<Row, [string]>("SELECT * FROM worlds WHERE id = ?").get(id);
    return row === null ? null : worldOf(row);
  }

  /** This agent's. */
  all(): World[] {
    return this.#database
      .query<Row, [string]>("SELECT * FROM worlds WHERE agent_id = ? ORDER BY rowid")
      .all(this.#agentId)
      .map(worldOf);
  }

  /** Replaces the fields that are given. */
  update(world: World): void {
    const { id, agentId, name, messageServerId, serverId, metadata } = world;
    updateColumns(
      this.#database,
      { table: "worlds", id },
      {
        agent_id: agentId,
        name,
        message_server_id: messageServerId ?? serverId,
        metadata: givenColumn(metadata),
      },
    );
  }

  /** Its rooms stay. */
  remove(id: UUID): void {
    this.#database.query("DELETE FROM worlds WHERE id = ?").run(id);
  }
}

function worldOf(row: Row): World {
  return present<World>({
    id: row.id,
    agentId: row.agent_id,
    name: row.name,
    messageServerId: row.message_server_id,
    metadata: fromColumn(row.metadata),
  });
}
