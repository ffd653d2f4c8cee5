/** What a run found, as `--json` writes it; report.schema.json says the same to others. Times are in µs, and of one call. */
import type { DistributionPoint } from "./latencies.ts";
import type { Machine } from "./machine.ts";
import type { Noise } from "./noise.ts";
import type { CaseKey } from "./subject.ts";

/** Raised when a reader of an older report would misunderstand a newer one. */
export const REPORT_FORMAT = 1;

export interface Report {
  format: typeof REPORT_FORMAT;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  rounds: number;
  /** What the timing of a call takes itself; it is part of every figure. */
  timerUs: number;
  machine: Machine;
  noise: Noise;
  /** What a reader must know before any figure. */
  warnings: string[];
  cases: Case[];
  /** What this machine cannot run, and why. */
  missing: Missing[];
  footprints: Footprint[];
  scaling: ScalingStep[];
}

export interface Case extends Required<Omit<CaseKey, "plugin" | "rate" | "apart">> {
  /** As subjectId() makes it. */
  id: string;
  plugin: string | null;
  rate: number | null;
  /** Host and guest on a core each. Absent in reports that know of no such cases. */
  apart?: boolean;
  /** The median of the rounds' medians. */
  p50Us: number;
  /** The median of the rounds'. Null where a round has too few calls to tell. */
  p90Us: number | null;
  p99Us: number | null;
  /** Of all rounds' calls together. Null where there are too few to tell. */
  p999Us: number | null;
  maxUs: number;
  /** The median of the rounds'. */
  callsPerSecond: number;
  /** How far apart the rounds' medians are: highest less lowest, in percent of their median. */
  spreadPct: number;
  /** Whether the times had stopped changing before they were counted; null where the first call is what counts. */
  stable: boolean | null;
  calls: number;
  /** One for each round, in their order. */
  roundsP50Us: number[];
  distribution: DistributionPoint[];
  floor: { case: string; p50Us: number } | null;
  ratioToFloor: number | null;
}

export interface Missing {
  plugin: string | null;
  language: string;
  protocol: string;
  /** Of one case, where the others run. */
  case: string | null;
  reason: string;
  remedy: string | null;
}

/** What one plugin takes of the machine's memory, after it has answered once. */
export interface Footprint {
  plugin: string | null;
  language: string;
  protocol: string;
  /** Of the plugin's own process; where it is in ours, by how much that grew, a mean over several. */
  rssBytes: number;
  ownProcess: boolean;
  /** The linear memory of a wasm instance. */
  wasmMemoryBytes: number | null;
}

/** What so many plugins of one kind cost, loaded one after the other and each asked once. */
export interface ScalingStep {
  plugin: string | null;
  language: string;
  protocol: string;
  plugins: number;
  /** Until all had answered. */
  totalMs: number;
  /** Of all their processes; where they are in ours, by how much that grew. */
  rssBytes: number;
}
