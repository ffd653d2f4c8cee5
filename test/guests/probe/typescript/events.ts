/** The handler of the probe's events. */
import type { Content, EventPayload, Memory } from "@elizaos/core";
import { recordsOf } from "./records.ts";

export interface ProbePayload extends EventPayload {
  n?: unknown;
  /** An event that is emitted in turn. */
  emit?: string;
  fail?: string;
  callback?: (content: Content) => Promise<Memory[]>;
}

export async function onProbeEvent({ runtime, n, emit, fail, callback }: ProbePayload): Promise<void> {
  recordsOf(runtime).seen.push(n);
  if (fail) throw new Error(fail);
  if (emit) await runtime.emitEvent(emit, { n } as unknown as EventPayload);
  await callback?.({ text: `event ${n}` });
}
