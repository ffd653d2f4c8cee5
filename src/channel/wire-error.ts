/** Errors as the fields `code`, `message` and `details` of PROTOCOL.md §2, in both directions. */
import {
  type ErrorCode,
  type ErrorPlace,
  errorOf,
  isErrorCode,
  messageOf,
  PluginError,
  stackOf,
} from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { clipped, isWithin } from "./kept.ts";

/** What crosses of an error. */
export interface WireError {
  code: ErrorCode;
  message: string;
  details?: { traceback?: string; cause?: WireError; plugin?: string; language?: string };
}

/** How one end tells errors of its handlers. */
export interface ErrorVoice {
  /** The code of whatever a handler threw. */
  code: ErrorCode;
  /** Codes that say what became of the request itself: they stay on top. Any other becomes the cause of `code`. */
  own: ReadonlySet<ErrorCode>;
  /** Whether the peer is shown our stack: a guest shows its own, a host does not. */
  showsStack: boolean;
}

const COMMON: readonly ErrorCode[] = [
  "cancelled",
  "deadlock",
  "overloaded",
  "protocol_violation",
  "unsupported",
  "value_refused",
];

export const HOST_VOICE: ErrorVoice = {
  code: "host_failed",
  own: new Set([...COMMON, "host_failed", "permission_denied"]),
  showsStack: false,
};

export const GUEST_VOICE: ErrorVoice = {
  code: "handler_failed",
  own: new Set([...COMMON, "component_unknown", "crashed", "deadline", "handler_failed"]),
  showsStack: true,
};

const MAX_CAUSES = 8;

/** The wire form of anything thrown; texts are capped. A PluginError from beneath a handler becomes its cause. */
export function toWireError(thrown: unknown, voice: ErrorVoice): WireError {
  if (thrown instanceof PluginError && voice.own.has(thrown.code)) return wireOf(thrown, voice, 0);
  const wire: WireError = { code: voice.code, message: cap(messageOf(thrown)) };
  const details: NonNullable<WireError["details"]> = {};
  const stack = voice.showsStack ? stackOf(thrown) : undefined;
  if (stack !== undefined) details.traceback = cap(stack);
  const cause = thrown instanceof PluginError ? thrown : causeOf(thrown);
  if (cause !== undefined) details.cause = wireOf(cause, voice, 1);
  if (Object.keys(details).length > 0) wire.details = details;
  return wire;
}

function wireOf(thrown: unknown, voice: ErrorVoice, depth: number): WireError {
  const code = thrown instanceof PluginError ? thrown.code : voice.code;
  const wire: WireError = { code, message: cap(messageOf(thrown)) };
  const details: NonNullable<WireError["details"]> = {};
  if (thrown instanceof PluginError) {
    if (thrown.traceback !== undefined) details.traceback = cap(thrown.traceback);
    if (thrown.plugin !== undefined) details.plugin = thrown.plugin;
    if (thrown.language !== undefined) details.language = thrown.language;
  }
  // Of a long chain the middle is left out: its ends say who asked, and what went wrong.
  const cause = depth === MAX_CAUSES - 1 ? rootOf(thrown) : causeOf(thrown);
  if (cause !== undefined && depth < MAX_CAUSES) details.cause = wireOf(cause, voice, depth + 1);
  if (Object.keys(details).length > 0) wire.details = details;
  return wire;
}

/** The last cause of what was thrown, where it has one. */
function rootOf(thrown: unknown): unknown {
  let root: unknown;
  for (let at = causeOf(thrown), left = 1000; at !== undefined && left > 0; at = causeOf(at), left--)
    root = at;
  return root;
}

function causeOf(thrown: unknown): unknown {
  try {
    return thrown instanceof Error ? thrown.cause : undefined;
  } catch {
    // What was thrown is no ordinary object; it is told by its message alone.
    return undefined;
  }
}

/** The PluginError of an `error` or `failed` message; tolerates any shape, as the sender is a stranger. */
export function fromWireError(wire: Record<string, unknown>, place: ErrorPlace): PluginError {
  return read(wire, place, 0);
}

function read(wire: Record<string, unknown>, place: ErrorPlace, depth: number): PluginError {
  const details = mapOf(wire.details);
  const code = isErrorCode(wire.code) ? wire.code : "handler_failed";
  const message = typeof wire.message === "string" ? cap(wire.message) : "The other side gave no message";
  return errorOf(code, message, {
    ...place,
    plugin: stringOf(details.plugin) ?? place.plugin,
    language: stringOf(details.language) ?? place.language,
    path: stringOf(wire.path) ?? place.path,
    value: isWithin(wire.value, LIMITS.maxErrorTextChars) ? (wire.value ?? place.value) : undefined,
    remedy: stringOf(wire.remedy) ?? place.remedy,
    traceback: stringOf(details.traceback),
    cause: readCause(details.cause, depth),
  });
}

function readCause(cause: unknown, depth: number): PluginError | undefined {
  if (typeof cause !== "object" || cause === null || depth >= MAX_CAUSES) return undefined;
  return read(mapOf(depth === MAX_CAUSES - 1 ? rootOfWire(cause) : cause), {}, depth + 1);
}

/** The last cause of an error on the wire, whose depth the codec has bounded. */
function rootOfWire(wire: object): object {
  let root = wire;
  for (let at: unknown = wire; typeof at === "object" && at !== null; at = mapOf(mapOf(at).details).cause)
    root = at;
  return root;
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? cap(value) : undefined;
}

function cap(text: string): string {
  const { maxErrorTextChars } = LIMITS;
  return text.length <= maxErrorTextChars
    ? text
    : `${clipped(text, maxErrorTextChars)}… (${text.length} characters)`;
}
