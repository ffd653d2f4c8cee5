/**
 * One ELIZA plugin in one agent, asked for everything that it offers: what came back, as plain values without ids and times, so that two
 * plugins can be compared field by field.
 */
import { ChannelType, type Content, type Memory, type ProviderResult, type UUID } from "@elizaos/core";
import conversation from "../../plugins/eliza/conversation.json";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { loadPlugin, type ManifestOptions } from "../../src/index.ts";
import { componentsOf, verdictsOf } from "./eliza-record-components.ts";
import { modelAnswers } from "./eliza-record-models.ts";
import { routeAnswers } from "./eliza-record-routes.ts";
import { forgotten, serviceAnswers, sessionsOf } from "./eliza-record-service.ts";

export type ElizaRecord = Awaited<ReturnType<typeof recordOf>>;

/** Loads the plugin into an agent of its own, for as long as it is asked. */
export async function withEliza<Answer>(
  options: ManifestOptions,
  ask: (agent: Agent) => Promise<Answer>,
): Promise<Answer> {
  await using plugin = await loadPlugin(options);
  const agent = await startAgent({ plugins: [plugin], onLog: () => {} });
  try {
    return await ask(agent);
  } finally {
    await agent.close();
  }
}

/** In an order: each part finds what the parts before it left. */
export async function recordOf(agent: Agent) {
  const sessions = await sessionsOf(agent);
  const turns: unknown[] = [];
  for (const { user } of conversation.turns) turns.push(await said(agent, user));
  return {
    components: componentsOf(agent),
    verdicts: await verdictsOf(agent),
    turns,
    topics: await topicsOf(agent, "Is that all?"),
    history: await sessions.history(agent.roomId),
    inGroup: [await saidInGroup(agent, "I am glad, but tired"), await saidInGroup(agent, "...")],
    facts: await factsOf(agent),
    service: await serviceAnswers(sessions),
    routes: await routeAnswers(agent),
    models: await modelAnswers(agent.runtime),
    forgotten: await forgotten(agent, sessions),
    inAnotherScript: await inAnotherScript(agent),
  };
}

async function said(agent: Agent, text: string): Promise<unknown> {
  const { message, contents, responseContent, mode } = await agent.say(text);
  const { thought, actions, providers, text: plannedText } = responseContent ?? {};
  return {
    said: contents.map((content) => withoutIds(content, message)),
    results: agent.runtime.getActionResults(message.id as UUID),
    plan: { mode, thought, actions, providers, text: plannedText },
  };
}

function withoutIds({ responseId, inReplyTo, ...content }: Content, message: Memory): object {
  return { ...content, answersTheMessage: inReplyTo === message.id };
}

/** In a room of several, core asks the small model first whether to respond. */
async function saidInGroup(agent: Agent, text: string): Promise<unknown> {
  const { runtime, entityId } = agent;
  const roomId = await groupOf(agent);
  const message = messageOf(agent, text, roomId);
  const said: Content[] = [];
  const handled = await runtime.messageService?.handleMessage(runtime, message, async (content) => {
    said.push(content);
    return [];
  });
  const facts = await runtime.getMemories({ tableName: "facts", roomId, entityId, count: 1 });
  return {
    didRespond: handled?.didRespond,
    said: said.map((content) => withoutIds(content, message)),
    facts: facts.map(({ content }) => content),
  };
}

async function groupOf({ runtime, entityId, worldId }: Agent): Promise<UUID> {
  const roomId = crypto.randomUUID() as UUID;
  const group = { type: ChannelType.GROUP, channelId: roomId, source: SOURCE };
  await runtime.ensureConnection({ entityId, worldId, roomId, ...group });
  return roomId;
}

async function topicsOf(agent: Agent, text: string, roomId = agent.roomId): Promise<ProviderResult> {
  const message = messageOf(agent, text, roomId);
  const { data } = await agent.runtime.composeState(message, ["ELIZA_TOPICS"], true, true);
  return data.providers?.ELIZA_TOPICS as ProviderResult;
}

/** Of the agent's room, oldest first. */
async function factsOf({ runtime, roomId, entityId }: Agent): Promise<unknown[]> {
  const facts = await runtime.getMemories({ tableName: "facts", roomId, count: 1_000 });
  return facts.reverse().map(({ content, metadata, ...fact }) => ({
    content,
    metadata,
    isOfPerson: fact.entityId === entityId,
    isOfAgent: fact.agentId === runtime.agentId,
  }));
}

/** The setting changes while the plugin runs. */
async function inAnotherScript(agent: Agent): Promise<unknown> {
  const rules = [{ id: "r", decomposition: "*", reassemblies: ["Heard (1)"] }];
  const keywords = [{ word: "x", rank: 0, rules }];
  const script = { pre: [], post: [], classes: [], keywords, none: ["What?"], empty: ["Speak"] };
  agent.runtime.setSetting("ELIZA_SCRIPT", JSON.stringify(script));
  return topicsOf(agent, "x y", crypto.randomUUID() as UUID);
}

const SOURCE = "test";

function messageOf({ entityId }: Agent, text: string, roomId: UUID): Memory {
  const id = crypto.randomUUID() as UUID;
  return { id, entityId, roomId, createdAt: Date.now(), content: { text, source: SOURCE } };
}
