/** Rooms, and who takes part in them. */
import type { Database } from "bun:sqlite";
import type { Room, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { fromColumn, present, toColumn } from "./columns.ts";

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

  byIds(ids: readonly UUID[]): Room[] {
    const rows = this.#database
      .query<Row, [string]>("SELECT * FROM rooms WHERE id IN (SELECT value FROM json_each(?))")
      .all(jsonText(ids));
    return rows.map((row) =>
      present<Room>({
        id: row.id,
        agentId: row.agent_id,
        worldId: row.world_id,
        name: row.name,
        source: row.source,
        type: row.type,
        channelId: row.channel_id,
        messageServerId: row.message_server_id,
        metadata: fromColumn(row.metadata),
      }),
    );
  }

  participants(roomId: UUID): UUID[] {
    return this.#database
      .query<{ entity_id: UUID }, [string]>("SELECT entity_id FROM participants WHERE room_id = ?")
      .all(roomId)
      .map((row) => row.entity_id);
  }

  addParticipants(entityIds: readonly UUID[], roomId: UUID): boolean {
    const insert = this.#database.query(
      "INSERT OR IGNORE INTO participants (room_id, entity_id) VALUES (?, ?)",
    );
    for (const entityId of entityIds) insert.run(roomId, entityId);
    return true;
  }
}
