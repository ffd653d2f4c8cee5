/** The rules of a JSON schema: each keyword that can refuse a value, by its place, as `#/$defs/path/minLength`. */

export type Schema = Record<string, unknown>;

/** Keywords that say nothing of what is valid. */
const SILENT = new Set(["title", "description", "if"]);
/** Keywords that are a rule by themselves. A `$ref` is one, as it can be taken away. */
const PLAIN = new Set([
  "type",
  "enum",
  "pattern",
  "minLength",
  "maxLength",
  "minItems",
  "uniqueItems",
  "anyOf",
]);

/**
 * Every rule under one definition, and under those that it refers to.
 * @throws Error for a keyword that this walk does not know: it would be a rule without a fixture
 */
export function rulesOf(root: Schema, place: string, seen = new Set<string>()): string[] {
  if (seen.has(place)) return [];
  seen.add(place);
  return Object.entries(at(root, place) as Schema).flatMap(([keyword, value]) => {
    const here = `${place}/${keyword}`;
    if (SILENT.has(keyword)) return [];
    if (PLAIN.has(keyword)) return [here];
    if (keyword === "$ref") return [here, ...rulesOf(root, value as string, seen)];
    if (keyword === "required") return (value as string[]).map((name) => `${here}/${name}`);
    if (keyword === "properties" || keyword === "allOf")
      return Object.keys(value as object).flatMap((key) => rulesOf(root, `${here}/${key}`, seen));
    if (["items", "additionalProperties", "then"].includes(keyword)) return rulesOf(root, here, seen);
    throw new Error(`${here} is a keyword that this walk does not know`);
  });
}

/** A copy of the schema without one rule. */
export function withoutRule(root: Schema, rule: string): Schema {
  const copy = structuredClone(root);
  const cut = rule.lastIndexOf("/");
  const [parent, key] = [at(copy, rule.slice(0, cut)), rule.slice(cut + 1)];
  if (Array.isArray(parent)) parent.splice(parent.indexOf(key), 1);
  else delete (parent as Schema)[key];
  return copy;
}

function at(root: Schema, place: string): unknown {
  let value: unknown = root;
  for (const key of place.split("/").slice(1)) value = (value as Schema)[key];
  return value;
}
