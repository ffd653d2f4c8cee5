/**
 * The two actions that the message service's prompt tells every model of: to say the text that it has planned, and to say nothing. In an
 * elizaOS project they come from @elizaos/plugin-bootstrap.
 */
import type { Action } from "@elizaos/core";

const reply: Action = {
  name: "REPLY",
  description: "Says the text of the response",
  validate: async () => true,
  handler: async (_runtime, _message, _state, _options, callback, responses) => {
    const text = responses?.[0]?.content.text ?? "";
    if (text !== "") await callback?.({ text, actions: ["REPLY"] });
    return { success: true, text };
  },
};

const ignore: Action = {
  name: "IGNORE",
  description: "Says nothing",
  validate: async () => true,
  handler: async () => ({ success: true, text: "" }),
};

export const conversationActions: readonly Action[] = [reply, ignore];
