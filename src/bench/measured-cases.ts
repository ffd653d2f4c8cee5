/** The cases of a report out of what was measured, each beside its floor. */
import { errorOf } from "../errors.ts";
import type { Case } from "./report.ts";
import type { Subject } from "./subject.ts";
import type { Tally } from "./tally.ts";

export interface Measured {
  subject: Subject;
  tally: Tally;
  warm: { stable: boolean };
}

export function measuredCases(lanes: readonly Measured[]): Case[] {
  const cases = lanes.map(({ subject, tally, warm }) =>
    tally.read(subject, subject.cold === true ? null : warm.stable),
  );
  const byId = new Map(cases.map((one) => [one.id, one]));
  for (const { subject } of lanes) {
    const own = byId.get(subject.id) as Case;
    const floor = subject.floor === undefined ? undefined : byId.get(subject.floor);
    if (floor === undefined) continue;
    own.floor = { case: floor.id, p50Us: floor.p50Us };
    own.ratioToFloor = Math.round((1_000 * own.p50Us) / floor.p50Us) / 1_000;
  }
  return cases;
}

/** @throws for two subjects of one id, and for a floor that is no subject */
export function checkIds(subjects: readonly Subject[]): void {
  const ids = new Set<string>();
  for (const { id } of subjects) {
    if (ids.has(id)) throw errorOf("usage", `Cannot measure ${id} twice in one run`, { value: id });
    ids.add(id);
  }
  for (const { id, floor } of subjects)
    if (floor !== undefined && !ids.has(floor))
      throw errorOf("usage", `Cannot measure ${id} against ${floor} as that is no subject of the run`, {
        value: floor,
      });
}
