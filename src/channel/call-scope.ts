/**
 * Inside which incoming request the running code works: requests that it makes carry that request's id as `parent`, and end with it.
 * The host injects one over AsyncLocalStorage; a browser has none, and then says the parent by hand.
 */

/** One incoming request: the channel that it came over, and its id there. */
export interface ScopedCall {
  readonly channel: object;
  readonly id: number;
  /** Fires when the request is cancelled. */
  readonly signal: AbortSignal;
  /** The scope in which the call was made inside which the peer made this request. */
  readonly enclosing: ScopedCall | undefined;
}

/** Carries the current call through awaits. */
export interface CallScope {
  run<Result>(call: ScopedCall, work: () => Result): Result;
  current(): ScopedCall | undefined;
}

/** The innermost request of this channel inside which the scope works. */
export function requestOf(channel: object, scoped: ScopedCall | undefined): ScopedCall | undefined {
  let at = scoped;
  while (at !== undefined && at.channel !== channel) at = at.enclosing;
  return at;
}
