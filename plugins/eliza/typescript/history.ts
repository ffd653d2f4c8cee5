/** What others than the agent said in a room before a message, as the agent remembers it. */
import type { IAgentRuntime, Memory } from "@elizaos/core";

/** elizaOS keeps messages in the first; some plugins keep them in the second. */
const TABLES = ["messages", "memories"];
/** Older ones are forgotten. */
const MEMORIES_PER_TABLE = 200;

/** Oldest first. */
export async function linesBefore(runtime: IAgentRuntime, message: Memory): Promise<string[]> {
  const { roomId } = message;
  const tables = await Promise.all(
    TABLES.map((tableName) => runtime.getMemories({ tableName, roomId, count: MEMORIES_PER_TABLE })),
  );
  // The first table's wins where both have the same memory.
  const said = new Map(
    tables
      .reverse()
      .flat()
      .map((memory) => [memory.id ?? memory, memory]),
  );
  return [...said.values()]
    .filter((memory) => isEarlier(memory, message) && memory.entityId !== runtime.agentId)
    .sort(
      (one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0) || compare(one.id ?? "", other.id ?? ""),
    )
    .map((memory) => memory.content.text)
    .filter((text) => typeof text === "string");
}

function isEarlier(memory: Memory, message: Memory): boolean {
  if (message.id !== undefined && memory.id === message.id) return false;
  return (
    memory.createdAt === undefined || message.createdAt === undefined || memory.createdAt <= message.createdAt
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
