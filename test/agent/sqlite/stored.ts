/** Storage to try things on, and what is put into it. */
import type { Entity, IDatabaseAdapter, Memory, Room, UUID } from "@elizaos/core";
import { openAdapter } from "../../../src/agent/sqlite/adapter.ts";

export const uuid = () => crypto.randomUUID() as UUID;

/** Whose storage it is, and three ids that it has nothing of yet. */
export interface Storage {
  adapter: IDatabaseAdapter;
  agentId: UUID;
  worldId: UUID;
  roomId: UUID;
  entityId: UUID;
}

export function openStorage(): Storage {
  const agentId = uuid();
  return { adapter: openAdapter(agentId), agentId, worldId: uuid(), roomId: uuid(), entityId: uuid() };
}

export function memory({ entityId, roomId }: Storage, text: string, more: Partial<Memory> = {}): Memory {
  return { id: uuid(), entityId, roomId, content: { text }, ...more };
}

export function entity({ agentId }: Storage, more: Partial<Entity> = {}): Entity & { id: UUID } {
  return { id: uuid(), agentId, names: ["Ada"], metadata: {}, ...more };
}

export function room({ worldId }: Storage, more: Partial<Room> = {}): Room {
  return { id: uuid(), source: "test", type: "GROUP" as Room["type"], worldId, ...more };
}
