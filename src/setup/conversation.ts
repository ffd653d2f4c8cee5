/** One ELIZA plugin in one agent: the whole conversation held with it, then its action timed. */
import type { Action, Content, Memory, State, UUID } from "@elizaos/core";
import type { Agent } from "../agent/agent.ts";
import type { LoadedPlugin } from "../interop/loaded.ts";

/** What the user says and what must come back. */
export interface Turn {
  user: string;
  reply: string;
  keyword: string | null;
  rule: string;
}

export interface Difference {
  /** From 1. */
  turn: number;
  user: string;
  expected: unknown;
  actual: unknown;
}

export interface Latency {
  p50Us: number;
  p99Us: number;
}

const TABLE = "messages";
const SOURCE = "demo";
const TIMED_CALLS = 1_000;

/** Says every line in the agent's room, where each is stored first as elizaOS does. @returns the replies that differ */
export async function converse(
  plugin: LoadedPlugin,
  agent: Agent,
  turns: readonly Turn[],
): Promise<Difference[]> {
  const { runtime, roomId, entityId } = agent;
  const action = replyAction(plugin);
  const differences: Difference[] = [];
  let createdAt = Date.now();
  for (const [index, { user, reply, keyword, rule }] of turns.entries()) {
    const expected = { reply, keyword, rule };
    const store = async (speaker: UUID, content: Content): Promise<Memory> => {
      createdAt += 1;
      const id = crypto.randomUUID() as UUID;
      const memory: Memory = { id, entityId: speaker, roomId, createdAt, content };
      await runtime.createMemory(memory, TABLE);
      return memory;
    };
    const message = await store(entityId, { text: user, source: SOURCE });
    const emitted: Content[] = [];
    const result = await action.handler(runtime, message, EMPTY_STATE, {}, async (content) => {
      emitted.push(content);
      return [await store(runtime.agentId, content)];
    });
    const actual = { reply: emitted.map(({ text }) => text).join("\n"), ...answerOf(result) };
    if (!Bun.deepEquals(actual, expected, true))
      differences.push({ turn: index + 1, user, expected, actual });
  }
  return differences;
}

/** Times the handler alone, in a room where nothing was said before. */
export async function timeReplies(plugin: LoadedPlugin, agent: Agent): Promise<Latency> {
  const action = replyAction(plugin);
  const message: Memory = {
    id: crypto.randomUUID() as UUID,
    entityId: agent.entityId,
    roomId: crypto.randomUUID() as UUID,
    createdAt: Date.now(),
    content: { text: "I am unhappy", source: SOURCE },
  };
  const times: number[] = [];
  for (let call = 0; call < TIMED_CALLS; call += 1) {
    const start = performance.now();
    await action.handler(agent.runtime, message, EMPTY_STATE, {}, async () => []);
    times.push((performance.now() - start) * 1000);
  }
  times.sort((a, b) => a - b);
  return { p50Us: percentile(times, 0.5), p99Us: percentile(times, 0.99) };
}

const EMPTY_STATE: State = { values: {}, data: {}, text: "" };

function replyAction(plugin: LoadedPlugin): Action {
  const action = plugin.actions?.find(({ name }) => name === "ELIZA_REPLY");
  if (action === undefined) throw new Error(`Cannot talk to ${plugin.name} as it has no action ELIZA_REPLY`);
  return action;
}

function answerOf(result: Awaited<ReturnType<Action["handler"]>>): { keyword: unknown; rule: unknown } {
  const data = result?.data;
  return { keyword: data?.keyword, rule: data?.rule };
}

/** The value that this share of the sorted values does not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
