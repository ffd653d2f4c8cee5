/** How long a run waits for what a plugin does, which may never end: a native action has no deadline of its own. */
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { startTimer } from "../timer.ts";

export interface Patience {
  timeoutMs: number;
  /** The run's interrupt. What is under way then has a short while to end, as a slice soon does. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits for the work. Once for a probe or for a slice, not for each call, whose time a timer would be part of.
 * @throws DeadlineError after its time, CancelledError after an interrupt; the work itself goes on then, and what comes of it is dropped
 */
export async function patiently<Result>(
  work: () => Result | Promise<Result>,
  { timeoutMs, signal }: Patience,
): Promise<Result> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const late = () =>
    reject(
      errorOf("deadline", `it did not end within ${Math.round(timeoutMs)} ms`, {
        remedy: "Pass --timeout with the milliseconds that a call needs",
      }),
    );
  const timers = [startTimer(late, timeoutMs)];
  const interrupted = () =>
    timers.push(startTimer(() => reject(errorOf("cancelled", "it was interrupted")), LIMITS.benchGraceMs));
  signal?.addEventListener("abort", interrupted);
  if (signal?.aborted) interrupted();
  try {
    return await Promise.race([work(), over]);
  } finally {
    signal?.removeEventListener("abort", interrupted);
    for (const timer of timers) clearTimeout(timer);
  }
}
