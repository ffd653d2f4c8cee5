/** A report as one page: plots, tables and what must be known, all in one file that opens from disk and asks nobody for anything. */
import uplotCode from "uplot/dist/uPlot.iife.min.js" with { type: "text" };
import uplotStyle from "uplot/dist/uPlot.min.css" with { type: "text" };
import { conditionOf, groupsOf, placeName } from "../groups.ts";
import { machineLine } from "../machine.ts";
import type { Case, Report } from "../report.ts";
import { missingLine } from "../summary.ts";
import { bytes, microseconds, perSecond } from "../units.ts";
import { type Chart, chartsOf } from "./charts.ts";
import style from "./page.css" with { type: "text" };
import plotStyle from "./plots.css" with { type: "text" };
import plots from "./plots.js" with { type: "text" };

export function page(report: Report): string {
  const charts = chartsOf(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>elizaos-interop bench</title>
<style>${uplotStyle}
${plotStyle}
${style}</style>
</head>
<body>
<main>
<h1>What a plugin costs</h1>
<p class="muted">${text(machineLine(report.machine))}</p>
<p class="muted">${text(runLine(report))}</p>
${notices(report)}
${tiles(report, charts)}
${charts.map(chartCard).join("\n")}
${memoryCard(report)}
${casesCard(report)}
<footer>${text(METHOD)}</footer>
</main>
<script type="application/json" id="charts">${json(charts)}</script>
<script>${uplotCode}</script>
<script>${plots}</script>
</body>
</html>
`;
}

const METHOD =
  "Every case is warmed up until its times no longer change, then all are called in turns, round after round. p50, p90 and p99 are medians of the rounds; p99.9 and the slowest are of all calls. ± is how far apart the rounds lie, in percent of their median. Results are checked. A plugin's own row is its handler without an agent; process-actions is the same action through elizaOS's AgentRuntime. The floor is the least that the same job takes: json is JSON alone, written and read on both sides.";

/** In what stands between tags, or in an attribute. */
function text(value: string): string {
  return Bun.escapeHTML(value);
}

/** In a script element, where only `<` could end it. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function runLine({ startedAt, rounds, durationMs, timerUs, noise }: Report): string {
  const when = startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC");
  const seconds = (durationMs / 1_000).toFixed(0);
  return `${when}, ${seconds} s, ${rounds} rounds, load ${noise.loadAverage.toFixed(1)}; every figure has the ${microseconds(timerUs)} in it that timing a call takes`;
}

function notices({ warnings, missing }: Report): string {
  const lines = [...warnings, ...missing.map((one) => `Not here: ${missingLine(one)}`)];
  if (lines.length === 0) return "";
  return `<div class="notice"><ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul></div>`;
}

/** The first latency of each way, in the colour that it has in the plots. */
function tiles(report: Report, charts: readonly Chart[]): string {
  const { latency } = groupsOf(report);
  const colours = new Map(
    charts.flatMap(({ tabs }) =>
      tabs.flatMap(({ series }) => series.map((one) => [one.name, one.colour] as const)),
    ),
  );
  const firsts = [...Map.groupBy(latency, placeName)].flatMap(([name, [first]]) =>
    first === undefined ? [] : [tile(name, first, colours.get(name) ?? 9)],
  );
  return `<div class="tiles">${firsts.join("")}</div>`;
}

function tile(name: string, one: Case, colour: number): string {
  const lines = [
    ...(one.p99Us === null ? [] : [`p99 ${microseconds(one.p99Us)}`]),
    `${perSecond(one.callsPerSecond)}/s`,
    `${one.case}, ${bytes(one.payloadBytes)}`,
  ];
  return `<div class="tile" style="--colour: var(--series-${colour % 10})"><span>${text(name)}</span><b>${text(microseconds(one.p50Us))}</b>${lines.map((line) => `<span>${text(line)}</span>`).join("")}</div>`;
}

function chartCard({ id, title, caption, tabs }: Chart): string {
  const choices = tabs.map(
    ({ name }, index) =>
      `<label><input type="radio" name="${text(id)}"${index === 0 ? " checked" : ""}>${text(name)}</label>`,
  );
  const choice = tabs.length < 2 ? "" : `<fieldset class="tabs">${choices.join("")}</fieldset>`;
  return `<section class="card" id="chart-${text(id)}"><div class="head"><h2>${text(title)}</h2>${choice}</div><p>${text(caption)}</p><div class="plot"></div></section>`;
}

type Cells = readonly (string | null)[];

/** @param words how many columns, from the left, are words */
function table(head: Cells, rows: readonly Cells[], words: number): string {
  const line = (tag: "th" | "td", cells: Cells) =>
    `<tr>${cells.map((cell, at) => `<${tag}${at < words ? ' class="word"' : ""}>${text(cell ?? "")}</${tag}>`).join("")}</tr>`;
  const body = rows.map((row) => line("td", row)).join("");
  return `<div class="scroll"><table class="figures"><thead>${line("th", head)}</thead><tbody>${body}</tbody></table></div>`;
}

function memoryCard({ footprints, scaling }: Report): string {
  if (footprints.length === 0) return "";
  const rows = footprints.map((one) => [
    placeName(one),
    one.ownProcess ? "a process of its own" : "in the host, which grew by that",
    bytes(one.rssBytes),
    one.wasmMemoryBytes === null ? null : bytes(one.wasmMemoryBytes),
  ]);
  const steps = scaling.map((step) => [
    placeName(step),
    String(step.plugins),
    microseconds(step.totalMs * 1_000),
    bytes(step.rssBytes),
  ]);
  const many = steps.length === 0 ? "" : table(["plugin", "plugins", "until all answered", "RSS"], steps, 1);
  return `<section class="card"><h2>Memory</h2><p>What one plugin takes, and what many do.</p>${table(["plugin", "where", "RSS", "wasm memory"], rows, 2)}${many}</section>`;
}

function casesCard({ cases }: Report): string {
  const us = (value: number | null) => (value === null ? null : microseconds(value));
  const hasFloors = cases.some(({ ratioToFloor }) => ratioToFloor !== null);
  const head = [
    ...["plugin", "case", "payload", "conditions"],
    ...["p50", "p90", "p99", "p99.9", "slowest", "calls/s", "±", "calls"],
    ...(hasFloors ? ["of floor"] : []),
  ];
  const rows = cases.map((one) => [
    placeName(one),
    one.case,
    bytes(one.payloadBytes),
    conditionOf(one),
    ...[one.p50Us, one.p90Us, one.p99Us, one.p999Us, one.maxUs].map(us),
    perSecond(one.callsPerSecond),
    `${one.spreadPct.toFixed(0)} %`,
    String(one.calls),
    ...(hasFloors ? [one.ratioToFloor === null ? null : `${one.ratioToFloor.toFixed(2)} ×`] : []),
  ]);
  return `<section class="card"><h2>All cases</h2>${table(head, rows, 4)}</section>`;
}
