/** Evaluators: one that always runs, one that runs when the agent has replied. */
import type { Evaluator } from "@elizaos/core";
import { done, validate } from "./define.ts";

export const evaluators: Evaluator[] = [
  {
    name: "PROBE_EVALUATOR",
    description: "Looks at every message but no",
    alwaysRun: true,
    examples: [],
    validate,
    handler: async (_runtime, memory, _state, _options, callback, responses) => {
      const { text } = memory.content;
      if (text === "emit") await callback?.({ text: "evaluated" });
      return done({ text: `evaluated ${text}`, data: { responses: responses?.length ?? 0 } });
    },
  },
  {
    name: "PROBE_SELDOM",
    description: "Looks at what the agent replied to",
    examples: [],
    validate: async () => true,
    handler: async (_runtime, memory) => done({ text: `seldom ${memory.content.text}` }),
  },
];
