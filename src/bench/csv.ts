/** The cases of a report as CSV (RFC 4180), a line each. */
import type { Case, Report } from "./report.ts";

type Cell = string | number | boolean | null;

const COLUMNS: Record<string, (one: Case) => Cell> = {
  case: (one) => one.case,
  plugin: (one) => one.plugin,
  language: (one) => one.language,
  protocol: (one) => one.protocol,
  payloadBytes: (one) => one.payloadBytes,
  inFlight: (one) => one.inFlight,
  pinned: (one) => one.pinned,
  apart: (one) => one.apart ?? false,
  rate: (one) => one.rate,
  p50Us: (one) => one.p50Us,
  p90Us: (one) => one.p90Us,
  p99Us: (one) => one.p99Us,
  p999Us: (one) => one.p999Us,
  maxUs: (one) => one.maxUs,
  callsPerSecond: (one) => one.callsPerSecond,
  spreadPct: (one) => one.spreadPct,
  stable: (one) => one.stable,
  calls: (one) => one.calls,
  floor: (one) => one.floor?.case ?? null,
  floorP50Us: (one) => one.floor?.p50Us ?? null,
  ratioToFloor: (one) => one.ratioToFloor,
};

export function csv({ cases }: Report): string {
  const cells = cases.map((one) => Object.values(COLUMNS).map((cellOf) => cellOf(one)));
  return [Object.keys(COLUMNS), ...cells].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** Nothing for null: a reader's empty cell. */
function quoted(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
