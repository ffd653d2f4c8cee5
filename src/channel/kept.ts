/** What is kept of a peer's message after it has been handled: no more of it than a cap. */

/** At most the first `maxChars` of a text. */
export function clipped(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : copyOf(text.slice(0, maxChars));
}

/** The text in memory of its own, lone surrogates as U+FFFD: the engine's `slice` and `split` hold on to the whole text that they cut from. */
export function copyOf(text: string): string {
  return decoder.decode(encoder.encode(text));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Whether a decoded value takes about `maxChars` at most. It is looked at no further than that. */
export function isWithin(value: unknown, maxChars: number): boolean {
  return roomAfter(value, maxChars) >= 0;
}

/** What a number, or an empty container, takes. */
const VALUE_CHARS = 8;

/** What is left of a number of characters beside a value; negative where it is too large. */
export function roomAfter(value: unknown, room: number): number {
  if (typeof value === "string" || value instanceof Uint8Array) return room - value.length;
  if (typeof value !== "object") return room - VALUE_CHARS;
  let left = room - VALUE_CHARS;
  for (const key in value) {
    left = roomAfter((value as Record<string, unknown>)[key], left - key.length);
    if (left < 0) break;
  }
  return left;
}
