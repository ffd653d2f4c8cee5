/** A report on a terminal: every case in a line, those that took longest below, and what does not take part. */
import { machineLine } from "../src/bench/machine.ts";
import { modeOf } from "../src/bench/modes.ts";
import type { Case, Report } from "../src/bench/report.ts";
import { missingLine } from "../src/bench/summary.ts";
import { type Column, logBars, textTable } from "../src/bench/text-table.ts";
import { bytes, microseconds, perSecond } from "../src/bench/units.ts";
import type { Question } from "./question.ts";

const COLUMNS: readonly Column[] = [
  ...["who", "payload", "", "mode"].map((title): Column => ({ title, align: "left" })),
  ...["p50", "p99", "calls/s", "±", "of floor"].map((title): Column => ({ title, align: "right" })),
  { title: "p50, logarithmic", align: "left" },
];

export function printReport({ asks }: Question, report: Report): void {
  const cases = report.cases.toSorted(
    (a, b) => a.inFlight - b.inFlight || a.payloadBytes - b.payloadBytes || a.p50Us - b.p50Us,
  );
  const bars = logBars(cases.map(({ p50Us }) => p50Us));
  const rows = cases.map((one, index) => [...row(one, report), bars[index] ?? ""]);
  console.log(`\n${asks}\n\n${textTable(COLUMNS, rows).join("\n")}`);
  for (const { language, protocol, plugins, totalMs, rssBytes } of report.scaling)
    console.log(`${plugins} ${language} ${protocol}: ${microseconds(totalMs * 1e3)}, ${bytes(rssBytes)}`);
  for (const missing of report.missing) console.log(`not here: ${missingLine(missing)}`);
  for (const warning of report.warnings) console.log(`warning: ${warning}`);
  console.log(`${report.rounds} rounds; ${machineLine(report.machine)}`);
}

function row(one: Case, { cases }: Report): string[] {
  const { language, protocol, case: name, payloadBytes, inFlight, pinned, apart } = one;
  return [
    `${language} ${protocol} ${name}`,
    payloadBytes === 0 ? "" : bytes(payloadBytes),
    inFlight === 1 ? "" : `${inFlight} in flight`,
    pinned ? "kept on one core" : apart ? "kept on two cores" : (modeOf(one, cases) ?? ""),
    microseconds(one.p50Us),
    one.p99Us === null ? "" : microseconds(one.p99Us),
    perSecond(one.callsPerSecond),
    `${one.spreadPct.toFixed(0)} %`,
    one.ratioToFloor === null ? "" : one.ratioToFloor.toFixed(2),
  ];
}
