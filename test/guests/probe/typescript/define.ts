/** What all actions of the probe have in common. */
import type { Action, ActionResult, Content, Handler, IAgentRuntime } from "@elizaos/core";

export type Options = Record<string, unknown>;
/** Members of the runtime, by names that options give. */
export type Members = Record<string, unknown>;

export function action(name: string, description: string, handler: Handler): Action {
  return { name, description, validate, handler };
}

export function done(rest: Omit<ActionResult, "success">): ActionResult {
  return { success: true, ...rest };
}

export async function validate(_runtime: IAgentRuntime, memory: { content: Content }): Promise<boolean> {
  return memory.content.text !== "no";
}
