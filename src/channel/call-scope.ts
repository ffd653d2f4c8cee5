/**
 * Inside which incoming request the running code works: requests that it makes carry that request's id as `parent`, and end with it.
 * The host injects one over AsyncLocalStorage; a browser has none, and then says the parent by hand.
 */
import type { CallPlace } from "./call.ts";

/**
 * Where a request is found for as long as it is under way. What its handler leaves behind, as a timer, is carried on with this entry:
 * it neither works inside a request that has ended nor keeps it in memory.
 */
export interface ScopeEntry {
  call: ScopedCall | undefined;
}

/** One incoming request: the channel that it came over, and its id there. */
export interface ScopedCall {
  /** Empty once the request has ended. */
  readonly entry: ScopeEntry;
  readonly channel: object;
  readonly id: number;
  /** Fires when the request is cancelled. */
  readonly signal: AbortSignal;
  /** What the peer asks for, as `service.call` or `host.call getMemories`. */
  readonly asks: string;
  /** The call of ours inside which the peer made this request. */
  readonly inside: OutgoingCall | undefined;
  /** How many requests are nested, this one included. */
  readonly depth: number;
}

/** A call of ours that is under way. */
export interface OutgoingCall {
  readonly type: string;
  readonly fields: object;
  /** Whom it was made to. */
  readonly place: CallPlace;
  /** The scope in which it was made, until that has ended: requests that the peer makes inside the call work in it too. */
  readonly scope: ScopedCall | undefined;
  /** What else was current then. */
  readonly context: CallContext | undefined;
  /** Its deadline, ms. */
  readonly timeoutMs: number;
  readonly hasEnded: boolean;
}

/** Runs work as if it were called where the context was taken. */
export type CallContext = <Result>(work: () => Result) => Result;

/** Carries the current call through awaits. */
export interface CallScope {
  /** With `context` the work sees what the code around the enclosing call had put into its own scopes. */
  run<Result>(entry: ScopeEntry, context: CallContext | undefined, work: () => Result): Result;
  /** The request inside which the code works; none once that has ended. */
  current(): ScopedCall | undefined;
  /** What is current besides: nothing where only this scope exists. */
  context(): CallContext | undefined;
}

/** The innermost request of this channel inside which the scope works. */
export function requestOf(channel: object, scoped: ScopedCall | undefined): ScopedCall | undefined {
  let at = scoped;
  while (at !== undefined && at.channel !== channel) at = at.inside?.scope;
  return at;
}

/** Whether the scope works inside a call of that type that we made over this channel. */
export function isInside(channel: object, type: string, scoped: ScopedCall | undefined): boolean {
  for (let at = scoped; at !== undefined; at = at.inside?.scope)
    if (at.channel === channel && at.inside?.type === type) return true;
  return false;
}

/** Every call of ours around the scope, the outermost first. */
export function callsAround(scoped: ScopedCall | undefined): OutgoingCall[] {
  const calls: OutgoingCall[] = [];
  for (let at = scoped; at !== undefined; at = at.inside?.scope)
    if (at.inside !== undefined) calls.unshift(at.inside);
  return calls;
}

/** Who called whom, as `action A of "x" (python) → host.call processActions → action B of "y" (rust)`; long ones without their middle. */
export function chainText(scoped: ScopedCall | undefined): string {
  const steps: string[] = [];
  for (let at = scoped; at !== undefined; at = at.inside?.scope) {
    steps.unshift(at.asks);
    if (at.inside !== undefined) steps.unshift(placeText(at.inside));
  }
  const left = steps.length - MAX_STEPS;
  if (left > 0) steps.splice(MAX_STEPS / 2, left, `${left} more`);
  return steps.join(" → ");
}

const MAX_STEPS = 12;

export function placeText({ type, place }: OutgoingCall): string {
  const { component = type, plugin, language } = place;
  if (plugin === undefined) return component;
  return `${component} of "${plugin}"${language === undefined ? "" : ` (${language})`}`;
}
