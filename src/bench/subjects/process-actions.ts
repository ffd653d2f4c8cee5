/**
 * What elizaOS's AgentRuntime adds: the same action by `runtime.processActions`, which composes the state first, asking the plugin's
 * providers too, and keeps the result.
 */
import type { Action, ActionResult, Memory } from "@elizaos/core";
import type { Job } from "../component-call.ts";
import type { Shared } from "../shared.ts";
import { type CaseKey, type OpenSubject, type Subject, subjectId } from "../subject.ts";
import { placeOf, type Session, type Way } from "../way.ts";

/** @param name in the report */
export function processActions(way: Way, shared: Shared<Session>, job: Job, name: string): Subject {
  const { payloadBytes } = job.inputs;
  const key: CaseKey = { ...placeOf(way), case: name, payloadBytes, inFlight: 1, pinned: false };
  return { ...key, id: subjectId(key), open: () => openRun(shared, job) };
}

async function openRun(shared: Shared<Session>, { name, inputs, check }: Job): Promise<OpenSubject> {
  const { runtime } = await shared.acquire();
  const { message } = inputs;
  const { agentId } = runtime;
  const index = runtime.actions.findIndex((action) => action.name === name);
  const own = runtime.actions[index] as Action;
  let last: ActionResult | undefined;
  // processActions keeps the results to itself, and takes no options for the handler.
  runtime.actions[index] = {
    ...own,
    handler: async (...args) => {
      args[3] = { ...args[3], ...inputs.options };
      last = (await own.handler(...args)) as ActionResult | undefined;
      return last;
    },
  };
  const content = { text: "", actions: [name] };
  const response: Memory = { ...message, entityId: agentId, agentId, content };
  return {
    async call() {
      last = undefined;
      await runtime.processActions(message, [response], undefined, async () => []);
      return last;
    },
    check,
    close: () => shared.release(),
  };
}
