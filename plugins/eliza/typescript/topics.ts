/** The provider ELIZA_TOPICS: what the conversation was about so far, the message included. */
import type { Provider } from "@elizaos/core";
import { linesBefore } from "./history.ts";
import { elizaOf } from "./setting.ts";

export const topics: Provider = {
  name: "ELIZA_TOPICS",
  description: "What the conversation was about so far",
  async get(runtime, message) {
    const lines = await linesBefore(runtime, message);
    if (typeof message.content.text === "string") lines.push(message.content.text);
    const found = elizaOf(runtime).topics(lines);
    const listed = found.join(", ");
    const text = found.length === 0 ? "No topics yet" : `Topics so far: ${listed}`;
    return { text, values: { topics: listed }, data: { topics: found } };
  },
};
