/**
 * `bun run test`: every suite of every language, one line each while they run, what failed in full, and at the end the summary that
 * CI reads. `--full` adds the long ones.
 */
import { closingLine, type Outcome, total } from "./outcome.ts";
import { missingOf, readRecord } from "./record.ts";
import type { Suite } from "./suite.ts";
import { allSuites } from "./suites.ts";
import { table } from "./table.ts";

const record = readRecord();
const rows: string[][] = [];
const outcomes: Outcome[] = [];

for (const suite of allSuites({ full: process.argv.includes("--full") })) {
  process.stdout.write(`${suite.name} ... `);
  const start = performance.now();
  const outcome = await outcomeOf(suite);
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.log(`${closingLine(outcome)} (${time})`);
  if (outcome.failed > 0) console.log(outcome.output.trimEnd());
  outcomes.push(outcome);
  rows.push([suite.name, ...[outcome.passed, outcome.failed, outcome.skipped].map(String), time]);
}

console.log(`\n${table(["suite", "passed", "failed", "skipped", "time"], rows)}\n`);
for (const reason of outcomes.flatMap(({ reasons }) => reasons)) console.log(`skipped ${reason}`);
const sum = total(outcomes);
process.exitCode = sum.failed > 0 ? 1 : 0;
console.log(closingLine(sum));

async function outcomeOf(suite: Suite): Promise<Outcome> {
  const missing = missingOf(record, ...suite.needs);
  if (missing === undefined) return suite.run();
  const reasons = [`${suite.name}: ${missing.why}; mend it with: ${missing.remedy}`];
  return { passed: 0, failed: 0, skipped: 1, reasons, output: "" };
}
