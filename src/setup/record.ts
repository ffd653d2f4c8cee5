/**
 * What setup did and what it could not do, kept in .cache/setup.json between runs: the demo and the tests read there
 * why something is missing.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "./repository.ts";

/** What setup needs of a machine and does not bring itself. */
export type Tool = "python" | "rust" | "wasm";

export interface Missing {
  tool: Tool;
  /** As in `skipped: <why>`. */
  why: string;
  /** What mends it. */
  remedy: string;
}

export interface SetupRecord {
  /** Step → digest of all that its result depends on. */
  done: Record<string, string>;
  missing: Missing[];
}

const FILE = join(repositoryRoot, ".cache/setup.json");

/** The last run's record; an empty one where there is none that can be read. */
export function readRecord(file: string = FILE): SetupRecord {
  try {
    const { done = {}, missing = [] } = JSON.parse(readFileSync(file, "utf8"));
    return { done, missing };
  } catch {
    // Not there yet, or cut short by an end of power: setup then does its steps again.
    return { done: {}, missing: [] };
  }
}

export function writeRecord(record: SetupRecord, file: string = FILE): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** Which of these tools is missing; the first of them. */
export function missingOf(record: SetupRecord, ...tools: Tool[]): Missing | undefined {
  return record.missing.find(({ tool }) => tools.includes(tool));
}
