/** Deadlines: which one each request has, how it is told that one has passed, and waits on the way to a request that end by its own. */
import { MESSAGES } from "../contract/generated/messages.ts";
import { errorOf, type PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { startTimer, type Timer } from "../timer.ts";
import type { CallPlace, MessageType } from "./call.ts";

/** The default deadline of each request in ms, as `x-deadline` of the schema names it. */
const DEFAULTS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(MESSAGES).flatMap(([type, message]) =>
    "deadline" in message ? [[type, LIMITS[`${message.deadline}TimeoutMs`]]] : [],
  ),
);

/** How long a request may take, ms, where nobody says otherwise. */
export function defaultDeadlineMs(type: MessageType): number {
  return DEFAULTS[type] ?? Number.POSITIVE_INFINITY;
}

/** @param what the request's type, where the place names no component */
export function deadlineError(timeoutMs: number, what: string, place: CallPlace): PluginError {
  const message = `The call of ${place.component ?? what} did not end within its deadline of ${timeoutMs} ms`;
  return errorOf("deadline", message, {
    ...place,
    value: timeoutMs,
    remedy: "Raise timeoutMs if the work needs longer",
  });
}

export interface Wait {
  type: MessageType;
  /** Absent: the request's default. */
  timeoutMs: number | undefined;
  /** Ends the wait, and nothing of what is waited for: that may serve others. */
  signals: readonly (AbortSignal | undefined)[];
  place: CallPlace;
}

/** What has to come before a request can be made: the request's deadline and signals end the wait for it too. */
export async function whileWaiting<Result>(work: Promise<Result>, wait: Wait): Promise<Result> {
  const { type, timeoutMs = defaultDeadlineMs(type), signals, place } = wait;
  const { promise: given, reject } = Promise.withResolvers<never>();
  const cancel = () => reject(errorOf("cancelled", "The call was cancelled", place));
  const expire = () => reject(deadlineError(timeoutMs, type, place));
  const timer: Timer | undefined = Number.isFinite(timeoutMs) ? startTimer(expire, timeoutMs) : undefined;
  for (const signal of signals) {
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
  }
  try {
    return await Promise.race([work, given]);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal?.removeEventListener("abort", cancel);
  }
}
