/** The task worker ELIZA_FORGET: forgets what was said in the room `roomId` of its options, or in all. */
import type { TaskWorker } from "@elizaos/core";
import { serviceOf } from "./session.ts";

export const forget: TaskWorker = {
  name: "ELIZA_FORGET",
  async execute(runtime, { roomId }) {
    serviceOf(runtime)?.reset(typeof roomId === "string" ? roomId : null);
  },
};
