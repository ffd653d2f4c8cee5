/** A component as the adapter gives it to elizaOS; the AgentRuntime has no part in it. */
import { callerOf, type Job } from "../component-call.ts";
import type { Shared } from "../shared.ts";
import { type CaseKey, type Subject, subjectId } from "../subject.ts";
import { placeOf, type Session, type Way } from "../way.ts";

export interface InvokeOptions {
  /** In the report. */
  case: string;
  /** Where it differs from one call after the other, unpinned. */
  inFlight?: number;
  rate?: number;
  pinned?: boolean;
  apart?: boolean;
}

export function invoke(way: Way, shared: Shared<Session>, job: Job, options: InvokeOptions): Subject {
  const { payloadBytes } = job.inputs;
  const key: CaseKey = { ...placeOf(way), payloadBytes, inFlight: 1, pinned: false, ...options };
  return {
    ...key,
    id: subjectId(key),
    async open() {
      const session = await shared.acquire();
      return { call: callerOf(session, job), check: job.check, close: () => shared.release() };
    },
  };
}
