/**
 * elizaOS's IDatabaseAdapter over SQLite in memory: what an agent needs that runs one action or one provider. The runtime on the other side
 * looks for optional methods before it calls them; those and `db` are simply not there.
 */
import type { IDatabaseAdapter, UUID } from "@elizaos/core";
import { Agents } from "./agents.ts";
import { Entities } from "./entities.ts";
import { Memories } from "./memories.ts";
import { Rooms } from "./rooms.ts";
import { openDatabase } from "./schema.ts";
import { type Implemented, unimplementedMethods } from "./unimplemented.ts";
import { Worlds } from "./worlds.ts";

export function openAdapter(agentId: UUID): IDatabaseAdapter {
  const database = openDatabase();
  const agents = new Agents(database);
  const entities = new Entities(database, agentId);
  const memories = new Memories(database, agentId);
  const rooms = new Rooms(database, agentId);
  const worlds = new Worlds(database, agentId);
  let open = true;
  const implemented: Pick<IDatabaseAdapter, Implemented> = {
    initialize: async () => {},
    init: async () => {},
    isReady: async () => open,
    close: async () => {
      open = false;
      database.close();
    },
    getAgent: async (id) => agents.get(id),
    createAgent: async (agent) => agents.create(agent),
    updateAgent: async (id, fields) => agents.update(id, fields),
    // Vectors of any length are stored as they are.
    ensureEmbeddingDimension: async () => {},
    getEntitiesByIds: async (ids) => entities.byIds(ids),
    createEntities: async (created) => entities.create(created),
    getWorld: async (id) => worlds.get(id),
    createWorld: async (world) => worlds.create(world),
    getRoomsByIds: async (ids) => rooms.byIds(ids),
    createRooms: async (created) => rooms.create(created),
    getParticipantsForRoom: async (roomId) => rooms.participants(roomId),
    addParticipantsRoom: async (entityIds, roomId) => rooms.addParticipants(entityIds, roomId),
    getMemories: async (query) => memories.find(query),
    getMemoryById: async (id) => memories.get(id),
    createMemory: async (memory, tableName, unique) => memories.create(memory, tableName, unique),
    // Not kept: nobody here reads logs, and a body holds the whole state with whatever live objects a provider put in it.
    log: async () => {},
  };
  return { ...unimplementedMethods(), ...implemented } as unknown as IDatabaseAdapter;
}
