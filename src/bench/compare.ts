/**
 * Two reports side by side: how much each case changed, and between which bounds that change lies. A case has changed only where the
 * bounds leave out no change at all; what is within them is noise.
 */
import type { Report } from "./report.ts";
import { bootstrapChangePct, changePct, type Interval } from "./statistics.ts";
import { type Column, textTable } from "./text-table.ts";
import { microseconds, percent } from "./units.ts";

export interface Change {
  id: string;
  beforeUs: number;
  afterUs: number;
  /** Of p50; above 0 it is slower. */
  changePct: number;
  /** Undefined where one of the two has but one round. */
  interval: Interval | undefined;
  verdict: "slower" | "faster" | "unchanged" | "unknown";
}

export interface Comparison {
  changes: Change[];
  /** Ids of cases that only one report has. */
  onlyBefore: string[];
  onlyAfter: string[];
  warnings: string[];
}

export function compareReports(before: Report, after: Report): Comparison {
  const old = new Map(before.cases.map((one) => [one.id, one]));
  const ids = new Set(after.cases.map(({ id }) => id));
  const changes = after.cases.flatMap((one) => {
    const earlier = old.get(one.id);
    if (earlier === undefined) return [];
    const interval = bootstrapChangePct(earlier.roundsP50Us, one.roundsP50Us);
    return [
      {
        id: one.id,
        beforeUs: earlier.p50Us,
        afterUs: one.p50Us,
        changePct: changePct(earlier.p50Us, one.p50Us),
        interval,
        verdict: verdictOf(interval),
      },
    ];
  });
  return {
    changes,
    onlyBefore: before.cases.map(({ id }) => id).filter((id) => !ids.has(id)),
    onlyAfter: after.cases.map(({ id }) => id).filter((id) => !old.has(id)),
    warnings: [...machineWarnings(before, after), ...noiseOf("old", before), ...noiseOf("new", after)],
  };
}

/** Those that are slower by more than so many percent, and not only by chance. */
export function regressions({ changes }: Comparison, limitPct: number): Change[] {
  return changes.filter(({ verdict, changePct: change }) => verdict === "slower" && change > limitPct);
}

export function comparisonText({ changes, onlyBefore, onlyAfter, warnings }: Comparison): string {
  const columns: Column[] = [
    { title: "case", align: "left" },
    { title: "old p50", align: "right" },
    { title: "new p50", align: "right" },
    { title: "change", align: "right" },
    { title: "95 % interval", align: "right" },
    { title: "", align: "left" },
  ];
  const rows = changes.map((one) => [
    one.id,
    microseconds(one.beforeUs),
    microseconds(one.afterUs),
    percent(one.changePct),
    one.interval === undefined ? "" : `${percent(one.interval.low)} … ${percent(one.interval.high)}`,
    one.verdict,
  ]);
  return [
    ...textTable(columns, rows),
    "",
    ...onlyBefore.map((id) => `only in the old report: ${id}`),
    ...onlyAfter.map((id) => `only in the new report: ${id}`),
    ...warnings.map((warning) => `warning: ${warning}`),
    "The interval is a bootstrap over the rounds' medians: it knows how much the rounds of a run differ, not how much runs do",
    "",
  ].join("\n");
}

function verdictOf(interval: Interval | undefined): Change["verdict"] {
  if (interval === undefined) return "unknown";
  if (interval.low > 0) return "slower";
  return interval.high < 0 ? "faster" : "unchanged";
}

function machineWarnings(before: Report, after: Report): string[] {
  const same = (["platform", "cpu", "cores"] as const).every(
    (key) => before.machine[key] === after.machine[key],
  );
  if (same) return [];
  const names = [before, after].map(
    ({ machine: { cores, cpu, platform } }) => `${cores} × ${cpu}, ${platform}`,
  );
  return [`The two reports are of different machines: ${names.join(" and ")}`];
}

function noiseOf(which: string, { noise }: Report): string[] {
  return noise.tooNoisy ? [`The machine was too noisy when the ${which} report was made`] : [];
}
