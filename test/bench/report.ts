/** A report to show and to compare, as a run would give it. */
import type { Case, Report } from "../../src/bench/report.ts";

export function reportOf(cases: Partial<Case>[], more: Partial<Report> = {}): Report {
  return {
    format: 1,
    startedAt: "2030-01-02T03:04:05.678Z",
    durationMs: 10_000,
    rounds: 3,
    timerUs: 0.05,
    machine: {
      platform: "linux x64",
      kernel: "6.1.0",
      cpu: "Some CPU",
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      governor: null,
      versions: { bun: "1.2.3" },
    },
    noise: { lostPct: 1, stolenPct: null, loadAverage: 0.5, tooNoisy: false },
    warnings: [],
    cases: cases.map(caseOf),
    missing: [],
    footprints: [],
    scaling: [],
    ...more,
  };
}

export function caseOf(given: Partial<Case>): Case {
  const { p50Us = 10, payloadBytes = 300 } = given;
  return {
    id: [given.language, given.protocol, given.case, payloadBytes, given.inFlight, given.pinned].join(" "),
    case: "invoke",
    plugin: null,
    language: "typescript",
    protocol: "native",
    payloadBytes,
    inFlight: 1,
    pinned: false,
    rate: null,
    p50Us,
    p90Us: p50Us * 1.5,
    p99Us: p50Us * 2,
    p999Us: null,
    maxUs: p50Us * 10,
    callsPerSecond: 1e6 / p50Us,
    spreadPct: 3,
    stable: true,
    calls: 1_000,
    roundsP50Us: [p50Us, p50Us * 1.01, p50Us * 0.99],
    distribution: [
      [50, p50Us],
      [99, p50Us * 2],
      [100, p50Us * 10],
    ],
    floor: null,
    ratioToFloor: null,
    ...given,
  };
}

/** All kinds of what a report can hold. */
export const FULL: Report = reportOf(
  [
    { language: "typescript", protocol: "native", p50Us: 0.2 },
    { language: "rust", protocol: "wasm", p50Us: 5 },
    { language: "python", protocol: "ipc", p50Us: 100, spreadPct: 90 },
    { language: "python", protocol: "ipc", p50Us: 15, pinned: true },
    { language: "python", protocol: "ipc", p50Us: 110, rate: 2_000, id: "rate" },
    { language: "python", protocol: "ipc", p50Us: 90, case: "host-call", payloadBytes: 0 },
    { language: "rust", protocol: "wasm", p50Us: 5, inFlight: 2, callsPerSecond: 150_000 },
    { language: "rust", protocol: "wasm", p50Us: 9, inFlight: 64, callsPerSecond: 190_000 },
    { language: "rust", protocol: "wasm", p50Us: 4, payloadBytes: 64 },
    { language: "rust", protocol: "wasm", p50Us: 9_000, payloadBytes: 4 * 2 ** 20 },
    { language: "rust", protocol: "wasm", p50Us: 6, payloadBytes: 64, case: "invoke-bytes" },
    { language: "rust", protocol: "wasm", p50Us: 12_000, payloadBytes: 4 * 2 ** 20, case: "invoke-bytes" },
    { language: "rust", protocol: "wasm", p50Us: 6_000, case: "load", payloadBytes: 0, stable: null },
    { language: "rust", protocol: "wasm", p50Us: 200_000, case: "cold-start", payloadBytes: 0, stable: null },
  ],
  {
    warnings: ["Some warning"],
    missing: [
      {
        plugin: null,
        language: "rust",
        protocol: "ffi",
        case: null,
        reason: "there is no library",
        remedy: "Build it",
      },
    ],
    footprints: [
      {
        plugin: null,
        language: "rust",
        protocol: "wasm",
        rssBytes: 1_500_000,
        ownProcess: false,
        wasmMemoryBytes: 393_216,
      },
      {
        plugin: null,
        language: "python",
        protocol: "ipc",
        rssBytes: 23_000_000,
        ownProcess: true,
        wasmMemoryBytes: null,
      },
    ],
    scaling: [
      { plugin: null, language: "python", protocol: "ipc", plugins: 1, totalMs: 100, rssBytes: 23_000_000 },
      {
        plugin: null,
        language: "python",
        protocol: "ipc",
        plugins: 16,
        totalMs: 1_600,
        rssBytes: 360_000_000,
      },
    ],
  },
);
