/**
 * Which of its two times a pair of processes took. Left to the system, host and guest share a core or have one each, and a call that must
 * wake a sleeping core takes some 50 to 100 µs longer: figures of different modes must not be compared.
 */
import type { Case } from "./report.ts";

export type Mode = "one core" | "two cores";

/** What is slower than this on one core hides the waking of another. */
const SHOWS_BELOW_US = 100;
/** A round whose median is so many times that on one core was of the other mode. */
const APART = 1.4;
/** One that is faster than on one core: the two ran side by side, and neither slept. */
const AWAKE = 0.9;

/**
 * The medians of the rounds by their modes; undefined for what is no pair of processes, was kept on cores, is too slow to tell, or never
 * slept.
 */
export function roundsByMode(one: Case, cases: readonly Case[]): Record<Mode, number[]> | undefined {
  if (one.pinned || one.apart) return undefined;
  const pinned = cases.find(({ id }) => id === `${one.id} pinned`);
  if (pinned === undefined || pinned.p50Us > SHOWS_BELOW_US) return undefined;
  if (one.roundsP50Us.some((us) => us < pinned.p50Us * AWAKE)) return undefined;
  const isApart = (us: number) => us > pinned.p50Us * APART;
  return {
    "one core": one.roundsP50Us.filter((us) => !isApart(us)),
    "two cores": one.roundsP50Us.filter(isApart),
  };
}

/** As `one core`, or `both` where rounds were of either. */
export function modeOf(one: Case, cases: readonly Case[]): Mode | "both" | undefined {
  const rounds = roundsByMode(one, cases);
  if (rounds === undefined) return undefined;
  if (rounds["two cores"].length === 0) return "one core";
  return rounds["one core"].length === 0 ? "two cores" : "both";
}
