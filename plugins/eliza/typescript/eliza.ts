// ELIZA after Weizenbaum's paper of 1966: a pure engine over ../script.json. The same program, part by part, stands in ../rust and
// ../python; ../README.md is the rule where they could differ. Nothing is kept between calls: a reply follows from the script,
// the earlier lines and the line.

import { decompose } from "./decomposition.ts";
import { type Feelings, feelingsIn } from "./feelings.ts";
import type { AtLeastOne } from "./place.ts";
import { type Keyword, type Rule, readScript, type Script, type Template } from "./script.ts";
import { clauses, fold } from "./words.ts";

export { ScriptError } from "./place.ts";

/** `keyword` is null when the reply came from memory, from the fallbacks or after an empty line; `rule` always names a rule. */
export interface Reply {
  reply: string;
  keyword: string | null;
  rule: string;
}

/** Lines that wait to be recalled; when one more comes, the oldest is forgotten. */
export const MEMORY_LIMIT = 32;

export class Eliza {
  readonly #script: Script;

  /** @param script parsed script.json; @throws {ScriptError} naming the JSON path at fault */
  constructor(script: unknown) {
    this.#script = readScript(script);
  }

  session(): Session {
    return new Session(this.#script);
  }

  /** @param history the user's earlier lines, oldest first; they are replayed, so the caller decides how many count */
  respond(history: readonly string[], line: string): Reply {
    const session = this.session();
    for (const earlier of history) session.say(earlier);
    return session.say(line);
  }

  /** The keywords that answered these lines, in order of first appearance. */
  topics(history: readonly string[]): string[] {
    const session = this.session();
    const keywords = history.map((line) => session.say(line).keyword);
    return [...new Set(keywords.filter((keyword) => keyword !== null))];
  }

  feelings(line: string): Feelings {
    return feelingsIn(line, this.#script.feelings);
  }
}

export class Session {
  readonly #script: Script;
  /** Per rule id, how many of its reassemblies were used in the current round. */
  readonly #used = new Map<string, number>();
  readonly #memory: Reply[] = [];

  constructor(script: Script) {
    this.#script = script;
  }

  say(line: string): Reply {
    const { pre, none, empty } = this.#script;
    const heard = clauses(line).map((words) => pre.apply(words));
    if (heard.length === 0) return { reply: this.#next("empty", empty), keyword: null, rule: "empty" };
    const reply = this.#answer(heard) ?? this.#memory.shift();
    return reply ?? { reply: this.#next("none", none), keyword: null, rule: "none" };
  }

  /** Answers the first clause that holds a keyword; what stands after it is not read. */
  #answer(heard: readonly string[][]): Reply | null {
    for (const words of heard) {
      const stack = this.#stack(words);
      const [top] = stack;
      if (!top) continue;
      this.#remember(top, words);
      for (const keyword of stack) {
        const reply = this.#apply(keyword, words);
        if (reply) return reply;
      }
      return null;
    }
    return null;
  }

  /** The clause's keywords, each once, highest rank first; among equals the earlier word first. */
  #stack(words: readonly string[]): Keyword[] {
    const found = new Set<Keyword>();
    for (const word of words) {
      const keyword = this.#script.keywords.get(fold(word));
      if (keyword) found.add(keyword);
    }
    return [...found].sort((a, b) => b.rank - a.rank);
  }

  #remember(keyword: Keyword, words: readonly string[]): void {
    const match = firstMatch(keyword.memory, words);
    if (!match) return;
    const { rule, captures } = match;
    const reassembly = this.#next(rule.id, rule.reassemblies);
    if (reassembly.kind !== "say") return;
    if (this.#memory.length === MEMORY_LIMIT) this.#memory.shift();
    this.#memory.push({ reply: this.#sentence(reassembly.template, captures), keyword: null, rule: rule.id });
  }

  /** Follows gotos until a sentence is found; null means that the next keyword of the stack is to try. */
  #apply(start: Keyword, clause: readonly string[]): Reply | null {
    let keyword: Keyword | undefined = start;
    let words = clause;
    while (keyword) {
      const match = firstMatch(keyword.rules, words);
      if (!match) return null;
      const { rule, captures } = match;
      const reassembly = this.#next(rule.id, rule.reassemblies);
      if (reassembly.kind === "newkey") return null;
      if (reassembly.kind === "say") {
        return { reply: this.#sentence(reassembly.template, captures), keyword: keyword.word, rule: rule.id };
      }
      // Read as a line is, so that a chain of gotos which doubles its words stays bounded.
      if (reassembly.template) words = clauses(assemble(reassembly.template, captures)).flat();
      keyword = this.#script.keywords.get(reassembly.keyword);
    }
    return null;
  }

  #sentence(template: Template, captures: readonly string[][]): string {
    return assemble(
      template,
      captures.map((words) => this.#script.post.apply(words)),
    );
  }

  #next<T>(ruleId: string, choices: AtLeastOne<T>): T {
    const used = this.#used.get(ruleId) ?? 0;
    this.#used.set(ruleId, (used + 1) % choices.length);
    return choices[used] ?? choices[0];
  }
}

interface RuleMatch {
  rule: Rule;
  captures: readonly string[][];
}

function firstMatch(rules: readonly Rule[], words: readonly string[]): RuleMatch | null {
  for (const rule of rules) {
    const captures = decompose(rule.decomposition, words);
    if (captures) return { rule, captures };
  }
  return null;
}

function assemble(template: Template, captures: readonly string[][]): string {
  return template
    .map((piece) => (typeof piece === "string" ? piece : (captures[piece - 1] ?? []).join(" ")))
    .join("");
}
