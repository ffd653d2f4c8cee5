/**
 * What the engine measures: something that can be called over and over, and what it is compared with. Floors and peers outside of this
 * folder are subjects too, so that one run measures them all alike.
 */

/** What tells one measured case from another. */
export interface CaseKey {
  /** As `invoke` or `host-call`. */
  readonly case: string;
  /** typescript, rust, python, c, … */
  readonly language: string;
  /** native, wasm, ffi or ipc; `floor`; or a peer's name. */
  readonly protocol: string;
  /** The plugin's name, where there are several. */
  readonly plugin?: string;
  /** The text or bytes that go there and come back; 0 where nothing does. */
  readonly payloadBytes: number;
  /** Calls under way at once: 1 unless this is a throughput case. */
  readonly inFlight: number;
  /** Host and guest on one core. The engine sees to it: whatever `open` starts inherits that core. */
  readonly pinned: boolean;
  /** Host and guest on a core each, of their own. The engine sees to it: whatever `open` starts inherits the guest's. */
  readonly apart?: boolean;
  /** Calls per second, begun at their times whether or not earlier ones have ended; absent: one after the other. */
  readonly rate?: number;
}

export interface Subject extends CaseKey {
  /** Unique in a run, as subjectId() makes it. */
  readonly id: string;
  /** The id of the subject that this one is measured against. */
  readonly floor?: string;
  /** The first call is what counts, as of a start: there is no warm-up. */
  readonly cold?: boolean;
  /** How many of what is measured one call() does, 1 by default: its time is divided by it. */
  readonly operations?: number;
  /** Its part of the run's time, beside those of the others: 1 by default. */
  readonly weight?: number;
  open(): Promise<OpenSubject>;
}

export interface OpenSubject {
  /** One call, which is timed until it returns, or until its promise is fulfilled. Synchronous where the subject is. */
  call(): unknown;
  /** Throws where a call's result is not what it must be. Outside of the timed part; not asked of every single call. */
  check(result: unknown): void;
  /** Undoes each call outside of the timed part, such as by closing what was loaded. */
  release?(result: unknown): unknown;
  close(): Promise<void>;
}

/** `typescript ipc invoke 300 B`, and what else makes the case another: plugin, calls in flight, rate, `pinned`, `apart`. */
export function subjectId(key: CaseKey): string {
  const { language, protocol, plugin, payloadBytes, inFlight, rate, pinned, apart } = key;
  return [
    ...(plugin === undefined ? [] : [plugin]),
    language,
    protocol,
    key.case,
    `${payloadBytes} B`,
    ...(inFlight === 1 ? [] : [`${inFlight} in flight`]),
    ...(rate === undefined ? [] : [`${rate}/s`]),
    ...(pinned ? ["pinned"] : []),
    ...(apart ? ["apart"] : []),
  ].join(" ");
}
