/**
 * Any value as JSON text, for storage and for what the command line prints. It never refuses: a result that a plugin gave must
 * be shown, whatever it holds. What crosses to a guest has rules of its own, in channel/values.ts.
 */
import { LIMITS } from "../limits.ts";

/** Cycles, functions and what is too deep are left out; bytes are `{"$bytes": base64}`, as between host and guest. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(plainCopy(value), null, indent);
}

/**
 * What `jsonText` shows, as a value of its own: later changes of the original are not seen in it. Of more than
 * `maxValues` values, all levels counted, the rest is left out.
 */
export function plainCopy(value: unknown, maxValues = Number.POSITIVE_INFINITY): unknown {
  const copy = copyOrNothing(() => value, { parents: [], room: { values: maxValues } });
  return orNull(copy);
}

const LEFT_OUT = Symbol("left out");

interface Place {
  parents: readonly object[];
  /** How many values may still be copied. Shared by the whole copy. */
  room: { values: number };
}

/** Live objects have getters, and those may throw. */
function copyOrNothing(read: () => unknown, place: Place): unknown {
  if (place.room.values-- <= 0) return LEFT_OUT;
  try {
    return copyOf(read(), place);
  } catch {
    return LEFT_OUT;
  }
}

function copyOf(value: unknown, place: Place): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case "object":
      return value === null ? null : objectCopy(value, place);
    default:
      return LEFT_OUT;
  }
}

function objectCopy(value: object, { parents, room }: Place): unknown {
  if (value instanceof Error) return value.message;
  if (value instanceof ArrayBuffer) return { $bytes: new Uint8Array(value).toBase64() };
  if (ArrayBuffer.isView(value))
    return { $bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength).toBase64() };
  if (parents.length >= LIMITS.maxDepth || parents.includes(value)) return LEFT_OUT;
  const within = { parents: [...parents, value], room };
  if (Array.isArray(value)) return Array.from(value, (item) => orNull(copyOrNothing(() => item, within)));
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === "function") return copyOf(toJSON.call(value), within);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const plain = copyOrNothing(() => (value as Record<string, unknown>)[key], within);
    // Not by assignment: `__proto__` would set the prototype.
    if (plain !== LEFT_OUT) Object.defineProperty(copy, key, { value: plain, ...OWN });
  }
  return copy;
}

const OWN = { enumerable: true, writable: true, configurable: true };

function orNull(value: unknown): unknown {
  return value === LEFT_OUT ? null : value;
}
