/** The smallest plugin: an action and a provider that say what they were told. */
import type { Plugin } from "@elizaos/core";

export default {
  name: "echo",
  description: "Says what it was told",
  actions: [
    {
      name: "ECHO",
      description: "Answers with the message's text and the options",
      validate: async () => true,
      handler: async (_runtime, message, _state, options) => {
        // The runtime's own part of the options holds this very result: one that holds itself could not be stored.
        const { actionContext: _ours, ...data } = options ?? {};
        return { success: true, text: message.content.text ?? "", data };
      },
    },
  ],
  providers: [
    {
      name: "ECHO",
      description: "Gives the message's text",
      get: async (_runtime, message) => ({ text: message.content.text ?? "" }),
    },
  ],
} satisfies Plugin;
