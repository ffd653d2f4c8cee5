/** ELIZA as an elizaOS plugin over the engine in eliza.ts. Each component stands in a file of its own. */
import type { Plugin } from "@elizaos/core";
import { forget } from "./forget.ts";
import { generateText } from "./models.ts";
import { mood } from "./mood.ts";
import { reply } from "./reply.ts";
import { routes } from "./routes.ts";
import { ElizaService, onMessage } from "./session.ts";
import { topics } from "./topics.ts";

export default {
  name: "eliza",
  description: "Replies as ELIZA would",
  config: { ELIZA_SCRIPT: null },
  async init(_config, runtime) {
    runtime.registerTaskWorker(forget);
  },
  actions: [reply],
  providers: [topics],
  evaluators: [mood],
  services: [ElizaService],
  routes,
  events: { MESSAGE_RECEIVED: [onMessage] },
  models: { TEXT_SMALL: generateText, TEXT_LARGE: generateText },
} satisfies Plugin;
