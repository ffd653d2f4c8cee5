/** What the contract suite asks by each host method: arguments as a plugin gives them, and what the agent answers. */
import type { HOST_METHODS } from "../../../src/contract/generated/messages.ts";
import { emptyState, memoryOf } from "../../fixtures/recording-runtime.ts";

export interface HostSample {
  args: unknown[];
  /** Undefined for methods that answer nothing. */
  value?: unknown;
}

const [room, entity, world, id] = [1, 2, 4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const memory = memoryOf("kept");
const embedding = [0.25, -1.5, 3];
const aRoom = { id: room, name: "Room", source: "test", type: "GROUP", worldId: world };
const aWorld = { id: world, name: "World", agentId: memory.agentId, messageServerId: id };
const anEntity = { id: entity, names: ["É", "two"], agentId: memory.agentId, metadata: { a: { b: 1 } } };
const component = { id, entityId: entity, type: "mood", data: { good: true }, worldId: world };
const relationship = { id, sourceEntityId: entity, targetEntityId: room, agentId: id, tags: ["friend"] };
const task = { id, name: "PROBE_TASK", description: "Runs", tags: ["queue"], metadata: { updatedAt: 1 } };
const pair = { sourceEntityId: entity, targetEntityId: room };
const state = { ...emptyState, text: "composed" };
const log = { body: { a: [1] }, entityId: entity, roomId: room, type: "action" };
const connection = { entityId: entity, roomId: room, worldId: world, userName: "é", source: "test" };
const query = { tableName: "messages", roomId: room, count: 2 };

/** Complete by its type: a method that is added to the contract needs a sample. */
export const hostSamples: Record<keyof typeof HOST_METHODS, HostSample> = {
  getMemories: { args: [query], value: [memory, { ...memory, embedding }] },
  getMemoryById: { args: [id], value: memory },
  getMemoriesByIds: { args: [[id, room], "facts"], value: [memory] },
  getMemoriesByRoomIds: { args: [{ tableName: "facts", roomIds: [room], limit: 3 }], value: [] },
  getMemoriesByWorldId: { args: [{ worldId: world, count: 1 }], value: [memory] },
  getAllMemories: { args: [], value: [memory, memory] },
  searchMemories: { args: [{ embedding, match_threshold: 0.5, ...query }], value: [memory] },
  countMemories: { args: [room, true, "messages"], value: 12 },
  getCachedEmbeddings: {
    args: [{ query_table_name: "messages", query_input: "é", query_match_count: 2 }],
    value: [{ embedding, levenshtein_score: 0 }],
  },
  createMemory: { args: [memory, "facts", true], value: id },
  updateMemory: { args: [{ id, content: { text: "new" } }], value: true },
  deleteMemory: { args: [id] },
  deleteManyMemories: { args: [[id, room]] },
  deleteAllMemories: { args: [room, "messages"] },
  clearAllAgentMemories: { args: [] },
  addEmbeddingToMemory: { args: [memory], value: { ...memory, embedding } },
  queueEmbeddingGeneration: { args: [memory, "high"] },
  getRoom: { args: [room], value: aRoom },
  getRooms: { args: [world], value: [aRoom] },
  getRoomsByIds: { args: [[room]], value: null },
  getRoomsByWorld: { args: [world], value: [aRoom, aRoom] },
  getRoomsForParticipant: { args: [entity], value: [room] },
  getRoomsForParticipants: { args: [[entity, id]], value: [room, world] },
  createRoom: { args: [aRoom], value: room },
  createRooms: { args: [[aRoom]], value: [room] },
  updateRoom: { args: [aRoom] },
  deleteRoom: { args: [room] },
  deleteRoomsByWorldId: { args: [world] },
  ensureRoomExists: { args: [aRoom] },
  getParticipantsForRoom: { args: [room], value: [entity] },
  getParticipantsForEntity: { args: [entity], value: [{ id, entity: anEntity }] },
  isRoomParticipant: { args: [room, entity], value: false },
  getParticipantUserState: { args: [room, entity], value: "MUTED" },
  addParticipant: { args: [entity, room], value: true },
  addParticipantsRoom: { args: [[entity, id], room], value: true },
  removeParticipant: { args: [entity, room], value: true },
  setParticipantUserState: { args: [room, entity, null] },
  ensureParticipantInRoom: { args: [entity, room] },
  getEntityById: { args: [entity], value: anEntity },
  getEntitiesByIds: { args: [[entity]], value: [anEntity] },
  getEntitiesForRoom: { args: [room, true], value: [{ ...anEntity, components: [component] }] },
  createEntity: { args: [anEntity], value: true },
  createEntities: { args: [[anEntity, anEntity]], value: false },
  updateEntity: { args: [anEntity] },
  getWorld: { args: [world], value: aWorld },
  getAllWorlds: { args: [], value: [aWorld] },
  createWorld: { args: [aWorld], value: world },
  updateWorld: { args: [aWorld] },
  removeWorld: { args: [world] },
  ensureWorldExists: { args: [aWorld] },
  ensureConnection: { args: [connection] },
  ensureConnections: { args: [[anEntity], [aRoom], "test", aWorld] },
  getComponent: { args: [entity, "mood", world, id], value: component },
  getComponents: { args: [entity, world], value: [component] },
  createComponent: { args: [component], value: true },
  updateComponent: { args: [component] },
  deleteComponent: { args: [id] },
  getRelationship: { args: [pair], value: null },
  getRelationships: { args: [{ entityId: entity, tags: ["friend"] }], value: [relationship] },
  createRelationship: { args: [{ ...pair, tags: ["friend"], metadata: { since: 1 } }], value: true },
  updateRelationship: { args: [relationship] },
  getTask: { args: [id], value: task },
  getTasks: { args: [{ roomId: room, tags: ["queue"] }], value: [task] },
  getTasksByName: { args: ["PROBE_TASK"], value: [task] },
  createTask: { args: [task], value: id },
  updateTask: { args: [id, { metadata: { updatedAt: 2 } }] },
  deleteTask: { args: [id] },
  getCache: { args: ["key é"], value: { any: ["value", 1] } },
  setCache: { args: ["key é", { any: ["value", 1] }], value: true },
  deleteCache: { args: ["key é"], value: false },
  getLogs: { args: [{ entityId: entity, count: 1 }], value: [{ ...log, id, createdAt: "2024-05-06" }] },
  getAgentRunSummaries: { args: [{ limit: 5 }], value: { runs: [], total: 0, hasMore: false } },
  log: { args: [log] },
  deleteLog: { args: [id] },
  useModel: { args: ["TEXT_SMALL", { prompt: "é", temperature: 0.5 }, "probe"], value: "said" },
  generateText: {
    args: ["é", { modelType: "TEXT_SMALL", includeCharacter: false }],
    value: { text: "said" },
  },
  composeState: { args: [memory, ["PROBE"], true, true], value: state },
  processActions: { args: [memory, [memory], state] },
  evaluate: { args: [memory, state, true, null, [memory]], value: [{ name: "PROBE_EVALUATOR" }] },
  getActionResults: { args: [id], value: [{ success: false, error: "no", data: {} }] },
  emitEvent: { args: ["NOBODY_HEARS", { n: 1, list: [{}] }] },
  sendMessageToTarget: {
    args: [
      { source: "test", roomId: room },
      { text: "é", actions: ["A"] },
    ],
  },
  getServiceLoadPromise: { args: ["weather"], value: {} },
  setSetting: { args: ["PROBE_SETTING", "set", false] },
  initPromise: { args: [] },
};

/** Runtime methods that answer so; and one that no guest may call. */
export function hostMethods(): Record<string, () => unknown> {
  const methods = Object.entries(hostSamples).filter(([method]) => method !== "initPromise");
  return {
    ...Object.fromEntries(methods.map(([method, { value }]) => [method, async () => value])),
    // What elizaOS answers at once; of the rest a guest sees no difference.
    getActionResults: () => hostSamples.getActionResults.value,
    registerSendHandler: () => "never called",
  };
}
