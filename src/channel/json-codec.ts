/**
 * Messages as JSON text, for guests in this process. The common message goes through the engine's own stringify and
 * parse; what JSON lacks (bytes, lone surrogates) takes the slow path. PROTOCOL.md §1 has the rules.
 */
import { errorOf, messageOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { faultOf, scannedValues } from "./json-scan.ts";
import type { Codec } from "./transport.ts";
import { isPlain, tooManyValues, toWire } from "./values.ts";

const encoder = new TextEncoder();

/** Between host and an in-process guest. */
export const jsonCodec: Codec<string> = {
  encode(message) {
    const text = JSON.stringify(isPlain(message) ? message : escapeDollars(toWire(message)));
    // What we made ourselves is no deeper than it may be.
    if (faultOf(text) !== undefined) throw tooManyValues();
    return text;
  },

  decode(text) {
    const fault = faultOf(text);
    if (fault !== undefined) throw violation(fault);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw violation(`JSON: ${messageOf(error)}`, text);
    }
    if (SUSPECT.test(text)) return unescapeDollars(value, 0);
    if (isContainer(value) && isDeeper(value, LIMITS.maxDepth)) throw tooDeep();
    return value;
  },

  // Bytes, but counted only where the text could come near to the cap.
  sizeOf: (text) => (text.length * 3 <= LIMITS.maxFrameBytes ? text.length : encoder.encode(text).length),
  decodedSize: (text) => text.length + scannedValues * LIMITS.valueBytes,
};

/** A lone `$` key, or the forbidden one. A guest of its own making may spell them with escapes: those take the slow path too. */
const SUSPECT = /"\$|\\u|__proto__/;

/** The value with bytes as `{"$bytes": base64}` and one more `$` before a lone key that begins with one. */
function escapeDollars(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: value.toBase64() };
  if (Array.isArray(value)) return value.map(escapeDollars);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const lone = entries.length === 1;
  return Object.fromEntries(
    entries.map(([key, item]) => [lone && key.startsWith("$") ? `$${key}` : key, escapeDollars(item)]),
  );
}

function unescapeDollars(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Array.isArray(value) ? [] : Object.entries(value);
  const [first] = entries;
  // Before the depth is looked at: bytes are no level of their own.
  if (entries.length === 1 && first?.[0] === "$bytes") return bytesOf(first[1]);
  if (depth >= LIMITS.maxDepth) throw tooDeep();
  if (Array.isArray(value)) return value.map((item) => unescapeDollars(item, depth + 1));
  const lone = entries.length === 1;
  return Object.fromEntries(
    entries.map(([key, item]) => {
      if (key === "__proto__") throw violation("free of the key __proto__");
      return [lone && key.startsWith("$$") ? key.slice(1) : key, unescapeDollars(item, depth + 1)];
    }),
  );
}

function bytesOf(base64: unknown): Uint8Array {
  if (typeof base64 === "string") {
    try {
      return Uint8Array.fromBase64(base64, { lastChunkHandling: "strict" });
    } catch {
      // Told below, with the value.
    }
  }
  throw violation(`base64 under $bytes`, JSON.stringify(base64));
}

/** Whether a container has more than so many levels. Only containers are stepped into: most values are none. */
function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isContainer(item) && isDeeper(item, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (isContainer(item) && isDeeper(item, levels - 1)) return true;
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function tooDeep(): Error {
  return violation(`at most ${LIMITS.maxDepth} levels deep`);
}

function violation(rule: string, value?: string): Error {
  const shown = value === undefined ? "" : `: current value is ${value.slice(0, 200)}`;
  return errorOf("protocol_violation", `Cannot read a message as it must be ${rule}${shown}`, { value });
}
