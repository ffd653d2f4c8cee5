/**
 * What ours is compared with: a floor, which is the least that doing the job takes, or a peer, which is another way to call a plugin of
 * another language from Bun. All are given the same job, and their results are held to the same.
 */

import { EchoJob } from "../src/bench/echo-exchange.ts";
import type { Missing } from "../src/bench/report.ts";
import { type CaseKey, type OpenSubject, type Subject, subjectId } from "../src/bench/subject.ts";
import { messageOf } from "../src/errors.ts";

export interface Rival {
  /** `invoke` for peers, what it is for floors. */
  readonly case: string;
  /** `floor`, or the peer's name. */
  readonly protocol: string;
  /** Of the guest. */
  readonly language: string;
  /** The guest is a process of its own, so that it can be kept on the host's core. */
  readonly ownProcess: boolean;
  /** How often one call() does the job, where once is faster than the clock is read. */
  operations?(payloadBytes: number): number;
  /**
   * Installs and builds what it consists of, into .cache/bench.
   * @throws why this machine cannot have it
   */
  prepare(): Promise<void>;
  /** Once it is prepared. */
  open(job: EchoJob): Promise<OpenSubject>;
}

export interface RivalOptions {
  inFlight?: number;
  pinned?: boolean;
  apart?: boolean;
  weight?: number;
}

/** @param job makes the subject's own: its requests are counted */
export function rivalSubject(rival: Rival, job: () => EchoJob, options: RivalOptions = {}): Subject {
  const { inFlight = 1, pinned = false, apart, weight = 1 } = options;
  const { payloadBytes, kind } = job();
  const key: CaseKey = {
    case: kind === "text" ? rival.case : `${rival.case}-bytes`,
    language: rival.language,
    protocol: rival.protocol,
    payloadBytes,
    inFlight,
    pinned,
    ...(apart ? { apart } : undefined),
  };
  const operations = rival.operations?.(payloadBytes) ?? 1;
  return { ...key, id: subjectId(key), weight, operations, open: () => rival.open(job()) };
}

/** Prepares and tries them, one after the other. What cannot be had is told, and the others run. */
export async function prepare(
  rivals: readonly Rival[],
  onProgress: (what: string) => void,
): Promise<{ ready: Rival[]; missing: Missing[] }> {
  const ready: Rival[] = [];
  const missing: Missing[] = [];
  for (const rival of rivals) {
    const { language, protocol } = rival;
    onProgress(`preparing ${language} ${protocol}`);
    try {
      await rival.prepare();
      await tryOnce(rival);
      ready.push(rival);
    } catch (error) {
      const reason = messageOf(error);
      missing.push({ plugin: null, language, protocol, case: rival.case, reason, remedy: null });
    }
  }
  return { ready, missing };
}

const TRIAL_BYTES = 64;

/** @throws for what cannot be opened, or answers what it must not */
async function tryOnce(rival: Rival): Promise<void> {
  const open = await rival.open(new EchoJob(TRIAL_BYTES));
  try {
    open.check(await open.call());
  } finally {
    await open.close();
  }
}
