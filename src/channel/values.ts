/**
 * Which values may leave this language, and as what: the table of PROTOCOL.md §1. Both codecs call it for
 * messages that a plain walk could not wave through.
 */
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";

/** Whether a value is a map of the contract: no array, no bytes, not null. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

/**
 * Whether the value can be sent as it is: null, booleans, finite numbers, well-formed strings, dense arrays and plain maps of such, at
 * most `depth` levels of them. False only means that `toWire` must look.
 */
export function isPlain(value: unknown, depth: number = LIMITS.maxDepth): boolean {
  switch (typeof value) {
    case "string":
      return value.isWellFormed();
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (depth > 0 && isPlainContainer(value, depth - 1));
    default:
      return false;
  }
}

function isPlainContainer(value: object, depth: number): boolean {
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlain(item, depth)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let keys = 0;
  let only = "";
  for (const key in value) {
    if (key === "__proto__" || key === "toJSON" || !key.isWellFormed()) return false;
    if (!isPlain((value as Record<string, unknown>)[key], depth)) return false;
    only = key;
    keys++;
  }
  return keys !== 1 || only.charCodeAt(0) !== DOLLAR;
}

const DOLLAR = 36;

/**
 * A copy that holds only what may cross; bytes stay `Uint8Array`.
 * @throws CallError `value_refused` with the place, for what is refused rather than left out
 */
export function toWire(value: unknown): unknown {
  const converted = convert(value, "$", []);
  return converted === LEFT_OUT ? null : converted;
}

const LEFT_OUT = Symbol("left out");

function convert(value: unknown, path: string, parents: object[]): unknown {
  switch (typeof value) {
    case "string":
      return value.toWellFormed();
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "bigint":
      return convertBigInt(value, path);
    case "object":
      return value === null ? null : convertObject(value, path, parents);
    default:
      return LEFT_OUT;
  }
}

function convertBigInt(value: bigint, path: string): number {
  const number = Number(value);
  if (Math.abs(number) <= 2 ** 53) return number;
  throw refused(path, `an integer within ±2^53: current value is ${value}`, value);
}

function convertObject(value: object, path: string, parents: object[]): unknown {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
  if (value instanceof DataView) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return value.message.toWellFormed();
  if (parents.includes(value)) throw refused(path, "free of cycles: it holds itself", undefined);
  if (parents.length >= LIMITS.maxDepth)
    throw refused(path, `at most ${LIMITS.maxDepth} levels deep`, undefined);
  parents.push(value);
  try {
    if (Array.isArray(value)) return convertArray(value, path, parents);
    if (ArrayBuffer.isView(value)) return convertView(value, path, parents);
    if (typeof (value as { toJSON?: unknown }).toJSON === "function")
      return convert((value as { toJSON(): unknown }).toJSON(), path, parents);
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || isRootPrototype(prototype) ? convertMap(value, path, parents) : LEFT_OUT;
  } finally {
    parents.pop();
  }
}

/** `Object.prototype`, of whichever realm. */
function isRootPrototype(prototype: object): boolean {
  return prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** All other views than those of bytes are arrays of numbers, such as an embedding. */
function convertView(view: ArrayBufferView, path: string, parents: object[]): unknown {
  const items = Array.from(view as unknown as ArrayLike<number | bigint>);
  return items.every(Number.isFinite) ? items : convertArray(items, path, parents);
}

function convertArray(items: readonly unknown[], path: string, parents: object[]): unknown[] {
  const converted: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = convert(items[index], `${path}[${index}]`, parents);
    converted.push(item === LEFT_OUT ? null : item);
  }
  return converted;
}

function convertMap(map: object, path: string, parents: object[]): Record<string, unknown> {
  const converted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(map)) {
    if (key === "__proto__") continue;
    const item = convert(value, `${path}.${key}`, parents);
    if (item !== LEFT_OUT) converted[key.toWellFormed()] = item;
  }
  return converted;
}

/** For a codec, which counts them in what it has encoded. */
export function tooManyValues(): Error {
  return refused("the message", `of at most ${LIMITS.maxValues} values`, undefined);
}

function refused(path: string, rule: string, value: unknown): Error {
  return errorOf("value_refused", `Cannot send ${path} as it must be ${rule}`, { path, value });
}
