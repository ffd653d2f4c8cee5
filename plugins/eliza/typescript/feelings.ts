// The words of a script that name feelings, and how many of them a line has. A word counts wherever it stands: "not happy" is
// pleasant too.

import { lowerWord, member, once, type Place, someItems } from "./place.ts";
import { clauses, fold } from "./words.ts";

/** The words of a line that name feelings, in its order and in lower case, and how many of each kind they are. */
export interface Feelings {
  pleasant: number;
  unpleasant: number;
  words: string[];
}

export type FeelingWords = ReadonlyMap<string, "pleasant" | "unpleasant">;

/** A script need not name any. */
export function readFeelings(place: Place): FeelingWords {
  const known = new Map<string, "pleasant" | "unpleasant">();
  if (place.value === undefined) return known;
  for (const kind of ["pleasant", "unpleasant"] as const) {
    for (const item of someItems(member(place, kind))) {
      const word = lowerWord(item);
      once(known.has(word), item);
      known.set(word, kind);
    }
  }
  return known;
}

export function feelingsIn(line: string, known: FeelingWords): Feelings {
  const words = clauses(line)
    .flat()
    .map(fold)
    .filter((word) => known.has(word));
  const pleasant = words.filter((word) => known.get(word) === "pleasant").length;
  return { pleasant, unpleasant: words.length - pleasant, words };
}
