/**
 * Any value as JSON text, for storage and for what the command line prints. It never refuses: a result that a plugin gave must
 * be shown, whatever it holds. What crosses to a guest has rules of its own, in channel/values.ts.
 */
import { LIMITS } from "../limits.ts";

/** Cycles, functions and what is too deep are left out; bytes are `{"$bytes": base64}`, as between host and guest. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(plainCopy(value), null, indent);
}

/** What `jsonText` shows, as a value of its own: later changes of the original are not seen in it. */
export function plainCopy(value: unknown): unknown {
  const copy = copyOf(value, []);
  return copy === LEFT_OUT ? null : copy;
}

const LEFT_OUT = Symbol("left out");

function copyOf(value: unknown, parents: object[]): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case "object":
      return value === null ? null : objectCopy(value, parents);
    default:
      return LEFT_OUT;
  }
}

function objectCopy(value: object, parents: object[]): unknown {
  if (value instanceof Error) return value.message;
  if (value instanceof ArrayBuffer) return { $bytes: new Uint8Array(value).toBase64() };
  if (ArrayBuffer.isView(value))
    return { $bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength).toBase64() };
  if (parents.length >= LIMITS.maxDepth || parents.includes(value)) return LEFT_OUT;
  const within = [...parents, value];
  if (Array.isArray(value)) return Array.from(value, (item) => orNull(copyOf(item, within)));
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === "function") return copyOf(toJSON.call(value), within);
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const plain = copyOf(item, within);
    // Not by assignment: `__proto__` would set the prototype.
    if (plain !== LEFT_OUT) Object.defineProperty(copy, key, { value: plain, ...OWN });
  }
  return copy;
}

const OWN = { enumerable: true, writable: true, configurable: true };

function orNull(value: unknown): unknown {
  return value === LEFT_OUT ? null : value;
}
