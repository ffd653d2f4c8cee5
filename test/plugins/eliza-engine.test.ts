// The TypeScript ELIZA engine against the conversation worked out by hand, and against hostile scripts and lines.

import { describe, expect, test } from "bun:test";
import conversation from "../../plugins/eliza/conversation.json";
import script from "../../plugins/eliza/script.json";
import { decompose, type Part } from "../../plugins/eliza/typescript/decomposition.ts";
import { Eliza, ScriptError } from "../../plugins/eliza/typescript/eliza.ts";
import { edges } from "./eliza-engine-edges.ts";
import { faults, smallScript } from "./eliza-engine-faults.ts";
import { Random } from "./eliza-engine-generator.ts";

const eliza = new Eliza(script);

describe("the conversation", () => {
  const session = eliza.session();
  const history: string[] = [];

  test("has 40 turns", () => expect(conversation.turns).toHaveLength(40));

  for (const [index, { user, reply, keyword, rule, why }] of conversation.turns.entries()) {
    test(`turn ${index + 1}: ${why}`, () => {
      const expected = { reply, keyword, rule };
      expect(session.say(user)).toEqual(expected);
      expect(eliza.respond(history, user)).toEqual(expected);
      history.push(user);
    });
  }

  test("topics() lists its keywords in order of first appearance", () => {
    const keywords = conversation.turns.map((turn) => turn.keyword).filter((word) => word !== null);
    expect(eliza.topics(history)).toEqual([...new Set(keywords)]);
  });
});

describe("new Eliza()", () => {
  for (const { name, script, message } of faults) {
    test(`refuses ${name}`, () => {
      const load = () => new Eliza(script);
      expect(load).toThrow(ScriptError);
      expect(load).toThrow(expect.objectContaining({ message }));
    });
  }

  test("accepts the script that the refused ones are changed from", () => {
    expect(new Eliza(smallScript()).respond([], "a cat")).toEqual({
      reply: "A cat?",
      keyword: "a",
      rule: "a:1",
    });
  });
});

describe("say()", () => {
  for (const { name, script, lines, replies } of edges) {
    test(name, () => {
      const session = new Eliza(script).session();
      expect(lines.map((line) => session.say(line).reply)).toEqual(replies);
    });
  }

  test("turns a lone surrogate into U+FFFD", () => {
    expect(eliza.respond([], "I am \ud83d").reply).toBe("What does it mean to you to be \ufffd?");
  });

  test("keeps sessions apart", () => {
    const first = eliza.session();
    expect(first.say("Indeed").reply).not.toBe(first.say("Indeed").reply);
    expect(eliza.session().say("Indeed")).toEqual(eliza.respond([], "Indeed"));
  });
});

describe("feelings()", () => {
  test("counts the words of both kinds, in the order of the line and in lower case", () => {
    expect(eliza.feelings("I am SAD, not happy: 'sad' and (lonely)!")).toEqual({
      pleasant: 1,
      unpleasant: 3,
      words: ["sad", "happy", "sad", "lonely"],
    });
  });

  test("finds none in other words, and none where the script names none", () => {
    const none = { pleasant: 0, unpleasant: 0, words: [] };
    expect(eliza.feelings("unhappily saddened")).toEqual(none);
    expect(new Eliza(smallScript()).feelings("I am sad")).toEqual(none);
  });
});

describe("decompose()", () => {
  const words = Array.from({ length: 5_000 }, () => "a");
  const mostQuestions = 20 * words.length;

  class CountingSet extends Set<string> {
    static asked = 0;
    override has(word: string): boolean {
      if (++CountingSet.asked > mostQuestions) throw new Error("Asked more than parts times words questions");
      return super.has(word);
    }
  }

  test("asks at most parts times words questions of a decomposition that fails", () => {
    const [a, b] = [new CountingSet(["a"]), new CountingSet(["b"])];
    const parts: Part[] = ["*", a, "+", a, "*", a, "*", a, a, "+", a, "*", a, "*", a, a, "*", a, "*", b];
    CountingSet.asked = 0;
    expect(parts).toHaveLength(20);
    expect(decompose(parts, words)).toBeNull();
    expect(CountingSet.asked).toBeGreaterThan(words.length);
  });

  test("agrees with trying every way in order, shortest first", () => {
    const random = new Random(7);
    const sets = [new Set(["a"]), new Set(["b"]), new Set(["a", "b"])];
    let matched = 0;
    for (let round = 0; round < 20_000; round++) {
      const parts = random.many(1, 6, () => random.pick<Part>(["*", "*", "+", "_", ...sets]));
      const words = random.many(0, 7, () => random.pick(["a", "B", "c"]));
      const captures = decompose(parts, words);
      expect(captures).toEqual(firstOfAll(parts, words));
      if (captures) matched++;
    }
    expect(matched).toBeGreaterThan(2_000);
  });
});

/** The definition itself: every way to share out the words, in order. */
function firstOfAll([part, ...parts]: readonly Part[], words: readonly string[]): string[][] | null {
  if (part === undefined) return words.length === 0 ? [] : null;
  const [least, most] = part === "*" ? [0, words.length] : part === "+" ? [1, words.length] : [1, 1];
  for (let taken = least; taken <= Math.min(most, words.length); taken++) {
    if (part instanceof Set && !part.has(words[0]?.toLowerCase() ?? "")) return null;
    const rest = firstOfAll(parts, words.slice(taken));
    if (rest) return [words.slice(0, taken), ...rest];
  }
  return null;
}
