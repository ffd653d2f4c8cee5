/** The tables of an agent that lives no longer than its process. What elizaOS keeps as a map is a column of JSON. */
import { Database } from "bun:sqlite";

const STATEMENTS = [
  "CREATE TABLE agents (id TEXT PRIMARY KEY, fields TEXT NOT NULL)",
  "CREATE TABLE entities (id TEXT PRIMARY KEY, agent_id TEXT, names TEXT NOT NULL, metadata TEXT NOT NULL)",
  "CREATE TABLE worlds (id TEXT PRIMARY KEY, agent_id TEXT, name TEXT, message_server_id TEXT, metadata TEXT)",
  `CREATE TABLE rooms (
    id TEXT PRIMARY KEY, agent_id TEXT, world_id TEXT, name TEXT, source TEXT, type TEXT,
    channel_id TEXT, message_server_id TEXT, metadata TEXT)`,
  "CREATE TABLE participants (room_id TEXT, entity_id TEXT, PRIMARY KEY (room_id, entity_id))",
  `CREATE TABLE memories (
    id TEXT PRIMARY KEY, table_name TEXT NOT NULL, entity_id TEXT, agent_id TEXT, room_id TEXT, world_id TEXT,
    created_at INTEGER NOT NULL, is_unique INTEGER NOT NULL, content TEXT NOT NULL, metadata TEXT NOT NULL,
    embedding TEXT)`,
  "CREATE INDEX memories_by_room ON memories (table_name, room_id, created_at)",
];

/** A database in memory. Whoever opens it closes it. */
export function openDatabase(): Database {
  const database = new Database(":memory:", { strict: true });
  for (const statement of STATEMENTS) database.run(statement);
  return database;
}
