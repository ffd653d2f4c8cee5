/** `bench`: what plugins cost on this machine, and what has changed since an older report. */
import { resolve } from "node:path";
import { defineCommand } from "citty";
import { UsageError } from "../errors.ts";
import { readArguments, type Values } from "./arguments.ts";
import type { BenchWords } from "./bench-run.ts";
import { handlerOptionsOf, loadOptionsOf, PLUGIN, RUN_FLAGS, settingsOf } from "./plugin-flags.ts";

const { json: _toldAsJson, ...RUN } = RUN_FLAGS;

const definitions = {
  plugin: {
    ...PLUGIN,
    required: false,
    repeatable: true,
    description: `${PLUGIN.description}; none for the echo plugins that elizaos-interop brings`,
  },
  quick: { type: "boolean", description: "Latency and load times only, in 10 s" },
  duration: { type: "string", valueHint: "time", description: "Of the run, as 30s or 5m; by default 60s" },
  rate: {
    type: "string",
    valueHint: "calls",
    description: "Begin so many calls per second too, whether or not earlier ones have ended",
  },
  action: {
    type: "string",
    valueHint: "name",
    repeatable: true,
    description: "An action to measure, instead of all that there are (repeatable)",
  },
  provider: {
    type: "string",
    valueHint: "name",
    repeatable: true,
    description: "A provider to measure, instead of all that there are (repeatable)",
  },
  options: { type: "string", valueHint: "json", description: "A JSON object for the handlers' options" },
  json: { type: "string", valueHint: "file", description: "Write the report there" },
  csv: { type: "string", valueHint: "file", description: "Write the cases there, a line each" },
  html: { type: "string", valueHint: "file", description: "Write a page with plots there" },
  compare: {
    type: "string",
    valueHint: "old.json",
    description: "Compare an older report with the file that follows it, or with this run",
  },
  "fail-over": {
    type: "string",
    valueHint: "percent",
    description: "End with status 1 where a case became slower by more, and not by chance",
  },
  ...RUN,
} as const;

type Args = Values<typeof definitions>;

export const benchCommand = defineCommand({
  args: definitions,
  async run({ rawArgs }) {
    const args = readArguments("bench", rawArgs, definitions);
    const words = wordsOf(args);
    const { bench } = await import("./bench-run.ts");
    return bench(words);
  },
});

const QUICK_MS = 10_000;
const DEFAULT_MS = 60_000;

function wordsOf(args: Args): BenchWords {
  if (args.plugin.length === 0) refusePluginFlags(args);
  if (args["fail-over"] !== undefined && args.compare === undefined)
    throw malformed("--fail-over", "beside --compare", args["fail-over"]);
  refuseSameFile(args);
  return {
    targets: args.plugin,
    runFlags: runFlags(args),
    components: [
      ...args.action.map((name) => ({ kind: "action", name }) as const),
      ...args.provider.map((name) => ({ kind: "provider", name }) as const),
    ],
    inputs: { text: args.text ?? "Hello", options: handlerOptionsOf(args.options) },
    load: { ...loadOptionsOf({ ...args, json: false }), verbose: args.verbose },
    settings: settingsOf(args.setting),
    coldWords: coldWords(args),
    quick: args.quick,
    durationMs: args.duration === undefined ? (args.quick ? QUICK_MS : DEFAULT_MS) : duration(args.duration),
    rate: args.rate === undefined ? undefined : positive("--rate", args.rate),
    files: { json: args.json, csv: args.csv, html: args.html },
    compare: args.compare,
    failOverPct: args["fail-over"] === undefined ? undefined : percentage(args["fail-over"]),
  };
}

/** The echo is given what the measurement needs. */
function refusePluginFlags(args: Args): void {
  const given = [
    ["--action", args.action[0]],
    ["--provider", args.provider[0]],
    ["--text", args.text],
    ["--options", args.options],
  ] as const;
  for (const [flag, value] of given)
    if (value !== undefined)
      throw malformed(flag, "beside a plugin, as the echo is told what it is told", value);
}

/** Those that say something of a run: two reports are compared without one. */
function runFlags(args: Args): string[] {
  const isGiven = (value: unknown) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  return Object.entries(args)
    .filter(([name, value]) => !COMPARISON_FLAGS.includes(name) && isGiven(value))
    .map(([name]) => `--${name}`);
}

const COMPARISON_FLAGS = ["plugin", "compare", "fail-over", "verbose"];

/** The one would overwrite the other, after the run. */
function refuseSameFile(args: Args): void {
  const seen = new Set<string>();
  for (const name of ["json", "csv", "html"] as const) {
    const file = args[name];
    if (file === undefined) continue;
    if (seen.has(resolve(file))) throw malformed(`--${name}`, "a file of its own", file);
    seen.add(resolve(file));
  }
}

/** A cold start is a command of its own, which loads the plugin in the same way. */
function coldWords(args: Args): string[] {
  const flags = (name: string, values: readonly (string | undefined)[]) =>
    values.flatMap((value) => (value === undefined ? [] : [`--${name}=${value}`]));
  return [
    ...flags("text", [args.text ?? "Hello"]),
    ...flags("setting", args.setting),
    ...flags("grant", args.grant),
    ...flags("env", args.env),
    ...flags("python", [args.python]),
    ...flags("timeout", [args.timeout]),
  ];
}

const UNITS_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000 };

function duration(text: string): number {
  const [, figure, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  const ms = Number(figure) * (UNITS_MS[unit ?? "s"] ?? Number.NaN);
  if (ms > 0) return ms;
  throw malformed("--duration", "a time such as 30s or 5m", text);
}

function positive(flag: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw malformed(flag, "a positive number", text);
}

function percentage(text: string): number {
  const [, figure] = /^(\d+(?:\.\d+)?)%?$/.exec(text) ?? [];
  if (figure !== undefined) return Number(figure);
  throw malformed("--fail-over", "a percentage such as 10%", text);
}

function malformed(flag: string, rule: string, value: string): Error {
  const message = `Cannot run bench as '${flag}' must be ${rule}: current value is ${JSON.stringify(value)}`;
  return new UsageError("usage", message, { path: flag, value, remedy: "See elizaos-interop bench --help" });
}
