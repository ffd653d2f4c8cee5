/** "Did you mean …?": the known name that is nearest to a mistyped one. */
import { distance } from "fastest-levenshtein";
import { LIMITS } from "../limits.ts";

/** The candidate at the smallest edit distance, or undefined where none is near (a third of the length, at least 2). */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  // A peer may send a name of any length, and the distance costs the product of two.
  if (name.length > LIMITS.maxSuggestedChars) return undefined;
  const sought = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.length > LIMITS.maxSuggestedChars) continue;
    const found = distance(sought, candidate.toLowerCase());
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}
