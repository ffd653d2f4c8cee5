/**
 * What a person says to the agent, and what comes of it. elizaOS's own message service decides, answers and evaluates; this is the
 * platform around it, as a chat server would be: it hands the message in and keeps what is said back.
 */
import type {
  AgentRuntime,
  ChannelType,
  Content,
  IMessageService,
  Memory,
  MessageProcessingOptions,
  MessageProcessingResult,
} from "@elizaos/core";
import { isStarting, serviceTypes } from "../interop/agent-snapshot.ts";
import { awaitService } from "../interop/service-waits.ts";
import { LIMITS } from "../limits.ts";
import { startTimer } from "../timer.ts";
import type { Agent } from "./agent.ts";
import { conversationActions } from "./conversation-actions.ts";
import { conversationProviders } from "./conversation-providers.ts";

/** What the message service gave back, and what it said on the way. */
export interface Said extends MessageProcessingResult {
  /** The person's, as it is among the memories. */
  message: Memory;
  /** All that was given to the callback, in order: answers, and what actions, evaluators and event handlers say. */
  contents: Content[];
}

/** `onStreamChunk` takes the answer's text piece by piece where the model streams. */
export type SayOptions = Pick<MessageProcessingOptions, "onStreamChunk">;

/** Takes each content as it is said. */
export type OnContent = (content: Content) => void | Promise<void>;

type Place = Pick<Agent, "runtime" | "roomId" | "worldId" | "entityId"> & { source: string };

/**
 * Emits MESSAGE_RECEIVED, so that plugins hear the message, and runs the message service on it.
 * @throws what an event handler, a model, an action or an evaluator throws
 */
export async function say(
  { text, onContent }: { text: string; onContent: OnContent | undefined },
  place: Place,
  options: SayOptions = {},
): Promise<Said> {
  const { runtime, source } = place;
  prepare(runtime);
  await servicesStarted(runtime);
  const { message, contents, callback } = exchange(text, place, onContent);
  await runtime.emitEvent("MESSAGE_RECEIVED", { runtime, message, source, callback });
  // The runtime has one from the end of `initialize` on.
  const service = runtime.messageService as IMessageService;
  const result = await service.handleMessage(runtime, message, callback, options);
  return { ...result, message, contents };
}

/** elizaOS starts services beside everything else. A message that comes meanwhile would find handlers without what they need. */
export async function servicesStarted(runtime: AgentRuntime): Promise<void> {
  const starting = serviceTypes(runtime).filter((type) => isStarting(runtime, type));
  const started = starting.map((type) => awaitService(runtime, type, undefined));
  const timeUp = Promise.withResolvers<void>();
  const timer = startTimer(timeUp.resolve, LIMITS.initTimeoutMs);
  // One that fails has been told of by the runtime; the message goes on without it.
  await Promise.race([Promise.allSettled(started), timeUp.promise]);
  clearTimeout(timer);
}

/** A message, and the callback that keeps what is said back to it. */
function exchange(text: string, place: Place, onContent: OnContent | undefined) {
  const { runtime, roomId, worldId, entityId, source } = place;
  const { agentId } = runtime;
  const ids = () => ({ id: crypto.randomUUID(), agentId, roomId, worldId, createdAt: Date.now() });
  const channelType = "DM" as ChannelType;
  const message = { ...ids(), entityId, content: { text, source, channelType } };
  const contents: Content[] = [];
  const callback = async (content: Content): Promise<Memory[]> => {
    contents.push(content);
    await onContent?.(content);
    // What the agent ignores, the message service itself writes down.
    if (!content.text && content.actions?.includes("IGNORE")) return [];
    const inReplyTo = content.inReplyTo ?? message.id;
    const answer: Memory = { ...ids(), entityId: agentId, content: { source, ...content, inReplyTo } };
    await runtime.createMemory(answer, "messages");
    return [answer];
  };
  return { message, contents, callback };
}

/** An agent that never talks has none of these, and one with @elizaos/plugin-bootstrap has its own. */
function prepare(runtime: AgentRuntime): void {
  const has = (components: readonly { name: string }[], name: string) =>
    components.some((component) => component.name === name);
  for (const provider of conversationProviders)
    if (!has(runtime.providers, provider.name)) runtime.registerProvider(provider);
  for (const action of conversationActions)
    if (!has(runtime.actions, action.name)) runtime.registerAction(action);
}
