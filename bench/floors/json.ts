/** JSON alone: what the engine's own stringify and parse take for a request and its answer, on both sides, with nothing between them. */
import { echo } from "../job.ts";
import type { Rival } from "../rival.ts";

export const json: Rival = {
  case: "json",
  language: "typescript",
  protocol: "floor",
  ownProcess: false,
  prepare: async () => {},
  async open(job) {
    return {
      call: () => JSON.parse(JSON.stringify(echo(JSON.parse(JSON.stringify(job.next()))))),
      check: (answer) => job.checkAnswer(answer),
      close: async () => {},
    };
  },
};
