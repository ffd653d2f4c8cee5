/**
 * Manifests: checking one against the schema, and against what the guest says of itself. Reading files is the business of
 * interop/; this page runs in a browser too.
 */
import { errorOf, type ManifestError, messageOf } from "../errors.ts";
import type { GuestManifest, Manifest } from "./generated/types.ts";
import { validateManifest } from "./generated/validators.js";
import { closest } from "./suggestion.ts";

export type { GuestManifest, Manifest } from "./generated/types.ts";

/** One broken rule: where, what is there, what was expected. */
export interface Fault {
  /** As `$.interop.protocol`. */
  path: string;
  value: unknown;
  /** As `expected one of native, wasm, ffi, ipc`. */
  expected: string;
}

/** What a check of a manifest found. Warnings are unknown fields; they do not keep it from loading. */
export interface Findings {
  faults: Fault[];
  warnings: string[];
}

/**
 * Parses and checks the text of a manifest.
 * @throws ManifestError `manifest_not_json` or `manifest_invalid`, with the first fault's place and the number of all
 */
export function parseManifest(text: string, file: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw errorOf("manifest_not_json", `Cannot load ${file} as it is not JSON: ${messageOf(error)}`, {
      file,
      value: text.slice(0, 80),
      remedy: "Mend the JSON; comments and trailing commas are not allowed",
    });
  }
  return checkManifest(value, file);
}

/** The same for a value that was parsed already. */
export function checkManifest(value: unknown, file: string): Manifest {
  const { faults } = findFaults(value);
  const [first] = faults;
  if (first === undefined) return value as Manifest;
  throw faultError(first, file, faults.length - 1);
}

/** The error for one fault. `others`: how many more there are. */
export function faultError(fault: Fault, file: string, others = 0): ManifestError {
  const more = others === 0 ? "" : ` (and ${others} more: run elizaos-interop validate)`;
  return errorOf("manifest_invalid", `Cannot load ${file}: ${describeFault(fault)}${more}`, {
    file,
    path: fault.path,
    value: fault.value,
    remedy: `Set ${fault.path} to what is ${fault.expected}`,
  });
}

/** As `$.interop.protocol is "wsam", expected one of native, wasm, ffi, ipc`. */
export function describeFault({ path, value, expected }: Fault): string {
  const shown = value === undefined ? "missing" : (JSON.stringify(value)?.slice(0, 120) ?? String(value));
  return `${path} is ${shown}, ${expected}`;
}

/** Every fault and every unknown field. */
export function findFaults(value: unknown): Findings {
  if (validateManifest(value)) return { faults: [], warnings: unknownFields(value as Manifest) };
  const faults: Fault[] = [];
  for (const error of validateManifest.errors ?? []) {
    // A failed branch of if/then and anyOf repeats what its parts say, but for the choice of artefacts.
    if (error.keyword === "if") continue;
    const fault = faultOf(error, value);
    if (!faults.some((known) => known.path === fault.path && known.expected === fault.expected))
      faults.push(fault);
  }
  return { faults, warnings: [] };
}

type SchemaError = NonNullable<typeof validateManifest.errors>[number];

function faultOf(error: SchemaError, root: unknown): Fault {
  const path = `$${error.instancePath.replace(/\/(\d+)(?=\/|$)/g, "[$1]").replaceAll("/", ".")}`;
  const value = valueAt(root, error.instancePath);
  const { params } = error;
  switch (error.keyword) {
    case "required":
      return {
        path: `${path}.${params.missingProperty}`,
        value: undefined,
        expected: `expected a value${needOf(error, root)}`,
      };
    case "enum":
      return { path, value, expected: `expected one of ${params.allowedValues.join(", ")}` };
    case "const":
      return { path, value, expected: `expected ${JSON.stringify(params.allowedValue)}` };
    case "type":
      return { path, value, expected: `expected ${[params.type].flat().join(" or ")}` };
    case "anyOf":
      return {
        path,
        value,
        expected: "expected one of ipcCommand, moduleName, modulePath, sharedLibPath, wasmPath",
      };
    case "pattern":
      return { path, value, expected: `expected a text of the form ${params.pattern}` };
    case "uniqueItems":
      return { path, value, expected: `expected items that differ: ${params.j} and ${params.i} are equal` };
    default:
      return { path, value, expected: `expected what ${error.message ?? error.keyword}` };
  }
}

/** Why an artefact is needed, where the schema's if/then asks for one. */
function needOf(error: SchemaError, root: unknown): string {
  if (!error.schemaPath.includes("/then/")) return "";
  return ` as $.interop.protocol is ${JSON.stringify(valueAt(root, "/interop/protocol"))}`;
}

