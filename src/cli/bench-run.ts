/** The work of `bench`: the run with its progress, the files that were asked for, the tables, the comparison. */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import packageJson from "../../package.json";
import { prepareCoreEnvironment } from "../agent/core-environment.ts";
import { compareReports, comparisonText, regressions } from "../bench/compare.ts";
import type { Component } from "../bench/component-call.ts";
import { csv } from "../bench/csv.ts";
import { page } from "../bench/page/page.ts";
import { readReport } from "../bench/read-report.ts";
import type { Report } from "../bench/report.ts";
import { runBench } from "../bench/run.ts";
import { summary } from "../bench/summary.ts";
import type { UserInputs } from "../bench/user-job.ts";
import { errorOf, messageOf } from "../errors.ts";
import type { LoadOptions } from "../interop/options.ts";
import { BenchProgress } from "./bench-progress.ts";
import { coloursOf } from "./colour.ts";
import { logPrinter, shownLevel } from "./log-lines.ts";
import { claimOutput, writeMessage, writeResult } from "./output.ts";

export interface BenchWords {
  targets: readonly string[];
  /** The flags that were given and have no meaning where two reports are compared. */
  runFlags: readonly string[];
  components: readonly Component[];
  inputs: UserInputs;
  load: LoadOptions & { verbose: boolean };
  settings: Record<string, string>;
  /** For the commands of cold starts. */
  coldWords: readonly string[];
  quick: boolean;
  durationMs: number;
  rate: number | undefined;
  files: { json: string | undefined; csv: string | undefined; html: string | undefined };
  /** The older report's file. */
  compare: string | undefined;
  failOverPct: number | undefined;
}

/** @returns the exit status */
export async function bench(words: BenchWords): Promise<number> {
  const before = words.compare === undefined ? undefined : readReport(words.compare);
  const [given] = words.targets;
  if (before !== undefined && given !== undefined && isReport(given)) {
    refuseLeftOver(words);
    return showComparison(before, readReport(given), words.failOverPct);
  }
  for (const file of Object.values(words.files)) if (file !== undefined) checkWritable(file);
  const colours = coloursOf(1);
  await claimOutput();
  const interrupt = new AbortController();
  // A second one ends the process at once, as it would end any other.
  process.once("SIGINT", () => interrupt.abort());
  const report = await run(words, interrupt.signal);
  if (report.cases.length === 0 && interrupt.signal.aborted) {
    writeMessage("Interrupted before anything was measured\n");
    return INTERRUPTED;
  }
  writeResult(summary(report, colours));
  write(words.files.json, () => `${JSON.stringify(report, null, 1)}\n`);
  write(words.files.csv, () => csv(report));
  write(words.files.html, () => page(report));
  if (interrupt.signal.aborted) return INTERRUPTED;
  if (before === undefined) return 0;
  writeResult("\n");
  return showComparison(before, report, words.failOverPct);
}

/** As a shell has it for a program that SIGINT ended. */
const INTERRUPTED = 130;

async function run(words: BenchWords, signal: AbortSignal): Promise<Report> {
  const { verbose, ...load } = words.load;
  const level = shownLevel(verbose);
  prepareCoreEnvironment(level);
  // For a plugin in this process, this process is the plugin's.
  Object.assign(process.env, load.env);
  const progress = new BenchProgress();
  const print = logPrinter(level);
  const onLog: typeof print = (record) => {
    progress.clear();
    print(record);
  };
  try {
    return await runBench({
      targets: words.targets,
      user: { components: words.components, inputs: words.inputs, words: words.coldWords },
      options: { options: { ...load, onLog }, settings: words.settings },
      quick: words.quick,
      durationMs: words.durationMs,
      rate: words.rate,
      versions: { "elizaos-interop": packageJson.version },
      signal,
      onProgress: (state) => progress.show(state),
    });
  } finally {
    progress.clear();
  }
}

/** @returns the exit status */
function showComparison(before: Report, after: Report, failOverPct: number | undefined): number {
  const comparison = compareReports(before, after);
  writeResult(comparisonText(comparison));
  const slower = failOverPct === undefined ? [] : regressions(comparison, failOverPct);
  for (const { id } of slower) writeMessage(`${id} became slower by more than ${failOverPct} %\n`);
  return slower.length === 0 ? 0 : 1;
}

/** A file that looks like a report, well-formed or not, is no plugin; neither is one that is not there, by its name. */
function isReport(file: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null && "cases" in value;
  } catch {
    return file.endsWith(".json") && basename(file) !== "plugin.json";
  }
}

/** @throws UsageError for words that say something of a run, as two reports need none */
function refuseLeftOver({ targets: [, more], runFlags: [flag] }: BenchWords): void {
  const value = more ?? flag;
  if (value === undefined) return;
  throw errorOf("usage", `Cannot compare two reports as ${value} would need a run`, {
    value,
    remedy: "Leave it out, or leave out the second report",
  });
}

/** Found out before the run, which takes a while. What is there stays as it is. */
function checkWritable(file: string): void {
  const isNew = !existsSync(file);
  try {
    closeSync(openSync(file, "a"));
  } catch (error) {
    throw errorOf("usage", `Cannot write ${file}: ${messageOf(error)}`, {
      file,
      value: file,
      remedy: "Name a file in a folder that exists and can be written",
    });
  }
  if (isNew) rmSync(file);
}

function write(file: string | undefined, contents: () => string): void {
  if (file === undefined) return;
  writeFileSync(file, contents());
  writeMessage(`Wrote ${file}\n`);
}
