// The three ELIZA engines, TypeScript, Rust and Python, must give the same answer to everything. Each of the other two runs once, in
// a process of its own (drivers/), over all cases.

import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import conversation from "../../plugins/eliza/conversation.json";
import script from "../../plugins/eliza/script.json";
import { Eliza, type Reply, ScriptError } from "../../plugins/eliza/typescript/eliza.ts";
import type { Feelings } from "../../plugins/eliza/typescript/feelings.ts";
import { edges } from "./eliza-engine-edges.ts";
import { faults } from "./eliza-engine-faults.ts";
import { generateScript, LineGenerator, Random } from "./eliza-engine-generator.ts";

interface Case {
  script: unknown;
  sessions: string[][];
}

interface Conversation {
  said: Reply[];
  replayed: Reply | null;
  topics: string[];
  feelings: Feelings[];
}

type Outcome = { error: string } | { sessions: Conversation[] };
type Answers = Record<keyof typeof groups, readonly Outcome[]>;

const RUST_DRIVER = join(import.meta.dir, "../../.cache/eliza-driver/eliza-engine-driver");
const PYTHON_DRIVER = join(import.meta.dir, "drivers/eliza-engine-driver.py");
const SEED = 1966;
/** Both need about a second; an engine that tries every way to match would need for ever. */
const DEADLINE_MS = 60_000;

const groups = {
  shipped: [{ script, sessions: new LineGenerator(new Random(SEED), script).sessions(50, 20) }],
  byHand: [{ script, sessions: [conversation.turns.map(({ user }) => user)] }],
  generated: Array.from({ length: 20 }, (_, index): Case => {
    const random = new Random(SEED + 1 + index);
    const own = generateScript(random);
    return { script: own, sessions: new LineGenerator(random, own).sessions(3, 15) };
  }),
  edges: edges.map(({ script, lines }): Case => ({ script, sessions: [lines] })),
  faults: faults.map(({ script }): Case => ({ script, sessions: [] })),
} satisfies Record<string, Case[]>;

const expected = answerWith((cases) => cases.map(runHere));

for (const [language, command] of [
  ["Rust", [RUST_DRIVER]],
  ["Python", ["python3", PYTHON_DRIVER]],
] as const) {
  describe(`the ${language} engine`, () => {
    let answers: Answers;
    beforeAll(() => {
      answers = answerWith((cases) => runThere(command, cases));
    }, DEADLINE_MS);

    test("answers 1,000 lines with the shipped script as TypeScript does", () => {
      expect(linesOf(groups.shipped)).toHaveLength(1_000);
      expect(answers.shipped).toEqual(expected.shipped);
    });

    test("answers the conversation worked out by hand", () => {
      const said = conversation.turns.map(({ reply, keyword, rule }) => ({ reply, keyword, rule }));
      expect(answers.byHand.map(repliesOf)).toEqual([said]);
    });

    test("answers 900 lines with 20 generated scripts as TypeScript does", () => {
      expect(linesOf(groups.generated)).toHaveLength(900);
      expect(answers.generated).toEqual(expected.generated);
    });

    for (const [index, { name, replies }] of edges.entries()) {
      test(name, () => expect(repliesOf(answers.edges[index]).map(({ reply }) => reply)).toEqual(replies));
    }

    for (const [index, { name, message }] of faults.entries()) {
      test(`refuses ${name}`, () => expect(answers.faults[index]).toEqual({ error: message }));
    }
  });
}

test("the lines reach every rule of the shipped script that can speak", () => {
  const reached = new Set(expected.shipped.flatMap(repliesOf).map(({ rule }) => rule));
  const rules = script.keywords.flatMap(({ memory, rules }) => [...(memory ?? []), ...rules]);
  const speaking = rules.filter(({ reassemblies }) =>
    reassemblies.some((text) => text !== "newkey" && !text.startsWith("=")),
  );
  expect([...speaking.map(({ id }) => id), "none", "empty"].filter((id) => !reached.has(id))).toEqual([]);
});

test("the lines name feelings of both kinds, and some lines none", () => {
  const feelings = expected.shipped.flatMap(conversationsOf).flatMap(({ feelings }) => feelings);
  expect(feelings.filter(({ pleasant }) => pleasant > 0).length).toBeGreaterThan(50);
  expect(feelings.filter(({ unpleasant }) => unpleasant > 0).length).toBeGreaterThan(50);
  expect(feelings.filter(({ words }) => words.length === 0).length).toBeGreaterThan(50);
});

test("the generated scripts speak by rules, from memory and by fallback", () => {
  const replies = expected.generated.flatMap(repliesOf);
  expect(replies.filter(({ keyword }) => keyword !== null).length).toBeGreaterThan(100);
  expect(replies.filter(({ reply }) => reply.startsWith("Again ")).length).toBeGreaterThan(50);
  expect(replies.filter(({ rule }) => rule === "none").length).toBeGreaterThan(50);
});

function answerWith(run: (cases: readonly Case[]) => readonly Outcome[]): Answers {
  const outcomes = [...run(Object.values(groups).flat())];
  const take = (cases: readonly Case[]) => outcomes.splice(0, cases.length);
  return {
    shipped: take(groups.shipped),
    byHand: take(groups.byHand),
    generated: take(groups.generated),
    edges: take(groups.edges),
    faults: take(groups.faults),
  };
}

function linesOf(cases: readonly Case[]): string[] {
  return cases.flatMap(({ sessions }) => sessions.flat());
}

function repliesOf(outcome: Outcome | undefined): Reply[] {
  return conversationsOf(outcome).flatMap(({ said }) => said);
}

function conversationsOf(outcome: Outcome | undefined): Conversation[] {
  return outcome && "sessions" in outcome ? outcome.sessions : [];
}

function runHere({ script, sessions }: Case): Outcome {
  try {
    const eliza = new Eliza(script);
    return { sessions: sessions.map((lines) => converse(eliza, lines)) };
  } catch (error) {
    if (error instanceof ScriptError) return { error: error.message };
    throw error;
  }
}

function converse(eliza: Eliza, lines: readonly string[]): Conversation {
  const session = eliza.session();
  const said = lines.map((line) => session.say(line));
  const last = lines.at(-1);
  const replayed = last === undefined ? null : eliza.respond(lines.slice(0, -1), last);
  const feelings = lines.map((line) => eliza.feelings(line));
  return { said, replayed, topics: eliza.topics(lines), feelings };
}

function runThere(command: readonly string[], cases: readonly Case[]): Outcome[] {
  if (command[0] === RUST_DRIVER && !existsSync(RUST_DRIVER)) {
    throw new Error(`Cannot run the Rust engine as ${RUST_DRIVER} is missing: build it with "bun run setup"`);
  }
  // Rust strings hold no lone surrogates, and its JSON reader refuses them; Python gets them as they are.
  const mend = (_key: string, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value);
  const input = command[0] === RUST_DRIVER ? JSON.stringify(cases, mend) : JSON.stringify(cases);
  const { exitCode, stdout, stderr } = Bun.spawnSync([...command], {
    stdin: Buffer.from(input),
    timeout: DEADLINE_MS,
  });
  if (exitCode !== 0) throw new Error(`Cannot run ${command.join(" ")}: exit ${exitCode}: ${stderr}`);
  return JSON.parse(stdout.toString()) as Outcome[];
}
