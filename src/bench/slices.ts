/** How a round's time is shared: by weight, but whoever needs more for a single call gets that, and the others share what is left. */

export interface Claim {
  /** How long one call takes. */
  callMs: number;
  /** Its part of the time, beside those of the others. */
  weight: number;
}

/** The slice of each, ms. */
export function slicesOf(claims: readonly Claim[], roundMs: number): number[] {
  const slices = claims.map(() => 0);
  const mostPressedFirst = claims
    .map((claim, index) => ({ ...claim, index }))
    .sort((a, b) => b.callMs / b.weight - a.callMs / a.weight);
  let leftMs = Math.max(0, roundMs);
  let leftWeight = claims.reduce((sum, { weight }) => sum + weight, 0);
  for (const { callMs, weight, index } of mostPressedFirst) {
    const slice = Math.max(callMs, (leftMs * weight) / leftWeight);
    slices[index] = slice;
    leftMs = Math.max(0, leftMs - slice);
    leftWeight -= weight;
  }
  return slices;
}

/** Everyone takes part in at least so many rounds, however long one call takes. */
export const MIN_ROUNDS = 3;

/**
 * In every so many of a run's rounds a subject takes part, so that those whose calls take longer than their share leave time to the others.
 * @param callMs how long one call takes
 * @param shareMs what each subject would have of a round
 */
export function strideOf(callMs: number, shareMs: number, rounds: number): number {
  const wanted = Math.ceil(callMs / Math.max(shareMs, Number.MIN_VALUE));
  return Math.max(1, Math.min(wanted, Math.floor(rounds / MIN_ROUNDS)));
}
