/**
 * The tables of an agent that lives no longer than its process. What elizaOS keeps as a map is a column of JSON. Deleting cascades as in
 * elizaOS's own storage; that a row's room or entity exists is not asked, so that a plugin can be tried on any id.
 */
import { Database } from "bun:sqlite";

const TABLES = [
  "CREATE TABLE agents (id TEXT PRIMARY KEY, fields TEXT NOT NULL)",
  "CREATE TABLE entities (id TEXT PRIMARY KEY, agent_id TEXT, names TEXT NOT NULL, metadata TEXT NOT NULL)",
  "CREATE TABLE worlds (id TEXT PRIMARY KEY, agent_id TEXT, name TEXT, message_server_id TEXT, metadata TEXT)",
  `CREATE TABLE rooms (
    id TEXT PRIMARY KEY, agent_id TEXT, world_id TEXT, name TEXT, source TEXT, type TEXT,
    channel_id TEXT, message_server_id TEXT, metadata TEXT)`,
  `CREATE TABLE participants (
    id TEXT NOT NULL, room_id TEXT, entity_id TEXT, agent_id TEXT, state TEXT, PRIMARY KEY (room_id, entity_id))`,
  "CREATE INDEX participants_by_entity ON participants (entity_id)",
  `CREATE TABLE components (
    id TEXT PRIMARY KEY, entity_id TEXT, agent_id TEXT, room_id TEXT, world_id TEXT, source_entity_id TEXT,
    type TEXT NOT NULL, data TEXT NOT NULL, created_at INTEGER NOT NULL)`,
  "CREATE INDEX components_by_entity ON components (entity_id, type)",
  `CREATE TABLE memories (
    id TEXT PRIMARY KEY, table_name TEXT NOT NULL, entity_id TEXT, agent_id TEXT, room_id TEXT, world_id TEXT,
    created_at INTEGER NOT NULL, is_unique INTEGER NOT NULL, content TEXT NOT NULL, metadata TEXT NOT NULL,
    embedding BLOB)`,
  "CREATE INDEX memories_by_room ON memories (table_name, room_id, created_at)",
  "CREATE INDEX memories_by_document ON memories (json_extract(metadata, '$.documentId'))",
  `CREATE TABLE relationships (
    id TEXT PRIMARY KEY, source_entity_id TEXT NOT NULL, target_entity_id TEXT NOT NULL, agent_id TEXT NOT NULL,
    tags TEXT NOT NULL, metadata TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (source_entity_id, target_entity_id, agent_id))`,
  `CREATE TABLE tasks (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, room_id TEXT, world_id TEXT, entity_id TEXT,
    agent_id TEXT NOT NULL, tags TEXT NOT NULL, metadata TEXT NOT NULL)`,
  "CREATE TABLE cache (agent_id TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (agent_id, key))",
  `CREATE TABLE logs (
    id TEXT PRIMARY KEY, entity_id TEXT, room_id TEXT, type TEXT, body TEXT NOT NULL, created_at INTEGER NOT NULL)`,
];

/** What goes with a deleted row. A world's rooms stay, as in elizaOS. */
const CASCADES = {
  agents: [
    ...["entities", "worlds", "rooms", "participants", "components", "memories"],
    ...["relationships", "tasks", "cache"],
  ].map((table) => `DELETE FROM ${table} WHERE agent_id = OLD.id`),
  entities: [
    "DELETE FROM components WHERE OLD.id IN (entity_id, source_entity_id)",
    "DELETE FROM relationships WHERE OLD.id IN (source_entity_id, target_entity_id)",
    ...["participants", "memories", "logs"].map((table) => `DELETE FROM ${table} WHERE entity_id = OLD.id`),
  ],
  rooms: ["participants", "components", "memories", "logs"].map(
    (table) => `DELETE FROM ${table} WHERE room_id = OLD.id`,
  ),
  worlds: ["DELETE FROM components WHERE world_id = OLD.id"],
};

/** A database in memory. Whoever opens it closes it. */
export function openDatabase(): Database {
  const database = new Database(":memory:", { strict: true });
  for (const statement of TABLES) database.run(statement);
  for (const [table, statements] of Object.entries(CASCADES))
    database.run(
      `CREATE TRIGGER ${table}_deleted AFTER DELETE ON ${table} BEGIN ${statements.join("; ")}; END`,
    );
  return database;
}