function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return at;
}

const MANIFEST_FIELDS = [
  "$schema",
  "name",
  "description",
  "version",
  "language",
  "interop",
  "config",
  "permissions",
  "dependencies",
  "priority",
  "actions",
  "providers",
  "evaluators",
  "services",
  "routes",
  "events",
  "models",
];
const INTEROP_FIELDS = [
  "protocol",
  "modulePath",
  "wasmPath",
  "sharedLibPath",
  "moduleName",
  "ipcCommand",
  "python",
  "env",
];

function unknownFields(manifest: Manifest): string[] {
  const check = (value: object, known: string[], path: string) =>
    Object.keys(value)
      .filter((field) => !known.includes(field))
      .map((field) => {
        const suggestion = closest(field, known);
        return `${path}.${field} is not a field of a manifest${suggestion === undefined ? "" : `: did you mean ${suggestion}?`}`;
      });
  return [...check(manifest, MANIFEST_FIELDS, "$"), ...check(manifest.interop, INTEROP_FIELDS, "$.interop")];
}

/** The kinds of components in a manifest, and the field that names each. */
export const COMPONENT_KINDS = [
  ["actions", "name"],
  ["providers", "name"],
  ["evaluators", "name"],
  ["services", "name"],
  ["routes", "path"],
  ["events", "name"],
  ["models", "type"],
] as const;

/** The kinds of components that cross between host and guest in this version. */
const CROSSING: readonly string[] = ["actions", "providers"];

/** The kinds that somebody names and that do not cross: to be told, not to be lost in silence. */
export function kindsLeftOut(
  components: Partial<Record<(typeof COMPONENT_KINDS)[number][0], unknown>>,
): string[] {
  return COMPONENT_KINDS.map(([kind]) => kind).filter((kind) => {
    const named = components[kind];
    const count = Array.isArray(named) ? named.length : Object.keys(named ?? {}).length;
    return count > 0 && !CROSSING.includes(kind);
  });
}

export function leftOutMessage(plugin: string, kinds: readonly string[]): string {
  return `The ${kinds.join(", ")} of the plugin ${plugin} are left out: only ${CROSSING.join(" and ")} cross in this version`;
}

/**
 * Where a manifest and its guest contradict each other. Only what both say is compared; `interop` and `config` are the
 * manifest's own.
 */
export function differences(manifest: Manifest, guest: GuestManifest): string[] {
  const found: string[] = [];
  for (const field of ["name", "version", "language", "description"] as const) {
    if (guest[field] !== undefined && guest[field] !== manifest[field])
      found.push(
        `$.${field} is ${JSON.stringify(manifest[field])}, the guest says ${JSON.stringify(guest[field])}`,
      );
  }
  for (const [kind, key] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = guest[kind] as unknown as Definition[] | undefined;
    if (ours !== undefined && theirs !== undefined) found.push(...differencesOfKind(kind, key, ours, theirs));
  }
  return found;
}

/** What both say together: the manifest's word, and the guest's where the manifest is silent. */
export function mergeManifests(manifest: Manifest | undefined, guest: GuestManifest): GuestManifest {
  if (manifest === undefined) return guest;
  const merged: Record<string, unknown> = { ...guest, ...manifest };
  for (const [kind, key] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = (guest[kind] ?? []) as unknown as Definition[];
    if (ours !== undefined)
      merged[kind] = ours.map((one) => ({ ...theirs.find((other) => other[key] === one[key]), ...one }));
  }
  return merged as unknown as GuestManifest;
}

type Definition = Record<string, unknown>;

function differencesOfKind(kind: string, key: string, ours: Definition[], theirs: Definition[]): string[] {
  const found: string[] = [];
  for (const definition of ours) {
    const name = definition[key];
    const twin = theirs.find((candidate) => candidate[key] === name);
    if (twin === undefined) {
      found.push(`$.${kind} has ${JSON.stringify(name)}, the guest has not`);
      continue;
    }
    for (const field of Object.keys(definition)) {
      const [mine, its] = [JSON.stringify(definition[field]), JSON.stringify(twin[field])];
      if (its !== undefined && its !== mine)
        found.push(`$.${kind} ${JSON.stringify(name)}: ${field} is ${mine}, the guest says ${its}`);
    }
  }
  for (const definition of theirs) {
    if (!ours.some((candidate) => candidate[key] === definition[key]))
      found.push(`the guest has ${JSON.stringify(definition[key])}, $.${kind} has not`);
  }
  return found;
}
