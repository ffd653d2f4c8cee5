/**
 * The rest of IDatabaseAdapter: each method is there and says its own name, so that a plugin which needs it is told so, instead of
 * working on storage that forgets. The compiler keeps the list whole.
 */
import type { IDatabaseAdapter } from "@elizaos/core";
import { errorOf } from "../../errors.ts";

/** What adapter.ts has. */
export type Implemented =
  | "initialize"
  | "init"
  | "isReady"
  | "close"
  | "getAgent"
  | "createAgent"
  | "updateAgent"
  | "ensureEmbeddingDimension"
  | "getEntitiesByIds"
  | "createEntities"
  | "getWorld"
  | "createWorld"
  | "getRoomsByIds"
  | "createRooms"
  | "getParticipantsForRoom"
  | "addParticipantsRoom"
  | "getMemories"
  | "getMemoryById"
  | "createMemory"
  | "log";

/** What reads as undefined: `db`, and what the runtime may do without. */
type Absent = "db" | "runMigrations" | "runPluginMigrations" | "withEntityContext" | "getAgentRunSummaries";

export type Unimplemented = Exclude<keyof IDatabaseAdapter, Implemented | Absent>;

const UNIMPLEMENTED: Record<Unimplemented, true> = {
  getConnection: true,
  getAgents: true,
  deleteAgent: true,
  getEntitiesForRoom: true,
  updateEntity: true,
  getComponent: true,
  getComponents: true,
  createComponent: true,
  updateComponent: true,
  deleteComponent: true,
  getMemoriesByIds: true,
  getMemoriesByRoomIds: true,
  getMemoriesByWorldId: true,
  getCachedEmbeddings: true,
  getLogs: true,
  deleteLog: true,
  searchMemories: true,
  updateMemory: true,
  deleteMemory: true,
  deleteManyMemories: true,
  deleteAllMemories: true,
  countMemories: true,
  removeWorld: true,
  getAllWorlds: true,
  updateWorld: true,
  deleteRoom: true,
  deleteRoomsByWorldId: true,
  updateRoom: true,
  getRoomsForParticipant: true,
  getRoomsForParticipants: true,
  getRoomsByWorld: true,
  removeParticipant: true,
  getParticipantsForEntity: true,
  isRoomParticipant: true,
  getParticipantUserState: true,
  setParticipantUserState: true,
  createRelationship: true,
  updateRelationship: true,
  getRelationship: true,
  getRelationships: true,
  getCache: true,
  setCache: true,
  deleteCache: true,
  createTask: true,
  getTasks: true,
  getTask: true,
  getTasksByName: true,
  updateTask: true,
  deleteTask: true,
};

/** Their names, for whoever wants to know. */
export const unimplementedNames = Object.keys(UNIMPLEMENTED) as Unimplemented[];

export function unimplementedMethods(): Record<Unimplemented, () => Promise<never>> {
  const methods = unimplementedNames.map((name) => [name, () => Promise.reject(refusal(name))] as const);
  return Object.fromEntries(methods) as Record<Unimplemented, () => Promise<never>>;
}

function refusal(name: string): Error {
  return errorOf("unsupported", `The storage of the command line's agent has no ${name}`, {
    value: name,
    remedy: "Load the plugin in an elizaOS project with a database adapter of its own",
  });
}
