/**
 * elizaOS's IDatabaseAdapter over SQLite in memory, with the semantics of elizaOS's own SQL storage. The runtime on the other side looks for
 * optional methods before it calls them; those and `db` are simply not there.
 */
import type { IDatabaseAdapter, UUID } from "@elizaos/core";
import { Agents } from "./agents.ts";
import { Cache } from "./cache.ts";
import { Components } from "./components.ts";
import { Entities } from "./entities.ts";
import { Logs } from "./logs.ts";
import { Memories } from "./memories.ts";
import { MemorySearch } from "./memory-search.ts";
import { Participants } from "./participants.ts";
import { Relationships } from "./relationships.ts";
import { Rooms } from "./rooms.ts";
import { openDatabase } from "./schema.ts";
import { Tasks } from "./tasks.ts";
import { type Absent, type Unimplemented, unimplementedMethods } from "./unimplemented.ts";
import { Worlds } from "./worlds.ts";

export function openAdapter(agentId: UUID): IDatabaseAdapter {
  const database = openDatabase();
  const agents = new Agents(database);
  const cache = new Cache(database, agentId);
  const components = new Components(database);
  const entities = new Entities(database, agentId, components);
  const logs = new Logs(database);
  const search = new MemorySearch(database, agentId);
  const memories = new Memories(database, agentId, search);
  const participants = new Participants(database, agentId);
  const relationships = new Relationships(database, agentId);
  const rooms = new Rooms(database, agentId);
  const tasks = new Tasks(database, agentId);
  const worlds = new Worlds(database, agentId);
  let open = true;
  const adapter: Omit<IDatabaseAdapter, Absent | Unimplemented> = {
    initialize: async () => {},
    init: async () => {},
    isReady: async () => open,
    close: async () => {
      open = false;
      database.close();
    },

    getAgent: async (id) => agents.get(id),
    getAgents: async () => agents.all(),
    createAgent: async (agent) => agents.create(agent),
    updateAgent: async (id, fields) => agents.update(id, fields),
    deleteAgent: async (id) => agents.delete(id),

    getEntitiesByIds: async (ids) => entities.byIds(ids),
    getEntitiesForRoom: async (roomId, withComponents) => entities.inRoom(roomId, withComponents ?? false),
    createEntities: async (created) => entities.create(created),
    updateEntity: async (entity) => entities.update(entity),

    getComponent: async (entityId, type, worldId, sourceEntityId) =>
      components.find({ entityId, type, worldId, sourceEntityId })[0] ?? null,
    getComponents: async (entityId, worldId, sourceEntityId) =>
      components.find({ entityId, worldId, sourceEntityId }),
    createComponent: async (component) => components.create(component),
    updateComponent: async (component) => components.update(component),
    deleteComponent: async (id) => components.delete(id),

    ensureEmbeddingDimension: async (dimension) => memories.ensureDimension(dimension),
    getMemories: async (query) => memories.find(query),
    getMemoryById: async (id) => memories.get(id),
    getMemoriesByIds: async (ids, tableName) => memories.byIds(ids, tableName),
    getMemoriesByRoomIds: async (query) => memories.byRooms(query),
    getMemoriesByWorldId: async ({ worldId, count, tableName }) => {
      const ours = rooms.byWorld(worldId).filter((room) => room.agentId === agentId);
      const limit = count === undefined ? {} : { limit: count };
      return memories.byRooms({
        roomIds: ours.map(({ id }) => id),
        tableName: tableName || "messages",
        ...limit,
      });
    },
    searchMemories: async (query) => search.find(query),
    getCachedEmbeddings: async (query) => search.cached(query),
    createMemory: async (memory, tableName, unique) => memories.create(memory, tableName, unique),
    updateMemory: async (memory) => memories.update(memory),
    deleteMemory: async (id) => memories.delete([id]),
    deleteManyMemories: async (ids) => memories.delete(ids),
    deleteAllMemories: async (roomId, tableName) => memories.deleteAll(roomId, tableName),
    countMemories: async (roomId, unique = true, tableName = "") => memories.count(roomId, unique, tableName),

    getWorld: async (id) => worlds.get(id),
    getAllWorlds: async () => worlds.all(),
    createWorld: async (world) => worlds.create(world),
    updateWorld: async (world) => worlds.update(world),
    removeWorld: async (id) => worlds.remove(id),

    getRoomsByIds: async (ids) => rooms.byIds(ids),
    getRoomsByWorld: async (worldId) => rooms.byWorld(worldId),
    createRooms: async (created) => rooms.create(created),
    updateRoom: async (room) => rooms.update(room),
    deleteRoom: async (id) => rooms.delete(id),
    deleteRoomsByWorldId: async (worldId) => rooms.deleteByWorld(worldId),

    getRoomsForParticipant: async (entityId) => participants.roomsOf([entityId]),
    getRoomsForParticipants: async (entityIds) => participants.roomsOf(entityIds),
    getParticipantsForEntity: async (id) => participants.of(entities.byIds([id])[0]),
    getParticipantsForRoom: async (roomId) => participants.inRoom(roomId),
    isRoomParticipant: async (roomId, entityId) => participants.has(roomId, entityId),
    addParticipantsRoom: async (entityIds, roomId) => participants.add(entityIds, roomId),
    removeParticipant: async (entityId, roomId) => participants.remove(entityId, roomId),
    getParticipantUserState: async (roomId, entityId) => participants.state(roomId, entityId),
    setParticipantUserState: async (roomId, entityId, state) =>
      participants.setState(roomId, entityId, state),

    createRelationship: async (relationship) => relationships.create(relationship),
    updateRelationship: async (relationship) => relationships.update(relationship),
    getRelationship: async (pair) => relationships.get(pair),
    getRelationships: async (query) => relationships.find(query),

    getCache: async (key) => cache.get(key),
    setCache: async (key, value) => cache.set(key, value),
    deleteCache: async (key) => cache.delete(key),

    createTask: async (task) => tasks.create(task),
    getTasks: async (query) => tasks.find(query),
    getTask: async (id) => tasks.get(id),
    getTasksByName: async (name) => tasks.byName(name),
    updateTask: async (id, task) => tasks.update(id, task),
    deleteTask: async (id) => tasks.delete(id),

    // A model that answers after the agent has been closed still has its call logged, by nobody who waits for it.
    log: async (log) => (open ? logs.write(log) : undefined),
    getLogs: async (query) => logs.find(query),
    deleteLog: async (id) => logs.delete(id),
  };
  return { ...unimplementedMethods(), ...adapter } as unknown as IDatabaseAdapter;
}
