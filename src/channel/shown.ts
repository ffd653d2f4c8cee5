/** A value as text for an error: JSON, cut short. Whatever it is, showing it does not throw. */

const MAX_CHARS = 500;

export function shown(value: unknown, maxChars = MAX_CHARS): string {
  let text: string;
  try {
    text = JSON.stringify(value, withoutBytes) ?? String(value);
  } catch {
    // A cycle, a bigint, a toJSON that throws.
    text = Object.prototype.toString.call(value);
  }
  return text.length <= maxChars ? text : `${text.slice(0, maxChars)}… (${text.length} characters)`;
}

/** Megabytes of bytes are not worth their JSON. */
function withoutBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `${value.length} bytes` : value;
}
