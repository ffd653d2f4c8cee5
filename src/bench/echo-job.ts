/** The echo's job: it says what it was told, so that every answer can be checked in full. */
import type { ActionResult, HandlerOptions } from "@elizaos/core";
import type { Job } from "./component-call.ts";
import { bytesOf, messageOf, textOf } from "./payload.ts";
import { checkEqual } from "./wrong-result.ts";

export const ECHO = "ECHO";

/** The message's text comes back. */
export function textJob(bytes: number): Job {
  return echoJob(textOf(bytes), {}, bytes);
}

/** The options come back, and hold bytes. */
export function bytesJob(length: number): Job {
  return echoJob("", { bytes: bytesOf(length) } as HandlerOptions, length);
}

/** In an agent the options hold the agent's own too, and so do the data that come back. */
export function agentTextJob(bytes: number): Job {
  const job = textJob(bytes);
  return { ...job, check: (result) => checkSaid(result, job.inputs.message.content.text) };
}

function echoJob(text: string, options: HandlerOptions, payloadBytes: number): Job {
  return {
    kind: "action",
    name: ECHO,
    inputs: { message: messageOf(text), payloadBytes, options },
    check(result) {
      checkSaid(result, text);
      checkEqual("data", (result as ActionResult).data, options);
    },
  };
}

function checkSaid(result: unknown, text: string | undefined): void {
  const answer = result as ActionResult | undefined;
  checkEqual("success", answer?.success, true);
  checkEqual("text", answer?.text, text);
}
