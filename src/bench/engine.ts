/**
 * The engine: warms all subjects up, calls them in rounds (A B C, A B C, …), so that whatever else the machine does is felt by all alike,
 * and gives the medians of the rounds with their spread.
 */
import { fullGC } from "bun:jsc";
import { errorOf, messageOf, PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { Affinity } from "./affinity.ts";
import { Latencies } from "./latencies.ts";
import { callFor } from "./loops.ts";
import { thisMachine } from "./machine.ts";
import { checkIds, measuredCases } from "./measured-cases.ts";
import { NoiseMeter, noiseWarnings } from "./noise.ts";
import { patiently } from "./patience.ts";
import { REPORT_FORMAT, type Report } from "./report.ts";
import { MIN_ROUNDS, slicesOf, strideOf } from "./slices.ts";
import type { OpenSubject, Subject } from "./subject.ts";
import { Tally } from "./tally.ts";
import { settle, type WarmUp, warmUp } from "./warm-up.ts";

export interface MeasureOptions {
  /** Of everything, from opening to closing. Slow subjects can make it longer: each is called at least once in each of three rounds. */
  durationMs: number;
  rounds?: number;
  /** What one call may take. */
  callTimeoutMs?: number;
  /** Of what the run uses, beside Bun. */
  versions?: Record<string, string>;
  onProgress?(progress: Progress): void;
  /** Told of a subject that failed, which is left out then. Without it the run fails. */
  onFailure?(subject: Subject, error: unknown): void;
  /** Ends the run early: the report has what was measured until then. */
  signal?: AbortSignal;
}

export interface Progress {
  phase: "opening" | "warming up" | "measuring";
  /** From 0 to 1, of the whole run. */
  done: number;
  /** As `round 3 of 9`, or a subject's id. */
  what: string;
}

const ROUNDS = 9;
/** Less tells nothing, whatever it does to the run's length. */
const MIN_SLICE_MS = 1;
/** The warm-up may take so much of the time that is left when all are open. */
const WARM_UP_SHARE = 0.3;
/** What a subject of such payloads leaves to the garbage collector is collected before the next one is timed. (Not by Bun.gc, which drops compiled code.) */
const LARGE_PAYLOAD_BYTES = 1024 * 1024;
/** The machine's noise is listened to for a fiftieth of the time. */
const NOISE_SHARE = 1 / 50;
const MAX_NOISE_MS = 20;

/** Its calls take what their timing takes. */
const NOTHING: Subject = {
  case: "nothing",
  language: "typescript",
  protocol: "floor",
  payloadBytes: 0,
  inFlight: 1,
  pinned: false,
  id: "nothing",
  open: async () => ({ call: () => undefined, check: () => {}, close: async () => {} }),
};

/** One subject while it is measured. */
interface Lane {
  subject: Subject;
  open: OpenSubject;
  tally: Tally;
  warm: WarmUp;
}

/** Measures subjects. @throws where one cannot be opened, a call fails, or a result is wrong, and nobody takes it; all are closed then */
export async function measure(subjects: readonly Subject[], options: MeasureOptions): Promise<Report> {
  checkIds(subjects);
  const startedAt = new Date();
  const begin = performance.now();
  const lanes: Lane[] = [];
  const run = new EngineRun(lanes, begin, options);
  try {
    await run.open(subjects);
    await run.warmUp();
    const rounds = await run.measure();
    const noise = run.noise.read();
    return {
      format: REPORT_FORMAT,
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(performance.now() - begin),
      rounds,
      timerUs: run.timer.percentileUs(50),
      machine: thisMachine(options.versions ?? {}),
      noise,
      warnings: [...interruption(rounds, options), ...noiseWarnings(noise)],
      cases: measuredCases(lanes.filter(({ tally }) => tally.rounds > 0)),
      missing: [],
      footprints: [],
      scaling: [],
    };
  } finally {
    for (const { open } of lanes.reverse()) await open.close();
  }
}

function interruption(rounds: number, { signal }: MeasureOptions): string[] {
  return signal?.aborted
    ? [`The run was interrupted in round ${rounds}: its figures are of less than a whole run`]
    : [];
}

class EngineRun {
  readonly noise = new NoiseMeter();
  readonly timer = new Latencies();
  readonly #lanes: Lane[];
  readonly #begin: number;
  readonly #options: MeasureOptions;
  #affinity: Affinity | undefined;

  constructor(lanes: Lane[], begin: number, options: MeasureOptions) {
    this.#lanes = lanes;
    this.#begin = begin;
    this.#options = options;
  }

  async open(subjects: readonly Subject[]): Promise<void> {
    if (subjects.some(({ pinned, apart }) => pinned || apart)) this.#affinity = affinityOf();
    for (const subject of subjects) {
      if (this.#isOver) return;
      this.#tell("opening", subject.id);
      await this.#sparing(subject, async () => {
        const open = await this.#placed(subject, () => subject.open(), { side: "guest" });
        this.#lanes.push({ subject, open, tally: new Tally(), warm: { stable: true, callMs: 0 } });
      });
    }
  }

  async warmUp(): Promise<void> {
    const warm = this.#lanes.filter(({ subject }) => subject.cold !== true);
    const maxMs = Math.max(1, (this.#leftMs() * WARM_UP_SHARE) / warm.length);
    for (const lane of warm) {
      if (this.#isOver) return;
      this.#tell("warming up", lane.subject.id);
      await this.#sparing(lane.subject, async () => {
        lane.warm = await this.#placed(lane.subject, () => warmUp(lane.subject, lane.open, maxMs), {
          expectedMs: maxMs,
        });
      });
    }
  }

  /** @returns how many rounds there was time for */
  async measure(): Promise<number> {
    const wanted = this.#options.rounds ?? ROUNDS;
    const least = Math.min(wanted, MIN_ROUNDS);
    /** Of the last round: what it took, and how much of that was in no slice. */
    let roundMs = 0;
    let besideMs = 0;
    const evenMs = this.#leftMs() / wanted;
    let round = 0;
    for (; round < wanted; round += 1) {
      const leftMs = this.#leftMs();
      if (round >= least && leftMs < roundMs / 2) break;
      const start = performance.now();
      const budgetMs = Math.max(0, leftMs / (wanted - round) - besideMs);
      const lanes = this.#inRound(round, { wanted, evenMs });
      const slicedMs = await this.#round(lanes, { name: `round ${round + 1} of ${wanted}`, budgetMs });
      // The one under way counts: whatever of it was measured is in the report.
      if (this.#isOver) return Math.max(...this.#lanes.map(({ tally }) => tally.rounds), 0);
      roundMs = performance.now() - start;
      besideMs = Math.max(0, roundMs - slicedMs);
    }
    await this.#completeTo(least);
    return round;
  }

  /** Those that take part. @param evenMs what a round would have where all have the same */
  #inRound(round: number, { wanted, evenMs }: { wanted: number; evenMs: number }): Lane[] {
    const weights = this.#lanes.reduce((sum, { subject }) => sum + weightOf(subject), 0);
    return this.#lanes.filter(({ subject, warm }, index) => {
      const shareMs = (evenMs * weightOf(subject)) / weights;
      return round === 0 || (round + index) % strideOf(warm.callMs, shareMs, wanted) === 0;
    });
  }

  /** @returns what the slices were to take, ms */
  async #round(
    lanes: readonly Lane[],
    { name, budgetMs }: { name: string; budgetMs: number },
  ): Promise<number> {
    this.noise.round(Math.min(MAX_NOISE_MS, budgetMs * NOISE_SHARE));
    await callFor(NOTHING, await NOTHING.open(), MIN_SLICE_MS, (ms) => this.timer.record(ms));
    const claims = lanes.map(({ subject, warm }) => ({ callMs: warm.callMs, weight: weightOf(subject) }));
    const slices = slicesOf(claims, budgetMs).map((ms) => Math.max(MIN_SLICE_MS, ms));
    for (const [index, lane] of lanes.entries()) {
      if (this.#isOver) break;
      this.#tell("measuring", `${name}: ${lane.subject.id}`);
      await this.#slice(lane, slices[index] ?? 0);
    }
    return slices.reduce((sum, ms) => sum + ms, 0);
  }

  /** Those that took part in too few rounds, as the time was over, get what they lack. */
  async #completeTo(rounds: number): Promise<void> {
    for (let lacking = this.#lacking(rounds); lacking.length > 0; lacking = this.#lacking(rounds))
      for (const lane of lacking) {
        if (this.#isOver) return;
        this.#tell("measuring", lane.subject.id);
        await this.#slice(lane, MIN_SLICE_MS);
      }
  }

  #lacking(rounds: number): Lane[] {
    return this.#lanes.filter(({ tally }) => tally.rounds < rounds);
  }

  #slice(lane: Lane, sliceMs: number): Promise<void> {
    return this.#sparing(lane.subject, () => this.#timed(lane, sliceMs));
  }

  async #timed({ subject, open, tally, warm }: Lane, sliceMs: number): Promise<void> {
    const start = performance.now();
    const work = async () => {
      const settlingMs = subject.cold ? 0 : await settle(subject, open, { sliceMs, callMs: warm.callMs });
      return callFor(subject, open, sliceMs - settlingMs, tally.record);
    };
    const slice = await this.#placed(subject, work, { expectedMs: sliceMs });
    tally.endRound(slice);
    if (subject.cold === true) warm.callMs = (performance.now() - start) / Math.max(1, slice.calls);
    if (subject.payloadBytes >= LARGE_PAYLOAD_BYTES) fullGC();
  }

  get #isOver(): boolean {
    return this.#options.signal?.aborted === true;
  }

  /** Does a subject's work; one that fails is closed and leaves the run, where somebody takes that. What a run that is over breaks is no failure. */
  async #sparing(subject: Subject, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // A signal that ended a process of the subject has come to us too, and is told in a turn of its own.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#isOver) return;
      const { onFailure } = this.#options;
      if (onFailure === undefined) throw error;
      onFailure(subject, error);
      const index = this.#lanes.findIndex((lane) => lane.subject === subject);
      if (index !== -1) await this.#lanes.splice(index, 1)[0]?.open.close();
    }
  }

  /** Does a subject's work where it is to be done, and says whose work failed. */
  async #placed<Result>(
    subject: Subject,
    work: () => Promise<Result>,
    { side = "host", expectedMs = 0 }: { side?: "host" | "guest"; expectedMs?: number },
  ): Promise<Result> {
    const { callTimeoutMs = LIMITS.benchCallTimeoutMs, signal } = this.#options;
    const leastMs = subject.cold || side === "guest" ? LIMITS.benchOpenTimeoutMs : 0;
    const patience = { timeoutMs: expectedMs + Math.max(callTimeoutMs, leastMs), signal };
    const guarded = () => patiently(work, patience);
    try {
      if (!(subject.pinned || subject.apart) || this.#affinity === undefined) return await guarded();
      const isElsewhere = subject.apart && side === "guest";
      return await (isElsewhere ? this.#affinity.onOtherCore(guarded) : this.#affinity.onOneCore(guarded));
    } catch (error) {
      const code = error instanceof PluginError ? error.code : "handler_failed";
      const remedy = error instanceof PluginError ? error.remedy : undefined;
      throw errorOf(code, `Cannot measure ${subject.id}: ${messageOf(error)}`, { cause: error, remedy });
    }
  }

  #leftMs(): number {
    return Math.max(0, this.#options.durationMs - (performance.now() - this.#begin));
  }

  #tell(phase: Progress["phase"], what: string): void {
    const done = Math.min(1, (performance.now() - this.#begin) / this.#options.durationMs);
    this.#options.onProgress?.({ phase, done, what });
  }
}

function weightOf({ weight = 1 }: Subject): number {
  return weight;
}

function affinityOf(): Affinity {
  const affinity = Affinity.open();
  if (affinity !== undefined) return affinity;
  throw errorOf("platform_unsupported", "Cannot keep host and guest on one core on this platform", {
    value: process.platform,
    remedy: "Leave out the pinned subjects",
  });
}
