/** What the rounds of one subject add up to. */
import { type DistributionPoint, Latencies } from "./latencies.ts";
import type { Slice } from "./loops.ts";
import type { Case } from "./report.ts";
import { median, spreadPct } from "./statistics.ts";
import type { Subject } from "./subject.ts";

interface Round {
  p50Us: number;
  p90Us: number;
  p99Us: number;
  /** Times that were recorded. */
  samples: number;
  calls: number;
  callsPerSecond: number;
}

export class Tally {
  readonly #round = new Latencies();
  readonly #all = new Latencies();
  readonly #rounds: Round[] = [];

  /** Records a call of the round under way, ms. */
  readonly record = (ms: number): void => this.#round.record(ms);

  /** In how many it took part. */
  get rounds(): number {
    return this.#rounds.length;
  }

  endRound({ calls, callsPerSecond }: Slice): void {
    const [p50Us, p90Us, p99Us] = [50, 90, 99].map((one) => this.#round.percentileUs(one)) as [
      number,
      number,
      number,
    ];
    this.#rounds.push({ p50Us, p90Us, p99Us, samples: this.#round.count, calls, callsPerSecond });
    this.#all.add(this.#round);
    this.#round.clear();
  }

  /** @param stable what the warm-up found */
  read(subject: Subject, stable: boolean | null): Case {
    const medians = this.#rounds.map(({ p50Us }) => p50Us);
    const {
      id,
      language,
      protocol,
      plugin = null,
      payloadBytes,
      inFlight,
      pinned,
      apart,
      rate = null,
    } = subject;
    return {
      id,
      case: subject.case,
      plugin,
      language,
      protocol,
      payloadBytes,
      inFlight,
      pinned,
      ...(apart === undefined ? undefined : { apart }),
      rate,
      p50Us: rounded(median(medians)),
      p90Us: this.#percentileUs(90),
      p99Us: this.#percentileUs(99),
      p999Us: this.#slowestUs(),
      maxUs: rounded(this.#all.maxUs),
      callsPerSecond: rounded(median(this.#rounds.map((round) => round.callsPerSecond))),
      spreadPct: rounded(spreadPct(medians)),
      stable,
      calls: this.#rounds.reduce((sum, { calls }) => sum + calls, 0),
      roundsP50Us: medians.map(rounded),
      distribution: this.#all
        .distribution()
        .map(([percentile, us]): DistributionPoint => [percentile, rounded(us)]),
      floor: null,
      ratioToFloor: null,
    };
  }

  /** Where a round is too short to tell, all rounds together are no better: they would not be its median. */
  #percentileUs(percentile: 90 | 99): number | null {
    if (!this.#rounds.every(({ samples }) => tells(samples, percentile))) return null;
    return rounded(median(this.#rounds.map((round) => round[`p${percentile}Us`])));
  }

  #slowestUs(): number | null {
    return tells(this.#all.count, 99.9) ? rounded(this.#all.percentileUs(99.9)) : null;
  }
}

/** 100 - 99.9 is a little less than 0.1. */
const ROUNDING = 1e-6;

/** Whether at least one time is beyond the percentile. */
function tells(samples: number, percentile: number): boolean {
  return samples * (100 - percentile) > 100 - ROUNDING;
}

/** To the nanosecond, the clock's step. */
function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
