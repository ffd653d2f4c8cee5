/** Participants: which entity is in which room, and whether the agent follows or mutes the room. */
import type { Database } from "bun:sqlite";
import type { Entity, Participant, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";

export type UserState = "FOLLOWED" | "MUTED" | null;

export class Participants {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** Whoever is in the room already stays so, with its state. */
  add(entityIds: readonly UUID[], roomId: UUID): boolean {
    const insert = this.#database.query(
      "INSERT OR IGNORE INTO participants (id, room_id, entity_id, agent_id) VALUES (?, ?, ?, ?)",
    );
    for (const entityId of entityIds) insert.run(crypto.randomUUID(), roomId, entityId, this.#agentId);
    return true;
  }

  /** False where the entity was not in the room. */
  remove(entityId: UUID, roomId: UUID): boolean {
    const { changes } = this.#database
      .query("DELETE FROM participants WHERE entity_id = ? AND room_id = ?")
      .run(entityId, roomId);
    return changes > 0;
  }

  inRoom(roomId: UUID): UUID[] {
    return this.#database
      .query<{ entity_id: UUID }, [string]>(
        "SELECT entity_id FROM participants WHERE room_id = ? ORDER BY rowid",
      )
      .all(roomId)
      .map((row) => row.entity_id);
  }

  has(roomId: UUID, entityId: UUID): boolean {
    return this.inRoom(roomId).includes(entityId);
  }

  /** This agent's rooms in which at least one of the entities is, each once. */
  roomsOf(entityIds: readonly UUID[]): UUID[] {
    return this.#database
      .query<{ id: UUID }, [string, string]>(
        `SELECT id FROM rooms WHERE agent_id = ? AND id IN
           (SELECT room_id FROM participants WHERE entity_id IN (SELECT value FROM json_each(?)))
         ORDER BY rowid`,
      )
      .all(this.#agentId, jsonText(entityIds))
      .map((row) => row.id);
  }

  /** One for each room that the entity is in. */
  of(entity: Entity | undefined): Participant[] {
    if (entity?.id === undefined) return [];
    return this.#database
      .query<{ id: UUID }, [string]>("SELECT id FROM participants WHERE entity_id = ? ORDER BY rowid")
      .all(entity.id)
      .map(({ id }) => ({ id, entity }));
  }

  state(roomId: UUID, entityId: UUID): UserState {
    const row = this.#database
      .query<{ state: UserState }, [string, string, string]>(
        "SELECT state FROM participants WHERE room_id = ? AND entity_id = ? AND agent_id = ?",
      )
      .get(roomId, entityId, this.#agentId);
    return row?.state ?? null;
  }

  /** Nothing happens where the entity is not in the room. */
  setState(roomId: UUID, entityId: UUID, state: UserState): void {
    this.#database
      .query("UPDATE participants SET state = ? WHERE room_id = ? AND entity_id = ? AND agent_id = ?")
      .run(state, roomId, entityId, this.#agentId);
  }
}
