/** The evaluator ELIZA_MOOD: where a message names feelings, how many of each kind becomes a fact that the agent remembers. */
import type { Evaluator } from "@elizaos/core";
import { hasText } from "./reply.ts";
import { elizaOf } from "./setting.ts";

export const mood: Evaluator = {
  name: "ELIZA_MOOD",
  description: "Remembers the feelings that a message names",
  examples: [],
  alwaysRun: true,
  validate: hasText,
  async handler(runtime, message) {
    const { pleasant, unpleasant, words } = elizaOf(runtime).feelings(message.content.text ?? "");
    if (words.length > 0) {
      const { entityId, roomId } = message;
      const text = `${pleasant} pleasant, ${unpleasant} unpleasant`;
      const content = { text, pleasant, unpleasant, words };
      await runtime.createMemory({ entityId, agentId: runtime.agentId, roomId, content }, "facts");
    }
    return { success: true, data: { pleasant, unpleasant } };
  },
};
