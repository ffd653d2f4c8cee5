/** `bun run bench --check`: whether our figures keep their budgets. One that is exceeded in two runs of three fails. */
import type { Report } from "../src/bench/report.ts";
import { type Budget, type Budgets, idsOf, judge, type Verdict } from "./budget.ts";
import { answer, type Question } from "./question.ts";

const RUNS = 3;
/** So many runs decide. */
const DECIDE = 2;
/** A run measures only those that its budgets name. */
const MS_PER_SUBJECT = 1_500;

export interface CheckOptions {
  /** Of each question's run. */
  durationMs: number | undefined;
  onProgress(what: string): void;
}

export type Outcome = "kept" | "exceeded" | "open";

/** @returns every budget's verdicts, one for each run that it took part in */
export async function check(
  questions: readonly Question[],
  budgets: Budgets,
  options: CheckOptions,
): Promise<Verdict[][]> {
  const judged: Verdict[][] = [];
  for (const question of questions) {
    const measured = (wanted: readonly Budget[]) => answerFor(question, wanted, options);
    judged.push(...(await threeRuns(budgets[question.name] ?? [], measured)));
  }
  return judged;
}

/** @param measured answers the question for those budgets that are not decided yet */
export async function threeRuns(
  budgets: readonly Budget[],
  measured: (wanted: readonly Budget[]) => Promise<Report>,
): Promise<Verdict[][]> {
  const judged = budgets.map((budget) => ({ budget, verdicts: [] as Verdict[] }));
  for (let run = 0; run < RUNS; run += 1) {
    const undecided = judged.filter(({ verdicts }) => outcomeOf(verdicts) === "open");
    if (undecided.length === 0) break;
    const report = await measured(undecided.map(({ budget }) => budget));
    for (const { budget, verdicts } of undecided) verdicts.push(judge(budget, report));
  }
  return judged.map(({ verdicts }) => verdicts);
}

export function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  const known = verdicts.filter(({ value }) => value !== undefined);
  const exceeded = known.filter((verdict) => verdict.exceeded).length;
  if (exceeded >= DECIDE) return "exceeded";
  return known.length - exceeded >= DECIDE ? "kept" : "open";
}

function answerFor(question: Question, budgets: readonly Budget[], options: CheckOptions): Promise<Report> {
  const only = new Set(budgets.flatMap(idsOf));
  return answer(question, { ...options, durationMs: options.durationMs ?? only.size * MS_PER_SUBJECT, only });
}

/** As `kept  p50Us of rust ffi invoke 300 B / rust floor ffi-export 300 B: at most 1.5, is 1.31, 1.33`, and the reason where it is not kept. */
export function verdictLines(verdicts: readonly Verdict[]): string[] {
  const [first] = verdicts;
  if (first === undefined) return [];
  const { of, against, by, figure, atMost, atLeast, reason } = first.budget;
  const what = against === undefined ? of : `${of} ${by === "ratio" ? "/" : "-"} ${against}`;
  const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  const values = verdicts.map(({ value, why }) => (value === undefined ? `(${why})` : shown(value)));
  const outcome = outcomeOf(verdicts);
  const line = `${outcome.padEnd(8)}  ${figure} of ${what}: ${limit}, is ${values.join(", ")}`;
  return outcome === "exceeded" ? [line, `          ${reason}`] : [line];
}

function shown(value: number): string {
  return Math.abs(value) < 100 ? value.toPrecision(3) : String(Math.round(value));
}
