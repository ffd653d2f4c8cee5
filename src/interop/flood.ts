/** Of what a plugin says without end only the beginning of each span of time is told, and then how much was left out. */

export class Flood {
  readonly #most: number;
  readonly #spanMs: number;
  #begunMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** At most so many in each span. */
  constructor(most: number, spanMs: number) {
    this.#most = most;
    this.#spanMs = spanMs;
  }

  /**
   * Counts one more: whether it is to be told.
   * @param tellLeftOut called before, with the number that the span before left out, where it did
   */
  tells(tellLeftOut: (count: number) => void): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#begunMs >= this.#spanMs) {
      const leftOut = this.#count - this.#most;
      this.#begunMs = nowMs;
      this.#count = 0;
      if (leftOut > 0) tellLeftOut(leftOut);
    }
    this.#count += 1;
    return this.#count <= this.#most;
  }
}
