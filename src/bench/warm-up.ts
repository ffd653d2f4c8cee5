/** Calls a subject until its times no longer change: code is compiled, caches are full, memory has grown. */
import { callFor } from "./loops.ts";
import { median } from "./statistics.ts";
import type { OpenSubject, Subject } from "./subject.ts";

export interface WarmUp {
  /** Whether the times stopped changing within the time that there was. */
  stable: boolean;
  /** Of one call() at the end, ms. */
  callMs: number;
}

/** Stable is: the medians of so many batches in a row differ by at most so much of the smallest. */
const STEADY_BATCHES = 3;
const STEADY_PCT = 5;
const BATCHES = 12;

/** @param maxMs a single call that takes longer is waited for all the same */
export async function warmUp(subject: Subject, open: OpenSubject, maxMs: number): Promise<WarmUp> {
  const single = aloneOf(subject);
  const end = performance.now() + maxMs;
  const medians: number[] = [];
  do {
    const times: number[] = [];
    await callFor(single, open, maxMs / BATCHES, (ms) => times.push(ms));
    medians.push(median(times));
  } while (!isSteady(medians) && performance.now() < end);
  const callMs = (medians.at(-1) ?? 0) * (subject.operations ?? 1);
  return { stable: isSteady(medians), callMs };
}

/** One call after the other: at a rate, or several at once, calls take what the load makes of them. */
function aloneOf(subject: Subject): Subject {
  const { rate: _rate, ...alone } = subject;
  return { ...alone, inFlight: 1 };
}

/** Of a slice, before it counts: what other subjects did meanwhile has left caches that are not this one's. */
const SETTLING_SHARE = 1 / 8;

/** Calls a subject that was warm before; one whose call takes longer than that is not settled by it. @returns how long, ms */
export async function settle(
  subject: Subject,
  open: OpenSubject,
  { sliceMs, callMs }: { sliceMs: number; callMs: number },
): Promise<number> {
  const ms = sliceMs * SETTLING_SHARE;
  if (callMs >= ms) return 0;
  await callFor(aloneOf(subject), open, ms, () => {});
  return ms;
}

/** @param medians of all batches so far */
export function isSteady(medians: readonly number[]): boolean {
  const last = medians.slice(-STEADY_BATCHES);
  return last.length === STEADY_BATCHES && Math.max(...last) <= Math.min(...last) * (1 + STEADY_PCT / 100);
}
