/**
 * The three ways to call a subject for a slice of time: one call after the other, several at once, or at fixed times whether or not
 * earlier calls have ended. Results are checked between calls, never inside of the timed part.
 */
import type { OpenSubject, Subject } from "./subject.ts";

export interface Slice {
  calls: number;
  /** Calls per second: of the time inside calls where one follows the other, else of the time that passed. */
  callsPerSecond: number;
}

export type Record = (ms: number) => void;

/** Every so many calls' result is checked, the first one and the last one always. */
const CHECK_EVERY = 32;

/** Calls the subject for at least `sliceMs`, and once at least. @throws what call() or check() throws */
export function callFor(
  subject: Subject,
  open: OpenSubject,
  sliceMs: number,
  record: Record,
): Promise<Slice> {
  const run = new Run(open, subject.operations ?? 1, record);
  if (subject.rate !== undefined) return atRate(run, subject.rate, sliceMs);
  return subject.inFlight === 1 ? oneByOne(run, sliceMs) : severalAtOnce(run, subject.inFlight, sliceMs);
}

class Run {
  calls = 0;
  readonly operations: number;
  readonly #open: OpenSubject;
  readonly #record: Record;
  #last: unknown;

  constructor(open: OpenSubject, operations: number, record: Record) {
    this.#open = open;
    this.operations = operations;
    this.#record = record;
  }

  call(): unknown {
    return this.#open.call();
  }

  /** What comes after a call: nothing of it is timed. A promise only where the subject has something to undo. */
  ended(ms: number, result: unknown): unknown {
    this.#record(ms / this.operations);
    if (this.calls % CHECK_EVERY === 0) this.#open.check(result);
    this.calls += 1;
    if (this.#open.release !== undefined) return this.#open.release(result);
    this.#last = result;
    return undefined;
  }

  /** @param timedMs the time that all calls together took */
  slice(timedMs: number): Slice {
    if (this.#open.release === undefined) this.#open.check(this.#last);
    const calls = this.calls * this.operations;
    return { calls, callsPerSecond: (1_000 * calls) / timedMs };
  }
}

/** The next call waits for the last one. */
async function oneByOne(run: Run, sliceMs: number): Promise<Slice> {
  let timedMs = 0;
  let start = performance.now();
  const end = start + sliceMs;
  do {
    let result = run.call();
    if (result instanceof Promise) result = await result;
    const ms = performance.now() - start;
    timedMs += ms;
    const ended = run.ended(ms, result);
    if (ended instanceof Promise) await ended;
    start = performance.now();
  } while (start < end);
  return run.slice(timedMs);
}

async function severalAtOnce(run: Run, inFlight: number, sliceMs: number): Promise<Slice> {
  const begin = performance.now();
  const end = begin + sliceMs;
  const caller = async () => {
    let start = performance.now();
    do {
      const result = await run.call();
      await run.ended(performance.now() - start, result);
      start = performance.now();
    } while (start < end);
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  return run.slice(performance.now() - begin);
}

/**
 * A call's latency counts from the time at which it should have begun: where a slow call holds up those after it, they are slow too. (A
 * loop that waits before it sends the next one would measure the one and never send the others: coordinated omission.)
 */
async function atRate(run: Run, rate: number, sliceMs: number): Promise<Slice> {
  const begin = performance.now();
  const pending = new Set<Promise<void>>();
  const schedule = new Schedule(() => pending.size > 0);
  for (let index = 0; index === 0 || (1_000 * index) / rate < sliceMs; index += 1) {
    const intended = begin + (1_000 * index) / rate;
    await schedule.reach(intended);
    const result = run.call();
    if (result instanceof Promise) {
      const waiting: Promise<void> = result
        .then((value) => run.ended(performance.now() - intended, value))
        .then(() => {
          pending.delete(waiting);
        });
      pending.add(waiting);
      // Told when all are awaited, not as nobody's.
      waiting.catch(() => {});
    } else await run.ended(performance.now() - intended, result);
  }
  await Promise.all(pending);
  // The last call has its time too, though it may be answered before that is over.
  return run.slice(Math.max(performance.now() - begin, (1_000 * run.calls) / rate));
}

/** I/O gets its turn at least so often while calls are behind their times. */
const MAX_TURN_MS = 0.05;
/** An answer in this process needs no I/O: it is there after so many microtasks, or comes from elsewhere. */
const MICROTASKS = 32;

/** Waits for the times of calls without sleeping: a timer is a millisecond late. Sockets are read only while somebody is waited for. */
class Schedule {
  readonly #isPending: () => boolean;
  #turnAt = performance.now();

  constructor(isPending: () => boolean) {
    this.#isPending = isPending;
  }

  async reach(timeMs: number): Promise<void> {
    for (let task = 0; task < MICROTASKS && this.#isPending(); task += 1) await undefined;
    let leftMs = timeMs - performance.now();
    if (leftMs <= 0) return this.#letOthersRun();
    while (leftMs > 0) {
      if (this.#isPending()) await this.#turn();
      leftMs = timeMs - performance.now();
    }
  }

  /** Behind the times: sockets are read now and then all the same. */
  async #letOthersRun(): Promise<void> {
    if (this.#isPending() && performance.now() - this.#turnAt >= MAX_TURN_MS) await this.#turn();
  }

  async #turn(): Promise<void> {
    await turn();
    this.#turnAt = performance.now();
  }
}

/** One turn of the event loop, in which sockets are read and timers run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
