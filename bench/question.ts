/** A question, and how it is answered: everyone who takes part is measured in one run, and the report is kept in .cache/bench. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { measure } from "../src/bench/engine.ts";
import type { Report, ScalingStep } from "../src/bench/report.ts";
import type { Subject } from "../src/bench/subject.ts";
import { guestVersions } from "../src/bench/versions.ts";
import { CACHE } from "./artefacts.ts";
import { type Field, openField } from "./field.ts";
import type { Rival } from "./rival.ts";

export interface Question {
  /** As its file. */
  readonly name: string;
  /** As a person asks it. */
  readonly asks: string;
  /** How long it is measured unless the caller says otherwise. */
  readonly durationMs: number;
  readonly rivals: readonly Rival[];
  /** @param field what takes part; what the question cannot ask is added to what it misses */
  subjects(field: Field): Promise<readonly Subject[]>;
  /** What is weighed and not called over and over. */
  scaling?(field: Field): Promise<ScalingStep[]>;
}

export interface AnswerOptions {
  durationMs?: number | undefined;
  /** Ids of the only subjects that are wanted; undefined for all. */
  only?: ReadonlySet<string> | undefined;
  onProgress(what: string): void;
}

export async function answer(question: Question, options: AnswerOptions): Promise<Report> {
  const { only, onProgress, durationMs = question.durationMs } = options;
  const field = await openField(question.rivals, onProgress);
  try {
    const all = await question.subjects(field);
    const subjects = withKnownFloors(all.filter(({ id }) => only === undefined || only.has(id)));
    const weighs = only === undefined || [...only].some((id) => id.endsWith(" plugins"));
    const scaling = (weighs && (await question.scaling?.(field))) || [];
    const report = await measure(subjects, {
      durationMs,
      versions: guestVersions(field.ways.map(({ way }) => way)),
      onProgress: ({ done, what }) => onProgress(`${Math.round(done * 100)} % ${what}`),
    });
    const found: Report = { ...report, scaling, missing: field.missing };
    mkdirSync(CACHE, { recursive: true });
    await Bun.write(join(CACHE, `${question.name}.json`), `${JSON.stringify(found, null, 2)}\n`);
    return found;
  } finally {
    await field.close();
  }
}

/** Where a floor does not run here, or is not wanted, its subjects run without one. */
function withKnownFloors(subjects: readonly Subject[]): Subject[] {
  const ids = new Set(subjects.map(({ id }) => id));
  return subjects.map(({ floor, ...rest }) =>
    floor === undefined || !ids.has(floor) ? rest : { ...rest, floor },
  );
}
