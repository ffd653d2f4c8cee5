/** A plain function call: the handler of the TypeScript echo, as its module has it. */
import type { Handler, IAgentRuntime } from "@elizaos/core";
import echo from "../../plugins/echo/typescript/echo.ts";
import type { Rival } from "../rival.ts";

export const plainFunction: Rival = {
  case: "function",
  language: "typescript",
  protocol: "floor",
  ownProcess: false,
  prepare: async () => {},
  async open(job) {
    const { handler } = (echo.actions ?? [])[0] as { handler: Handler };
    const { memory, options } = job.next();
    const [message, given] = [memory, options] as [Parameters<Handler>[1], Parameters<Handler>[3]];
    const runtime = {} as IAgentRuntime;
    return {
      call: () => handler(runtime, message, undefined, given, keepNothing),
      check: (result) => job.checkResult(result),
      close: async () => {},
    };
  },
};

async function keepNothing() {
  return [];
}
