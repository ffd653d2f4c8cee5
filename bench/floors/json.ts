/** JSON alone, as `elizaos-interop bench` has it too. */
import { openJson } from "../../src/bench/subjects/json-floor.ts";
import type { Rival } from "../rival.ts";

export const json: Rival = {
  case: "json",
  language: "typescript",
  protocol: "floor",
  ownProcess: false,
  prepare: async () => {},
  open: async (job) => openJson(job),
};
