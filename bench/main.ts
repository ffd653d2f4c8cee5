/**
 * `bun run bench [question…]`: answers the questions, all of them by default, and writes README's table when all were answered.
 * `--check` holds our figures to bench/budgets.json instead, and exits 1 when one is exceeded; `--duration S` measures each question for
 * so many seconds.
 */
import { parseArgs } from "node:util";
import { messageOf } from "../src/errors.ts";
import { readBudgets } from "./budget.ts";
import { check, type Outcome, outcomeOf, verdictLines } from "./check.ts";
import { printReport } from "./print.ts";
import { answer, type Question } from "./question.ts";
import { QUESTIONS } from "./questions.ts";
import { writeReadme } from "./readme.ts";

const WORDS = `bun run bench [${QUESTIONS.map(({ name }) => name).join("|")}]… [--check] [--duration SECONDS]`;

try {
  await main();
} catch (error) {
  clearProgress();
  console.error(`bench: ${messageOf(error)}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = words();
  const wanted = QUESTIONS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const durationMs = values.duration === undefined ? undefined : Number(values.duration) * 1_000;
  const options = { durationMs, onProgress: showProgress };
  if (values.check) await checkBudgets(wanted, options);
  else await answerAll(wanted, options);
}

function words() {
  const options = { check: { type: "boolean" }, duration: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.find((word) => !QUESTIONS.some(({ name }) => name === word));
  if (unknown !== undefined)
    throw new Error(`Cannot answer ${unknown} as there is no such question: ${WORDS}`);
  if (values.duration !== undefined && !(Number(values.duration) > 0))
    throw new Error(`Cannot measure for ${values.duration} seconds: ${WORDS}`);
  return { values, positionals };
}

interface Options {
  durationMs: number | undefined;
  onProgress(what: string): void;
}

async function answerAll(questions: readonly Question[], options: Options): Promise<void> {
  const reports = new Map<string, Awaited<ReturnType<typeof answer>>>();
  for (const question of questions) {
    const report = await answer(question, options);
    clearProgress();
    printReport(question, report);
    reports.set(question.name, report);
  }
  if (questions.length < QUESTIONS.length) return;
  writeReadme(reports);
  console.log("\nREADME.md has the new table");
}

async function checkBudgets(questions: readonly Question[], options: Options): Promise<void> {
  const judged = await check(questions, readBudgets(), options);
  clearProgress();
  for (const line of judged.flatMap(verdictLines)) console.log(line);
  const count = (outcome: Outcome) => judged.filter((verdicts) => outcomeOf(verdicts) === outcome).length;
  console.log(`\n${count("kept")} kept, ${count("exceeded")} exceeded, ${count("open")} open`);
  if (count("exceeded") > 0) process.exitCode = 1;
}

/** Only where somebody looks. */
function showProgress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what.slice(0, 100)}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
}
