/** The work of `invoke`: one action, run by core's own processActions and watched from inside its handler. */
import type { Action, Content, HandlerCallback, IAgentRuntime, Memory, State } from "@elizaos/core";
import { plainCopy } from "../agent/json-text.ts";
import type { Protocol } from "../contract/generated/types.ts";
import { type AgentSession, exactly, type RunRequest, responseNaming, withAgent } from "./agent-session.ts";
import { spareProviders } from "./named-failures.ts";
import { elapsedMs } from "./plugin-session.ts";

export interface ActionRequest extends RunRequest {
  /** For the handler, beside core's own options. */
  handlerOptions: Record<string, unknown>;
}

export interface ActionRun {
  plugin: string;
  action: string;
  protocol: Protocol;
  language: string;
  /** What validate said; the action was run all the same. */
  valid: boolean;
  /** What the handler returned; null for nothing. */
  result: unknown;
  /** What the handler gave its callback, in order. */
  emitted: Content[];
  loadMs: number;
  /** Of the handler alone. */
  invokeMs: number;
}

/** @param show told of the run while plugin and agent are still open */
export function runAction(request: ActionRequest, show: (run: ActionRun) => void): Promise<ActionRun> {
  return withAgent(request, async (session) => {
    const { runtime, message, info, loadMs, onLog } = session;
    spareProviders(runtime, info.manifest.name, onLog);
    const action = exactly<Action>("action", request.name, session);
    const watched = watch(action, request.handlerOptions, session);
    // First of all: core takes the first action whose name differs at most in case and underscores.
    runtime.actions.splice(runtime.actions.indexOf(action), 1);
    runtime.actions.unshift(watched.action);
    const valid = await validate(action, session);
    await runtime.processActions(message, [responseNaming(action.name, message)]);
    const run: ActionRun = {
      plugin: info.manifest.name,
      action: action.name,
      protocol: info.protocol,
      language: info.language,
      valid,
      result: watched.seen.result,
      emitted: watched.seen.emitted,
      loadMs,
      invokeMs: watched.seen.invokeMs,
    };
    show(run);
    return run;
  });
}

/** processActions does not ask. elizaOS asks while the message's first state is composed, and so with an empty one. */
async function validate(action: Action, { runtime, message, named }: AgentSession): Promise<boolean> {
  const state: State = { values: {}, data: {}, text: "" };
  const valid = await named(
    `action ${action.name}`,
    () => action.validate?.(runtime, message, state) ?? true,
  );
  return Boolean(valid);
}

interface Seen {
  result: unknown;
  emitted: Content[];
  invokeMs: number;
}

/** A copy of the action that notes what its handler does. */
function watch(
  action: Action,
  handlerOptions: Record<string, unknown>,
  { named }: AgentSession,
): { action: Action; seen: Seen } {
  const seen: Seen = { result: null, emitted: [], invokeMs: 0 };
  const watched: Action = {
    ...action,
    handler: async (runtime: IAgentRuntime, message: Memory, state, options, callback, responses) => {
      const merged = { ...options, ...handlerOptions };
      const noted = noting(callback, seen.emitted);
      const start = performance.now();
      const result = await named(`action ${action.name}`, () =>
        action.handler(runtime, message, state, merged, noted, responses),
      );
      seen.invokeMs = elapsedMs(start);
      // Core gets the copy too: it writes results as JSON, and fails at one that holds itself, such as by core's own options.
      if (result !== undefined && result !== null) seen.result = plainCopy(result);
      return seen.result as typeof result;
    },
  };
  return { action: watched, seen };
}

/** Copies, as core writes a responseId into what it is given. */
function noting(callback: HandlerCallback | undefined, emitted: Content[]): HandlerCallback {
  return async (content, ...rest) => {
    emitted.push(plainCopy(content) as Content);
    return (await callback?.(content, ...rest)) ?? [];
  };
}
