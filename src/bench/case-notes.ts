/** What a reader must know of the figures themselves: those that were not warm, and those at a rate that was not kept. */
import type { Case } from "./report.ts";
import { perSecond } from "./units.ts";

/** Less than this share of the rate is not only how calls fall into rounds. */
const KEPT_RATE = 0.9;

export function caseNotes(cases: readonly Case[]): string[] {
  const changing = cases.filter(({ stable }) => stable === false).length;
  const late = cases.filter(({ rate, callsPerSecond }) => rate !== null && callsPerSecond < KEPT_RATE * rate);
  return [
    ...(changing === 0
      ? []
      : [
          `${changing} of ${cases.length} cases were still changing when the time to warm up was over: a longer --duration gives more`,
        ]),
    ...late.map(
      ({ id, callsPerSecond }) =>
        `${id} does not keep up: it answers ${perSecond(callsPerSecond)} calls per second, so that its calls wait the longer the longer it is measured`,
    ),
  ];
}
