/** Timers of any length: every wait of ours is set here. */

export type Timer = ReturnType<typeof setTimeout>;

/** What setTimeout takes, 24 days: beyond it it would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls `work` after so many ms, at the latest after 24 days: nobody waits for longer, and whoever polls then polls once more. */
export function startTimer(work: () => void, ms: number): Timer {
  return setTimeout(work, Math.min(ms, MAX_TIMER_MS));
}
