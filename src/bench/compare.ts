/**
 * Two reports side by side: how much each case changed, and between which bounds that change lies. A case has changed only where the
 * bounds leave out no change at all; what is within them is noise. So is what the placing of two processes on cores can explain.
 */
import { isStart } from "./groups.ts";
import { type Mode, roundsByMode } from "./modes.ts";
import type { Case, Report } from "./report.ts";
import { bootstrapChangePct, changePct, type Interval, median } from "./statistics.ts";
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
  /** The mode whose rounds are compared; undefined where all are. */
  mode: Mode | undefined;
  /** `other cores`: by where the system put host and guest, they differ at least as much. */
  verdict: "slower" | "faster" | "unchanged" | "unknown" | "other cores";
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
    return earlier === undefined ? [] : [changeOf(earlier, one, { before, after })];
  });
  return {
    changes,
    onlyBefore: before.cases.map(({ id }) => id).filter((id) => !ids.has(id)),
    onlyAfter: after.cases.map(({ id }) => id).filter((id) => !old.has(id)),
    warnings: [...machineWarnings(before, after), ...noiseOf("old", before), ...noiseOf("new", after)],
  };
}

function changeOf(earlier: Case, later: Case, reports: { before: Report; after: Report }): Change {
  const old = roundsByMode(earlier, reports.before.cases);
  const fresh = roundsByMode(later, reports.after.cases);
  const haveSome = (rounds: readonly number[] = []) => rounds.length >= LEAST_ROUNDS;
  const mode = MODES.find((one) => haveSome(old?.[one]) && haveSome(fresh?.[one]));
  const before = (mode && old?.[mode]) ?? earlier.roundsP50Us;
  const after = (mode && fresh?.[mode]) ?? later.roundsP50Us;
  const [beforeUs, afterUs] = [median(before), median(after)];
  const byPlacing =
    mode === undefined &&
    ((old !== undefined && fresh !== undefined) ||
      (isPair(later) && Math.abs(afterUs - beforeUs) <= WAKING_US));
  const interval = bootstrapChangePct(before, after);
  return {
    id: later.id,
    beforeUs,
    afterUs,
    changePct: changePct(beforeUs, afterUs),
    interval,
    mode,
    verdict: verdictOf(interval, byPlacing),
  };
}

/** The one that more can be concluded from first. */
const MODES: readonly Mode[] = ["one core", "two cores"];

/** One has no interval. */
const LEAST_ROUNDS = 2;

/** What the waking of a sleeping core adds to a call, at most. */
const WAKING_US = 100;

/** Two processes that the system places as it pleases. A start has no sleeping guest. */
function isPair({ protocol, pinned, apart, case: name }: Case): boolean {
  return protocol === "ipc" && !pinned && !apart && !isStart(name);
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
    one.mode === undefined ? one.id : `${one.id}, on ${one.mode}`,
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
    ...(changes.some(({ verdict }) => verdict === "other cores") ? [OTHER_CORES] : []),
    "The interval is a bootstrap over the rounds' medians: it knows how much the rounds of a run differ, not how much runs do",
    "",
  ].join("\n");
}

const OTHER_CORES =
  "other cores: the system may have put host and guest on one core in one run and on two in the other, which tells nothing of the code: see the pinned rows";

/** @param byPlacing whether the placing of processes on cores can be all of the difference */
function verdictOf(interval: Interval | undefined, byPlacing: boolean): Change["verdict"] {
  if (interval === undefined) return "unknown";
  if (interval.low <= 0 && interval.high >= 0) return "unchanged";
  if (byPlacing) return "other cores";
  return interval.low > 0 ? "slower" : "faster";
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
