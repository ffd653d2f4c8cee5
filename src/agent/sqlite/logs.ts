/**
 * Logs: what elizaOS's runtime writes down of each action, evaluator and model call. A body holds whatever a plugin put into the state,
 * live objects too; it is kept as far as it is data, and shortened. The runtime does not wait for a log: writing one never fails.
 */
import type { Database } from "bun:sqlite";
import type { IDatabaseAdapter, Log, UUID } from "@elizaos/core";
import { plainCopy } from "../json-text.ts";

type NewLog = Parameters<IDatabaseAdapter["log"]>[0];
type LogQuery = Parameters<IDatabaseAdapter["getLogs"]>[0];

interface Row {
  id: UUID;
  entity_id: UUID;
  room_id: UUID;
  type: string;
  body: string;
  created_at: number;
}

/** Of one field of a body: a long prompt passes, the insides of a client or a runtime do not. */
const MAX_FIELD_VALUES = 10_000;
const MAX_FIELD_CHARS = 64 * 1024;
/** The newest. One of an action holds the whole state: with all of elizaOS's own providers that is 50 KiB. */
const MAX_LOGS = 1_000;

const FIND = `
  SELECT * FROM logs
  WHERE ($entityId IS NULL OR entity_id = $entityId)
    AND ($roomId IS NULL OR room_id = $roomId)
    AND ($type IS NULL OR type = $type)
  ORDER BY created_at DESC, rowid DESC
  LIMIT $count OFFSET $offset`;

export class Logs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  write({ body, entityId, roomId, type }: NewLog): void {
    const fields = Object.entries(body ?? {}).map(([name, value]) => [name, shortened(value)]);
    const { lastInsertRowid } = this.#database
      .query("INSERT INTO logs (id, entity_id, room_id, type, body, created_at) VALUES (?, ?, ?, ?, ?, ?)")
      .run(
        crypto.randomUUID(),
        entityId ?? null,
        roomId ?? null,
        type ?? null,
        JSON.stringify(Object.fromEntries(fields)),
        Date.now(),
      );
    this.#database.query("DELETE FROM logs WHERE rowid <= ?").run(Number(lastInsertRowid) - MAX_LOGS);
  }

  /** Newest first; 10 of them where no count is given. */
  find({ entityId, roomId, type, count, offset }: LogQuery): Log[] {
    return this.#database
      .query<Row, Record<string, string | number | null>>(FIND)
      .all({
        entityId: entityId || null,
        roomId: roomId || null,
        type: type || null,
        count: Math.trunc(count ?? 10),
        offset: Math.trunc(offset ?? 0),
      })
      .map((row) => ({
        id: row.id,
        entityId: row.entity_id,
        roomId: row.room_id,
        type: row.type,
        body: JSON.parse(row.body),
        createdAt: new Date(row.created_at),
      }));
  }

  delete(id: UUID): void {
    this.#database.query("DELETE FROM logs WHERE id = ?").run(id);
  }
}

/** The field itself, or the beginning of its text. */
function shortened(value: unknown): unknown {
  if (value === undefined || typeof value === "function") return undefined;
  const copy = plainCopy(value, MAX_FIELD_VALUES);
  const text = typeof copy === "string" ? copy : JSON.stringify(copy);
  return text.length <= MAX_FIELD_CHARS ? copy : `${text.slice(0, MAX_FIELD_CHARS)}…`;
}
