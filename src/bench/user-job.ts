/** The job of somebody's plugin. What it must answer only its author knows; that it does not fail or refuse is checked. */
import type { ActionResult, HandlerOptions, State } from "@elizaos/core";
import type { Component, Job } from "./component-call.ts";
import { messageOf } from "./payload.ts";
import { wrongResult } from "./wrong-result.ts";

export interface UserInputs {
  text: string;
  options: Record<string, unknown>;
}

/** As elizaOS hands it over before anything was said. */
const EMPTY_STATE: State = { values: {}, data: {}, text: "" };

export function userJob({ kind, name }: Component, { text, options }: UserInputs): Job {
  return {
    kind,
    name,
    inputs: {
      message: messageOf(text),
      payloadBytes: Buffer.byteLength(text),
      options: options as HandlerOptions,
      state: EMPTY_STATE,
    },
    check: kind === "action" ? checkAction : checkProvider,
  };
}

function checkAction(result: unknown): void {
  const success = result === false ? false : (result as ActionResult | undefined | null)?.success;
  if (success === false) throw wrongResult("result", "no refusal", result);
}

function checkProvider(result: unknown): void {
  if (typeof result === "object" && result !== null) return;
  throw wrongResult("result", "what a provider gives, a map", result);
}
