// Seeded lines and scripts for the differential test: the same seed gives the same text on every machine.

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 up to, not including, the limit (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error("Cannot pick from nothing");
    return choice;
  }

  many<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}

export interface GeneratedRule {
  id: string;
  decomposition: string;
  reassemblies: string[];
}

export interface GeneratedScript {
  pre: string[][];
  post: string[][];
  classes: { name: string; words: string[] }[];
  keywords: { word: string; rank: number; memory?: GeneratedRule[]; rules: GeneratedRule[] }[];
  none: string[];
  empty: string[];
}

// Case pairs, spaces and separators that Unicode-aware functions fold, trim or split at and this engine must not.
const ODD = Array.from(
  "ÉéßſKİıΑ\u00a0\u0085\u2028\u3000\ufeff\u001c\u001f\u0000\u000b\u007f\u0301’“”—…。、！？٣日本語한😀👩‍👧🇺🇳𝒜𐐀",
);
const LONE = ["\ud800", "\udc00", "x\udbff", "\udfffy"];
const MARKS = [
  ".",
  ",",
  ";",
  ":",
  "!",
  "?",
  "...",
  "'",
  "''",
  '"',
  "(",
  ")",
  "*",
  "_",
  "-",
  "--",
  "@",
  "+",
  "=",
  "(1)",
  "\t",
  "\r\n",
];

/** Lines made of the script's own words and decompositions, and of what no script expects. */
export class LineGenerator {
  readonly #random: Random;
  readonly #rules: readonly GeneratedRule[];
  readonly #classes: ReadonlyMap<string, readonly string[]>;
  readonly #vocabulary: readonly string[];

  constructor(random: Random, script: GeneratedScript) {
    this.#random = random;
    this.#rules = script.keywords.flatMap(({ memory, rules }) => [...(memory ?? []), ...rules]);
    this.#classes = new Map(script.classes.map(({ name, words }) => [name, words]));
    const substituted = [...script.pre, ...script.post].flatMap(([from]) => from ?? []);
    const literal = this.#rules.flatMap(({ decomposition }) =>
      decomposition.split(" ").filter((part) => !/^[*+_@]/.test(part)),
    );
    const inClasses = script.classes.flatMap(({ words }) => words);
    this.#vocabulary = [
      ...script.keywords.map(({ word }) => word),
      ...substituted,
      ...literal,
      ...inClasses,
      "tea",
      "Rain",
      "x9",
    ];
  }

  sessions(count: number, length: number): string[][] {
    return Array.from({ length: count }, () => Array.from({ length }, () => this.line()));
  }

  line(): string {
    const random = this.#random;
    const kind = random.below(100);
    if (kind < 50) return this.#template();
    if (kind < 62) return `${this.#template()}${random.pick(MARKS)} ${this.#template()}`;
    if (kind < 80) return this.#salad(12);
    if (kind < 86)
      return random.many(1, 15, () => random.pick([...ODD, ...LONE, ...MARKS, "a", " "])).join("");
    if (kind < 93)
      return `${this.#template()}${random.pick([...ODD, ...LONE])}${random.pick([" ", ""])}${this.#word()}`;
    if (kind < 95) return this.#long();
    return random.pick(["", " ", "\t\n", "...", "?!", "''", "()", "\u001f", "tea", "Rain falls"]);
  }

  #template(): string {
    const parts = this.#random.pick(this.#rules).decomposition.split(" ");
    return this.#recase(parts.map((part) => this.#fill(part)).join(" "));
  }

  #fill(part: string): string {
    if (part === "*") return this.#salad(3);
    if (part === "+") return `${this.#word()} ${this.#salad(3)}`;
    if (part === "_") return this.#word();
    return part.startsWith("@") ? this.#random.pick(this.#classes.get(part.slice(1)) ?? []) : part;
  }

  #salad(most: number): string {
    return this.#random.many(0, most, () => this.#word()).join(" ");
  }

  #word(): string {
    return this.#random.below(8) === 0
      ? this.#random.pick([...ODD, "o'clock", "'tea'"])
      : this.#random.pick(this.#vocabulary);
  }

  /** Around the limit of 10,000 scalar values, which a line of surrogate pairs reaches at 20,000 code units. */
  #long(): string {
    const filler = this.#random.pick(["tea ", "😀 ", "😀😀😀 ", `${this.#template()} `, "a,b "]);
    const size = 9_960 + this.#random.below(60);
    const body = Array.from(filler.repeat(Math.ceil(size / Array.from(filler).length))).slice(0, size);
    return `${body.join("")} ${this.#template()}`;
  }

  #recase(text: string): string {
    const kind = this.#random.below(4);
    if (kind === 0) return text.toUpperCase();
    return kind === 1 ? text.replace(/[a-z]/, (letter) => letter.toUpperCase()) : text;
  }
}

const SYLLABLES = ["ba", "do", "ki", "lu", "me", "ñu", "日", "😀", "é", "'s", "-x", "7"];

/** A valid script with words, classes, memories and gotos of its own. */
export function generateScript(random: Random): GeneratedScript {
  const words = [
    ...new Set(
      random.many(
        40,
        60,
        () =>
          `${random.pick(["b", "t", "ž", "本"])}${random.many(1, 2, () => random.pick(SYLLABLES)).join("")}`,
      ),
    ),
  ];
  const phrase = () => random.many(1, 3, () => random.pick(words)).join(" ");
  const pairs = () =>
    [...new Map(random.many(3, 12, () => [phrase(), phrase()] as const))].map((pair) => [...pair]);
  const classes = ["one", "two", "drei"].map((name) => ({
    name,
    words: random.many(1, 5, () => random.pick(words)),
  }));
  const part = () => random.pick(["*", "*", "+", "_", "@one", "@two", "@drei", ...words.slice(0, 12)]);
  const chosen = words.slice(0, 12);
  let rules = 0;
  const rule = (least: string, reassembly: (captures: number) => string): GeneratedRule => {
    const parts = random.many(1, 6, part);
    const decomposition = random.below(3) === 0 ? least : parts.join(" ");
    const captures = decomposition.split(" ").length;
    return {
      id: `rule ${++rules}`,
      decomposition,
      reassemblies: random.many(1, 3, () => reassembly(captures)),
    };
  };
  const text = (captures: number) =>
    random
      .many(1, 5, () => random.pick([`(${1 + random.below(captures)})`, random.pick(words), "(x)", "?"]))
      .join(random.pick([" ", ""]));
  // Gotos lead to later keywords only, so that there is no circle.
  const keywords = chosen.map((word, index) => {
    const later = chosen.slice(index + 1);
    const reassembly = (captures: number) => {
      const kind = random.below(10);
      if (kind === 0) return "newkey";
      if (kind > 4 || later.length === 0) return `Say ${text(captures)}`;
      return kind > 2 ? `=${random.pick(later)}` : `=${random.pick(later)} ${text(captures)}`;
    };
    const memory = random.many(0, 2, () => rule(`* ${word} *`, (captures) => `Again ${text(captures)}`));
    return { word, rank: random.below(4), memory, rules: random.many(1, 4, () => rule("*", reassembly)) };
  });
  return {
    pre: pairs(),
    post: pairs(),
    classes,
    keywords,
    none: ["None.", "(1)", "=x"],
    empty: ["Empty.", "newkey"],
  };
}
