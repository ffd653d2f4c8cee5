/**
 * Inside which incoming request the running code works. Requests that it makes carry that request's id as `parent`.
 * The host injects one over AsyncLocalStorage; a browser has none, and then says the parent by hand.
 */
import type { Channel } from "./channel.ts";

/** One incoming request: the channel that it came over, and its id there. */
export interface ScopedCall {
  readonly channel: Channel<never>;
  readonly id: number;
}

/** Carries the current call through awaits. */
export interface CallScope {
  run<Result>(call: ScopedCall, work: () => Result): Result;
  current(): ScopedCall | undefined;
}
