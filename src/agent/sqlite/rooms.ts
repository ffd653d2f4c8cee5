/** Rooms: where messages are said. */
import type { Database } from "bun:sqlite";
import type { Room, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { fromColumn, givenColumn, needed, present, toColumn, updateColumns } from "./columns.ts";

interface Row {
  id: string;
  agent_id: string;
  world_id: string | null;
  name: string | null;
  source: string | null;
  type: string | null;
  channel_id: string | null;
  message_server_id: string | null;
  metadata: string | null;
}

export class Rooms {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** Those that exist already stay as they are. */
  create(rooms: readonly Room[]): UUID[] {
    const insert = this.#database.query(
      `INSERT OR IGNORE INTO rooms (id, agent_id, world_id, name, source, type, channel_id, message_server_id, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    return rooms.map((room) => {
      const id = room.id ?? (crypto.randomUUID() as UUID);
      insert.run(
        id,
        this.#agentId,
        room.worldId ?? null,
        room.name ?? null,
        room.source ?? null,
        room.type ?? null,
        room.channelId ?? null,
        room.messageServerId ?? room.serverId ?? null,
        toColumn(room.metadata),
      );
      return id;
    });
  }

  /** This agent's. */
  byIds(ids: readonly UUID[]): Room[] {
    return this.#database
      .query<Row, [string, string]>(
        "SELECT * FROM rooms WHERE id IN (SELECT value FROM json_each(?)) AND agent_id = ?",
      )
      .all(jsonText(ids), this.#agentId)
      .map(roomOf);
  }

  byWorld(worldId: UUID): Room[] {
    return this.#database
      .query<Row, [string]>("SELECT * FROM rooms WHERE world_id = ? ORDER BY rowid")
      .all(worldId)
      .map(roomOf);
  }

  /** Replaces the fields that are given; the room is this agent's from then on. */
  update(room: Room): void {
    const { id, worldId, name, source, type, channelId, messageServerId, serverId, metadata } = room;
    updateColumns(
      this.#database,
      { table: "rooms", id },
      {
        agent_id: this.#agentId,
        world_id: worldId,
        name,
        source,
        type,
        channel_id: channelId,
        message_server_id: messageServerId ?? serverId,
        metadata: givenColumn(metadata),
      },
    );
  }

  /** With its participants, components, memories and logs. */
  delete(id: UUID): void {
    this.#database.query("DELETE FROM rooms WHERE id = ?").run(needed(id, "roomId", "delete a room"));
  }

  /** This agent's rooms of that world, each with what is in it. */
  deleteByWorld(worldId: UUID): void {
    this.#database.query("DELETE FROM rooms WHERE world_id = ? AND agent_id = ?").run(worldId, this.#agentId);
  }
}

/** `serverId` is the older name of `messageServerId`; elizaOS gives both. */
function roomOf(row: Row): Room {
  return present<Room>({
    id: row.id,
    agentId: row.agent_id,
    worldId: row.world_id,
    name: row.name,
    source: row.source,
    type: row.type,
    channelId: row.channel_id,
    messageServerId: row.message_server_id,
    serverId: row.message_server_id,
    metadata: fromColumn(row.metadata),
  });
}
