/**
 * ELIZA as a plugin over the engine in eliza.ts: an action that replies, a provider of what was spoken of. Nothing is kept
 * between calls: the conversation so far is what the agent remembers of the room.
 */
import type {
  ActionResult,
  HandlerCallback,
  IAgentRuntime,
  Memory,
  Plugin,
  ProviderResult,
} from "@elizaos/core";
import defaultScript from "../script.json";
import { Eliza } from "./eliza.ts";

const TABLES = ["messages", "memories"];
const MEMORIES_PER_TABLE = 200;

async function hasText(_runtime: IAgentRuntime, message: Memory): Promise<boolean> {
  return typeof message.content.text === "string";
}

async function reply(
  runtime: IAgentRuntime,
  message: Memory,
  _state?: unknown,
  _options?: unknown,
  callback?: HandlerCallback,
): Promise<ActionResult> {
  const history = await linesBefore(runtime, message);
  const answer = elizaOf(runtime).respond(history, message.content.text ?? "");
  const { source } = message.content;
  await callback?.({
    text: answer.reply,
    actions: ["ELIZA_REPLY"],
    ...(source === undefined ? undefined : { source }),
    ...(message.id === undefined ? undefined : { inReplyTo: message.id }),
  });
  return { success: true, text: answer.reply, data: { keyword: answer.keyword, rule: answer.rule } };
}

async function topics(runtime: IAgentRuntime, message: Memory): Promise<ProviderResult> {
  const lines = await linesBefore(runtime, message);
  if (typeof message.content.text === "string") lines.push(message.content.text);
  const found = elizaOf(runtime).topics(lines);
  const listed = found.join(", ");
  const text = found.length === 0 ? "No topics yet" : `Topics so far: ${listed}`;
  return { text, values: { topics: listed }, data: { topics: found } };
}

/** What others than the agent said in this room before the message, oldest first. */
async function linesBefore(runtime: IAgentRuntime, message: Memory): Promise<string[]> {
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

/** The engine of the last script that was asked for. */
let loaded: { script: string | undefined; eliza: Eliza } | undefined;

/** `ELIZA_SCRIPT` is JSON; without it the script that comes with the plugin. */
function elizaOf(runtime: IAgentRuntime): Eliza {
  const setting = runtime.getSetting("ELIZA_SCRIPT");
  const script = typeof setting === "string" && setting !== "" ? setting : undefined;
  if (loaded === undefined || loaded.script !== script)
    loaded = { script, eliza: new Eliza(script === undefined ? defaultScript : JSON.parse(script)) };
  return loaded.eliza;
}

export default {
  name: "eliza",
  description: "Replies as ELIZA would",
  config: { ELIZA_SCRIPT: null },
  actions: [
    { name: "ELIZA_REPLY", description: "Replies as ELIZA would", validate: hasText, handler: reply },
  ],
  providers: [{ name: "ELIZA_TOPICS", description: "What the conversation was about so far", get: topics }],
} satisfies Plugin;
