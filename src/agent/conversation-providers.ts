/**
 * The providers that the message service's prompts are made of: who the agent is, what was said, what it can do. In an elizaOS project they
 * come from @elizaos/plugin-bootstrap, under these names and headings; without them a model would not even see the message.
 */
import type { Action, IAgentRuntime, Memory, Provider, State } from "@elizaos/core";
import { errorChain } from "../errors.ts";

const character: Provider = {
  name: "CHARACTER",
  description: "Who the agent is",
  get: async ({ character: { name, bio, system } }) => {
    const about = `# About ${name}\n${[bio].flat().join(" ")}`;
    return {
      values: { agentName: name, bio: about, system: system ?? "" },
      text: [about, system].filter(Boolean).join("\n\n"),
    };
  },
};

const actions: Provider = {
  name: "ACTIONS",
  description: "What the agent can do in answer to the message",
  position: -1,
  get: async (runtime, message, state) => {
    const asked = runtime.actions.map((action) => offered(action, { runtime, message, state }));
    const actionsData = (await Promise.all(asked)).flat();
    const actionNames = `Possible response actions: ${actionsData.map(({ name }) => name).join(", ")}`;
    const descriptions = actionsData.map(({ name, description }) => `- **${name}**: ${description}`);
    const actionsWithDescriptions = ["# Available Actions", ...descriptions].join("\n");
    return {
      data: { actionsData },
      values: { actionNames, actionsWithDescriptions },
      text: `${actionNames}\n\n${actionsWithDescriptions}`,
    };
  },
};

const recentMessages: Provider = {
  name: "RECENT_MESSAGES",
  description: "What was said in the room, and the message to answer",
  // After all others: the message is the last thing that a model reads.
  position: 100,
  get: async (runtime, message) => {
    const { roomId } = message;
    const count = runtime.getConversationLength();
    const newestFirst = await runtime.getMemories({ tableName: "messages", roomId, count });
    const said = newestFirst
      .reverse()
      .filter(({ content }) => content.text && content.type !== "action_result");
    const nameOf = await namesIn(runtime, roomId);
    const lineOf = ({ entityId, content }: Memory) => `${nameOf(entityId)}: ${content.text ?? ""}`;
    const lines = ["# Conversation Messages", ...said.map(lineOf)].join("\n");
    return {
      data: { recentMessages: said },
      values: { recentMessages: lines },
      text: `${lines}\n\n# Received Message\n${lineOf(message)}\n\n# Focus your response\nAnswer the message above`,
    };
  },
};

export const conversationProviders: readonly Provider[] = [character, actions, recentMessages];

/** The action, or none where it is not for this message. One that cannot be asked is not offered; the others are. */
async function offered(
  action: Action,
  { runtime, message, state }: { runtime: IAgentRuntime; message: Memory; state: State },
): Promise<Action[]> {
  try {
    return (await action.validate(runtime, message, state)) ? [action] : [];
  } catch (error) {
    runtime.logger.error(
      { action: action.name, error: errorChain(error) },
      "An action could not be validated",
    );
    return [];
  }
}

async function namesIn(runtime: IAgentRuntime, roomId: Memory["roomId"]): Promise<(id: string) => string> {
  const entities = await runtime.getEntitiesForRoom(roomId);
  const names = new Map<string, string | undefined>(entities.map(({ id, names }) => [id ?? "", names[0]]));
  return (id) => names.get(id) ?? "Somebody";
}
