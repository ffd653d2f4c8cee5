/** A report for a terminal: tables with bars, and what must be known before any figure. */
import { conditionOf, groupsOf, placeName } from "./groups.ts";
import { machineLine } from "./machine.ts";
import type { Case, Missing, Report } from "./report.ts";
import { type Column, logBars, textTable } from "./text-table.ts";
import { bytes, microseconds, perSecond } from "./units.ts";

/** How a terminal is told to show a text. */
export interface Paints {
  bold(text: string): string;
  dim(text: string): string;
  yellow(text: string): string;
}

/** Rounds that lie further apart than so say that the figure is a guess. */
const UNSTEADY_PCT = 50;

export function summary(report: Report, paints: Paints): string {
  const { latency, throughput, curves, starts } = groupsOf(report);
  const sections = [
    section("What a call costs", latencyTable(latency), paints),
    section(
      "By payload, text (p50)",
      grid(curves.text, (one) => bytes(one.payloadBytes), p50),
      paints,
    ),
    section(
      "By payload, bytes (p50)",
      grid(curves.bytes, (one) => bytes(one.payloadBytes), p50),
      paints,
    ),
    section("Calls per second, by calls in flight", throughputTable(throughput), paints),
    section("How long a start takes", startTable(starts), paints),
    section("Memory of one plugin", memoryTable(report), paints),
    section("What many plugins cost", scalingTable(report), paints),
  ];
  const notes = [
    ...report.warnings.map((warning) => paints.yellow(`warning: ${warning}`)),
    ...report.missing.map((one) => `${paints.yellow("not here:")} ${missingLine(one)}`),
  ];
  return [...sections.flat(), ...notes, ...foot(report).map(paints.dim), ""].join("\n");
}

export function missingLine({ plugin, language, protocol, case: name, reason, remedy }: Missing): string {
  const what = [placeName({ plugin, language, protocol }), ...(name === null ? [] : [name])].join(" ");
  return `${what}: ${reason}${remedy === null ? "" : ` → ${remedy}`}`;
}

function foot({ machine, rounds, durationMs, timerUs, noise }: Report): string[] {
  return [
    machineLine(machine),
    `p50, p90, p99: medians of ${rounds} rounds of all cases in turns; ±: how far apart the rounds lie, ~ where that is much; ${(durationMs / 1_000).toFixed(0)} s, load ${noise.loadAverage.toFixed(1)}`,
    `Every figure has the ${microseconds(timerUs)} in it that timing a call takes`,
  ];
}

function section(title: string, lines: readonly string[], { bold, dim }: Paints): string[] {
  const [head, ...rows] = lines;
  return rows.length === 0 || head === undefined ? [] : [bold(title), dim(head), ...rows, ""];
}

const LEFT = (title: string): Column => ({ title, align: "left" });
const RIGHT = (title: string): Column => ({ title, align: "right" });

function latencyTable(cases: readonly Case[]): string[] {
  const columns = [
    ...["plugin", "case", ""].map(LEFT),
    ...["p50", "p90", "p99", "p99.9", "max", "calls/s", "±"].map(RIGHT),
    LEFT("p50, logarithmic"),
  ];
  const bars = logBars(cases.map(({ p50Us }) => p50Us));
  const rows = cases.map((one, index) => [
    placeName(one),
    `${one.case}, ${bytes(one.payloadBytes)}`.replace(", 0 B", ""),
    conditionOf(one),
    ...[one.p50Us, one.p90Us, one.p99Us, one.p999Us, one.maxUs].map((us) =>
      us === null ? "" : microseconds(us),
    ),
    perSecond(one.callsPerSecond),
    spread(one),
    bars[index] ?? "",
  ]);
  return textTable(columns, rows);
}

function throughputTable(cases: readonly Case[]): string[] {
  return grid(
    cases.toSorted((a, b) => a.inFlight - b.inFlight),
    (one) => String(one.inFlight),
    (one) => perSecond(one.callsPerSecond),
  );
}

/** A row for each way, a column for each of what `columnOf` gives. */
function grid(
  cases: readonly Case[],
  columnOf: (one: Case) => string,
  cellOf: (one: Case) => string,
): string[] {
  const titles = [...new Set(cases.map(columnOf))];
  const rows = Map.groupBy(cases, placeName);
  return textTable(
    [LEFT("plugin"), ...titles.map(RIGHT)],
    [...rows].map(([name, own]) => [
      name,
      ...titles.map((title) => {
        const found = own.find((one) => columnOf(one) === title);
        return found === undefined ? "" : cellOf(found);
      }),
    ]),
  );
}

function p50({ p50Us }: Case): string {
  return microseconds(p50Us);
}

function startTable(cases: readonly Case[]): string[] {
  const bars = logBars(cases.map(({ p50Us }) => p50Us));
  return textTable(
    [
      LEFT("plugin"),
      LEFT("start"),
      RIGHT("p50"),
      RIGHT("max"),
      RIGHT("calls"),
      RIGHT("±"),
      LEFT("p50, logarithmic"),
    ],
    cases.map((one, index) => [
      placeName(one),
      one.case,
      microseconds(one.p50Us),
      microseconds(one.maxUs),
      String(one.calls),
      spread(one),
      bars[index] ?? "",
    ]),
  );
}

function memoryTable({ footprints }: Report): string[] {
  return textTable(
    [LEFT("plugin"), RIGHT("RSS"), RIGHT("wasm memory"), LEFT("where")],
    footprints.map((one) => [
      placeName(one),
      bytes(one.rssBytes),
      one.wasmMemoryBytes === null ? "" : bytes(one.wasmMemoryBytes),
      one.ownProcess ? "a process of its own" : "in the host, which grew by that",
    ]),
  );
}

function scalingTable({ scaling }: Report): string[] {
  return textTable(
    [LEFT("plugin"), RIGHT("plugins"), RIGHT("until all answered"), RIGHT("RSS")],
    scaling.map((step) => [
      placeName(step),
      String(step.plugins),
      microseconds(step.totalMs * 1_000),
      bytes(step.rssBytes),
    ]),
  );
}

function spread({ spreadPct }: Case): string {
  return `${spreadPct > UNSTEADY_PCT ? "~" : ""}${spreadPct.toFixed(0)} %`;
}
