/** README's table stands between two markers, and is written by `bun run bench` alone. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../src/bench/report.ts";
import { repositoryRoot } from "../src/setup/repository.ts";
import { readmeTable } from "./readme-table.ts";

export const BEGIN = "<!-- bench:begin -->";
export const END = "<!-- bench:end -->";

/** @param reports by the names of their questions; all of them */
export function writeReadme(reports: ReadonlyMap<string, Report>): void {
  const file = join(repositoryRoot, "README.md");
  writeFileSync(file, withTable(readFileSync(file, "utf8"), readmeTable(reports)));
}

/** @throws where the text has no place for it */
export function withTable(text: string, table: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin)
    throw new Error(`Cannot write the table as README.md has no ${BEGIN} with ${END} after it`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}
