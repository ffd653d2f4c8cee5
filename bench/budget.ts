/** Limits of our figures, most of them as ratios to floors and peers of the same run: bench/budgets.json, and how a report is judged. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report, ScalingStep } from "../src/bench/report.ts";

export interface Budget {
  /** The id of one of our cases. */
  of: string;
  /** The id of the case of the same run that it is held against; absent where the figure itself has the limit. */
  against?: string;
  figure: "p50Us" | "callsPerSecond" | "totalMs" | "rssBytes";
  /** How the two figures are compared. */
  by: "ratio" | "difference" | "value";
  atMost?: number;
  atLeast?: number;
  /** Where the limit comes from. */
  reason: string;
}

/** Question → its budgets. */
export type Budgets = Record<string, readonly Budget[]>;

export interface Verdict {
  budget: Budget;
  /** Undefined where this run has none. */
  value: number | undefined;
  exceeded: boolean;
  /** Why there is no value. */
  why?: string;
}

export function readBudgets(): Budgets {
  return JSON.parse(readFileSync(join(import.meta.dir, "budgets.json"), "utf8"));
}

/** The cases and weighings that a budget needs. */
export function idsOf({ of, against }: Budget): string[] {
  return against === undefined ? [of] : [of, against];
}

/** @throws for a budget of a case that neither the report has nor what it misses explains */
export function judge(budget: Budget, report: Report): Verdict {
  const { by, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = budget;
  const figures = idsOf(budget).map((id) => figureOf(id, budget, report));
  for (const figure of figures)
    if (typeof figure === "string") return { budget, value: undefined, exceeded: false, why: figure };
  const [own, other] = figures as [number, number];
  const value = { ratio: own / other, difference: own - other, value: own }[by];
  // What is not a number keeps no limit.
  return { budget, value, exceeded: !(value <= atMost && value >= atLeast) };
}

/** A figure, or why there is none. */
function figureOf(id: string, { figure }: Budget, report: Report): number | string {
  const { cases, scaling } = report;
  const one = cases.find((own) => own.id === id);
  const found = one ?? scaling.find((step) => scalingId(step) === id);
  if (found === undefined) return absence(id, report);
  const value = (found as Partial<Record<Budget["figure"], number>>)[figure];
  if (value === undefined) throw new Error(`Cannot judge ${id} as it has no figure ${figure}`);
  return value;
}

/** As `rust wasm 100 plugins`. */
export function scalingId({ language, protocol, plugins }: ScalingStep): string {
  return `${language} ${protocol} ${plugins} plugins`;
}

/** Why a case is not in a report. */
function absence(id: string, { cases, missing }: Report): string {
  const known = missing.find(({ language, protocol, case: name }) =>
    `${id} `.startsWith(`${language} ${protocol} ${name === null ? "" : `${name} `}`),
  );
  if (known !== undefined) return `${id} does not run here: ${known.reason}`;
  if (id.endsWith(" pinned") && !cases.some(({ pinned }) => pinned))
    return `${id} does not run here: this system cannot keep two processes on one core`;
  if (id.endsWith(" apart") && !cases.some(({ apart }) => apart))
    return `${id} does not run here: this system cannot keep two processes on a core each`;
  throw new Error(`Cannot judge ${id} as the question has no such case`);
}
