// Text to words, for the ELIZA engine. Every set of characters here is ASCII, and lengths count Unicode scalar values, so that
// the Rust and Python engines cut a line at exactly the same places (../README.md).

/** Scalar values of a line that are read; the rest is dropped. It bounds the work that one line can cause. */
export const LINE_LIMIT = 10_000;

const BREAKS = /[.,;:!?]/;
// ASCII controls and the space (everything outside "!" to "~" below U+0080), then brackets, double quotes and emphasis marks.
const BLANKS = /[^!-~\u{80}-\u{10ffff}]|["()<>[\]{}*_~`]/u;

/** The words of each clause that has any, as typed. Lone surrogates become U+FFFD. */
export function clauses(line: string): string[][] {
  return cut(line)
    .split(BREAKS)
    .map((clause) => clause.split(BLANKS).map(trimApostrophes).filter(Boolean))
    .filter((words) => words.length > 0);
}

/** Lower-cases A to Z and nothing else: "É" stays "É". */
export function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Replaces runs of words in one pass from left to right: at each word the longest key wins, results are not replaced again. */
export class Substitutions {
  readonly #replacements = new Map<string, string[]>();
  #longest = 0;

  constructor(pairs: readonly (readonly [from: string, to: string])[]) {
    for (const [from, to] of pairs) {
      this.#replacements.set(from, to.split(" "));
      this.#longest = Math.max(this.#longest, from.split(" ").length);
    }
  }

  apply(words: readonly string[]): string[] {
    const result: string[][] = [];
    let at = 0;
    while (at < words.length) {
      let taken = Math.min(this.#longest, words.length - at);
      let replacement: string[] | undefined;
      for (; taken > 0; taken--) {
        replacement = this.#replacements.get(fold(words.slice(at, at + taken).join(" ")));
        if (replacement) break;
      }
      taken = Math.max(taken, 1);
      result.push(replacement ?? words.slice(at, at + taken));
      at += taken;
    }
    return result.flat();
  }
}

// Twice as many code units always hold that many scalar values, and a pair split by the slice lies beyond the cut.
function cut(line: string): string {
  return Array.from(line.slice(0, 2 * LINE_LIMIT).toWellFormed())
    .slice(0, LINE_LIMIT)
    .join("");
}

function trimApostrophes(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && word[start] === "'") start++;
  while (end > start && word[end - 1] === "'") end--;
  return word.slice(start, end);
}
