/** A value as text for an error: JSON, cut short. Whatever it is, showing it does not throw, and costs no more than what is shown. */
import { copyOf } from "./kept.ts";

const MAX_CHARS = 500;

export function shown(value: unknown, maxChars = MAX_CHARS): string {
  let text: string;
  try {
    text = JSON.stringify(beginning(value, { chars: maxChars + 1 })) ?? String(value);
  } catch {
    // A cycle, a bigint, a toJSON that throws.
    text = Object.prototype.toString.call(value);
  }
  return text.length <= maxChars ? text : `${copyOf(text.slice(0, maxChars))}…`;
}

/** As much of a value as takes so many characters at least, where it has more. What a stranger sends may take hundreds of megabytes. */
function beginning(value: unknown, left: { chars: number }): unknown {
  if (typeof value === "string") {
    const begun = value.length > left.chars ? copyOf(value.slice(0, Math.max(0, left.chars))) : value;
    left.chars -= begun.length;
    return begun;
  }
  left.chars -= 1;
  if (typeof value !== "object" || value === null) return value;
  // Megabytes of bytes are not worth their JSON.
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let at = 0; at < value.length && left.chars > 0; at++) items.push(beginning(value[at], left));
    return items;
  }
  if (typeof (value as { toJSON?: unknown }).toJSON === "function") return value;
  const map: Record<string, unknown> = {};
  for (const key in value) {
    if (left.chars <= 0) break;
    left.chars -= key.length;
    map[key] = beginning((value as Record<string, unknown>)[key], left);
  }
  return map;
}
