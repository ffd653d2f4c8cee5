// Reads an ELIZA script (its format: ../README.md) into what the engine runs. The first fault in document order is thrown, in
// the words that the Rust and Python readers use too.

import type { Part } from "./decomposition.ts";
import { type FeelingWords, readFeelings } from "./feelings.ts";
import {
  type AtLeastOne,
  fail,
  isLowerWord,
  items,
  lowerPhrase,
  lowerWord,
  mapSome,
  member,
  once,
  type Place,
  phrase,
  someItems,
  text,
} from "./place.ts";
import { Substitutions } from "./words.ts";

/** Text and the numbers of the captures between it. */
export type Template = readonly (string | number)[];
export type Reassembly =
  | { kind: "say"; template: Template }
  | { kind: "goto"; keyword: string; template: Template | null }
  | { kind: "newkey" };

export interface Rule {
  id: string;
  decomposition: readonly Part[];
  reassemblies: AtLeastOne<Reassembly>;
}

export interface Keyword {
  word: string;
  rank: number;
  memory: readonly Rule[];
  rules: AtLeastOne<Rule>;
}

export interface Script {
  pre: Substitutions;
  post: Substitutions;
  keywords: ReadonlyMap<string, Keyword>;
  none: AtLeastOne<string>;
  empty: AtLeastOne<string>;
  feelings: FeelingWords;
}

const PART_LIMIT = 20;
const RANK_LIMIT = 100;

/** @throws {ScriptError} with the JSON path and the value at fault */
export function readScript(value: unknown): Script {
  return new ScriptReader().read({ path: "$", value });
}

interface Goto {
  place: Place;
  from: string;
  to: string;
}

class ScriptReader {
  readonly #classes = new Map<string, ReadonlySet<string>>();
  readonly #keywords = new Map<string, Keyword>();
  readonly #ruleIds = new Set(["none", "empty"]);
  readonly #gotos: Goto[] = [];

  read(script: Place): Script {
    const pre = substitutions(member(script, "pre"));
    const post = substitutions(member(script, "post"));
    for (const place of items(member(script, "classes"))) this.#readClass(place);
    for (const place of someItems(member(script, "keywords"))) this.#readKeyword(place);
    const none = mapSome(member(script, "none"), text);
    const empty = mapSome(member(script, "empty"), text);
    const feelings = readFeelings(member(script, "feelings"));
    this.#checkGotos();
    return { pre, post, keywords: this.#keywords, none, empty, feelings };
  }

  #readClass(place: Place): void {
    const name = lowerWord(member(place, "name"));
    once(this.#classes.has(name), member(place, "name"));
    this.#classes.set(name, new Set(mapSome(member(place, "words"), lowerWord)));
  }

  #readKeyword(place: Place): void {
    const word = lowerWord(member(place, "word"));
    once(this.#keywords.has(word), member(place, "word"));
    const rank = readRank(member(place, "rank"));
    const memoryPlace = member(place, "memory");
    const memoryRules = memoryPlace.value === undefined ? [] : items(memoryPlace);
    const memory = memoryRules.map((rule) => this.#readRule(rule, word, true));
    const rules = mapSome(member(place, "rules"), (rule) => this.#readRule(rule, word, false));
    this.#keywords.set(word, { word, rank, memory, rules });
  }

  #readRule(place: Place, keyword: string, isMemory: boolean): Rule {
    const id = text(member(place, "id"));
    once(this.#ruleIds.has(id), member(place, "id"));
    this.#ruleIds.add(id);
    const decomposition = this.#readDecomposition(member(place, "decomposition"));
    const reassemblies = mapSome(member(place, "reassemblies"), (item) => {
      const reassembly = readReassembly(item, decomposition.length);
      if (isMemory && reassembly.kind !== "say") fail(item, "must be a sentence, not a goto or newkey");
      if (reassembly.kind === "goto") {
        this.#gotos.push({ place: item, from: keyword, to: reassembly.keyword });
      }
      return reassembly;
    });
    return { id, decomposition, reassemblies };
  }

  #readDecomposition(place: Place): Part[] {
    const names = text(place).split(" ");
    if (names.length > PART_LIMIT) fail(place, `must have at most ${PART_LIMIT} parts`);
    return names.map((name) => {
      if (name === "*" || name === "+" || name === "_") return name;
      if (!name.startsWith("@")) {
        return isLowerWord(name)
          ? new Set([name])
          : fail(place, "must be lower-case words, wildcards and classes, one space apart");
      }
      return this.#classes.get(name.slice(1)) ?? fail(place, "must name classes of the script only");
    });
  }

  #checkGotos(): void {
    for (const { place, to } of this.#gotos) {
      if (!this.#keywords.has(to)) fail(place, "must go to a keyword of the script");
    }
    for (const { place, from, to } of this.#gotos) {
      if (this.#reachable(to).has(from)) fail(place, "must not lead back to its own keyword");
    }
  }

  #reachable(start: string): Set<string> {
    const reached = new Set([start]);
    for (const keyword of reached) {
      for (const { from, to } of this.#gotos) if (from === keyword) reached.add(to);
    }
    return reached;
  }
}

function readReassembly(place: Place, captures: number): Reassembly {
  const source = text(place);
  if (source === "newkey") return { kind: "newkey" };
  if (!source.startsWith("=")) return { kind: "say", template: readTemplate(source, captures, place) };
  const space = source.indexOf(" ");
  if (space < 0) return { kind: "goto", keyword: source.slice(1), template: null };
  const template = readTemplate(source.slice(space + 1), captures, place);
  return { kind: "goto", keyword: source.slice(1, space), template };
}

function readTemplate(source: string, captures: number, place: Place): Template {
  return source.split(/\(([0-9]{1,3})\)/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const capture = Number(piece);
    if (capture < 1 || capture > captures) fail(place, `must refer to captures 1 to ${captures} only`);
    return capture;
  });
}

function readRank(place: Place): number {
  const { value } = place;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= RANK_LIMIT) return value;
  return fail(place, `must be a whole number from 0 to ${RANK_LIMIT}`);
}

function substitutions(place: Place): Substitutions {
  const pairs = new Map<string, string>();
  for (const pair of items(place)) {
    const [from, to, more] = items(pair);
    if (!from || !to || more) return fail(pair, "must be a pair of strings");
    const key = lowerPhrase(from);
    once(pairs.has(key), from);
    pairs.set(key, phrase(to));
  }
  return new Substitutions([...pairs]);
}
