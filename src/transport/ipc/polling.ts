/**
 * Low latency: for a bounded time after a message went out the event loop looks for what comes back instead of sleeping, as waking
 * a core that sleeps takes longer than most calls do. Nothing holds the loop up: each turn does all that it ever does.
 */
export class Polling {
  /** How long, µs; 0 for not at all. */
  pollUs = 0;
  #untilMs = 0;
  #isTurning = false;
  /** Messages that went out in this turn. */
  #sent = 0;
  /** How often in a row nothing came in time. */
  #misses = 0;
  /** So many messages go out without a look for what comes back. */
  #skips = 0;

  /** A message went out. */
  begin(): void {
    if (this.pollUs === 0) return;
    this.#sent += 1;
    if (this.#isTurning && this.#sent > 1) return;
    if (this.#skips > 0) {
      this.#skips -= 1;
      this.#sent = 0;
      return;
    }
    this.#untilMs = performance.now() + this.pollUs / 1_000;
    if (this.#isTurning) return;
    this.#isTurning = true;
    setImmediate(this.#turn);
  }

  /** What was waited for has come. */
  end(): void {
    if (this.#untilMs === 0) return;
    this.#untilMs = 0;
    this.#misses = 0;
  }

  /** The event loop does not sleep while something is to run in its next turn. */
  readonly #turn = (): void => {
    // Where several are under way some answer is always near, and a further turn would only take time from it.
    if (this.#sent > 1) this.#untilMs = 0;
    this.#sent = 0;
    if (performance.now() < this.#untilMs) {
      setImmediate(this.#turn);
      return;
    }
    this.#isTurning = false;
    if (this.#untilMs === 0) return;
    // A peer that takes longer is looked for less and less often, so that waiting for it costs next to nothing.
    this.#untilMs = 0;
    this.#misses = Math.min(this.#misses + 1, MAX_MISSES);
    this.#skips = 2 ** this.#misses - 1;
  };
}

/** At most 31 messages go out before the next look. */
const MAX_MISSES = 5;
