// Matching of a clause against a decomposition such as "* i am * @sad *". Wildcards, from the left, each take as few words as
// the rest allows.

import { fold } from "./words.ts";

/** `*` takes any number of words, `+` at least one, `_` exactly one; a set takes one word that is in it. */
export type Part = "*" | "+" | "_" | ReadonlySet<string>;

/** The words that each part took, or null when the decomposition does not cover the whole clause. */
export function decompose(parts: readonly Part[], words: readonly string[]): string[][] | null {
  const ends = new Match(parts, words).ends();
  return ends?.map((end, index) => words.slice(ends[index - 1] ?? 0, end)) ?? null;
}

class Match {
  readonly #parts: readonly Part[];
  readonly #words: readonly string[];
  readonly #ends: number[] = [];
  // Wildcards that have failed. One is asked again only when the wildcard before it has grown, hence from a later word, and would
  // fail there too. So each tries each end once, and a match costs at most parts times words.
  readonly #failed = new Set<number>();

  constructor(parts: readonly Part[], words: readonly string[]) {
    this.#parts = parts;
    this.#words = words;
  }

  ends(): readonly number[] | null {
    return this.#from(0, 0) ? this.#ends : null;
  }

  #from(index: number, start: number): boolean {
    const part = this.#parts[index];
    if (part === undefined) return start === this.#words.length;
    if (part === "*") return this.#wild(index, start);
    if (part === "+") return this.#wild(index, start + 1);
    const word = this.#words[start];
    if (word === undefined || (part !== "_" && !part.has(fold(word)))) return false;
    this.#ends[index] = start + 1;
    return this.#from(index + 1, start + 1);
  }

  #wild(index: number, shortest: number): boolean {
    if (this.#failed.has(index)) return false;
    for (let end = shortest; end <= this.#words.length; end++) {
      this.#ends[index] = end;
      if (this.#from(index + 1, end)) return true;
    }
    this.#failed.add(index);
    return false;
  }
}
