// A value, where it stands in the script, and what may be asked of it. Every refusal is worded here or passed to fail() or problem().

import { clauses, fold } from "./words.ts";

export class ScriptError extends Error {
  override name = "ScriptError";
}

export interface Place {
  path: string;
  /** Undefined when the member is missing. */
  value: unknown;
}

export type AtLeastOne<T> = readonly [T, ...T[]];

export function member(place: Place, name: string): Place {
  const { path, value } = place;
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(place, "must be an object");
  const own = new Map<string, unknown>(Object.entries(value));
  return { path: `${path}.${name}`, value: own.get(name) };
}

export function items(place: Place): Place[] {
  if (!Array.isArray(place.value)) fail(place, "must be an array");
  return place.value.map((value: unknown, index) => ({ path: `${place.path}[${index}]`, value }));
}

export function someItems(place: Place): AtLeastOne<Place> {
  const [first, ...rest] = items(place);
  return first ? [first, ...rest] : fail(place, "must have at least one item");
}

export function mapSome<T>(place: Place, read: (item: Place) => T): AtLeastOne<T> {
  const [first, ...rest] = someItems(place);
  return [read(first), ...rest.map((item) => read(item))];
}

export function text(place: Place): string {
  const { value } = place;
  return typeof value === "string" && value !== ""
    ? value.toWellFormed()
    : fail(place, "must be a non-empty string");
}

export function phrase(place: Place): string {
  const words = text(place);
  return isPhrase(words) ? words : fail(place, "must be words, one space apart");
}

export function lowerPhrase(place: Place): string {
  const words = text(place);
  const isRight = isPhrase(words) && fold(words) === words;
  return isRight ? words : fail(place, "must be lower-case words, one space apart");
}

export function lowerWord(place: Place): string {
  const word = text(place);
  return isLowerWord(word) ? word : fail(place, "must be one lower-case word");
}

export function isLowerWord(source: string): boolean {
  return isPhrase(source) && !source.includes(" ") && fold(source) === source;
}

export function once(isTaken: boolean, place: Place): void {
  if (isTaken) fail(place, "must be used once only");
}

export function fail(place: Place, rule: string): never {
  throw new ScriptError(`Cannot load the ELIZA script as ${problem(place, rule)}`);
}

/** What is wrong with a value that breaks the rule. */
export function problem({ path, value }: Place, rule: string): string {
  return value === undefined ? `${path} is missing` : `${path} ${rule}: current value is ${show(value)}`;
}

// A phrase is what the engine itself would read as these words of one clause; nothing else could ever match.
function isPhrase(source: string): boolean {
  const [first, second] = clauses(source);
  return first !== undefined && second === undefined && first.join(" ") === source;
}

// Only what prints alike in all three languages is printed; the rest is named.
function show(value: unknown): string {
  if (typeof value === "string") return `"${value.toWellFormed()}"`;
  if (typeof value === "number") {
    const size = Math.abs(value);
    return size === 0 || (size >= 0.001 && size < 1e15) ? String(value) : "a number";
  }
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
