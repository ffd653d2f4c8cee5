/** Manifests checked against the schema. Reading files is the business of interop/; this page runs in a browser too. */
import { errorOf, type ManifestError, messageOf } from "../errors.ts";
import { COMPONENT_KINDS, identityOf } from "./component-kinds.ts";
import { INTEROP_FIELDS, MANIFEST_FIELDS } from "./generated/messages.ts";
import type { Manifest } from "./generated/types.ts";
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
    remedy: fault.value === undefined ? `Add ${fault.path}` : `Mend ${fault.path}: ${fault.expected}`,
  });
}

/** As `$.interop.protocol is "wsam", expected one of native, wasm, ffi, ipc`. */
export function describeFault({ path, value, expected }: Fault): string {
  const shown = value === undefined ? "missing" : (JSON.stringify(value) ?? String(value));
  return `${path} is ${shown.length > 120 ? `${shown.slice(0, 120)}…` : shown}, ${expected}`;
}

/** Every fault and every unknown field. */
export function findFaults(value: unknown): Findings {
  const isValid = validateManifest(value);
  const faults: Fault[] = [];
  for (const error of (isValid ? [] : validateManifest.errors) ?? []) {
    if (saysNothingNew(error, value)) continue;
    const fault = faultOf(error, value);
    if (!faults.some((known) => known.path === fault.path && known.expected === fault.expected))
      faults.push(fault);
  }
  if (isValid) faults.push(...repeatedNames(value as Manifest));
  return { faults, warnings: unknownFields(value) };
}

/** What JSON Schema cannot say: that a name stands once within its kind. Routes differ by type and path together. */
function repeatedNames(manifest: Manifest): Fault[] {
  const faults: Fault[] = [];
  for (const [kind, key] of COMPONENT_KINDS) {
    const seen = new Map<string, number>();
    for (const [index, component] of (manifest[kind] ?? []).entries()) {
      const named = component as unknown as Record<string, unknown>;
      const identity = identityOf(kind, named);
      const first = seen.get(identity);
      if (first === undefined) seen.set(identity, index);
      else
        faults.push({
          path: `$.${kind}[${index}].${key}`,
          value: named[key],
          expected: `expected a ${key} of its own, as $.${kind}[${first}] has this one`,
        });
    }
  }
  return faults;
}

type SchemaError = NonNullable<typeof validateManifest.errors>[number];

/**
 * Whether another error says the same: a failed `if` what its parts say, one artefact of a choice what the choice says; and
 * without a protocol each protocol's artefacts seem to be missing.
 */
function saysNothingNew({ keyword, schemaPath }: SchemaError, root: unknown): boolean {
  if (keyword === "if" || schemaPath.includes("/anyOf/")) return true;
  return schemaPath.includes("/then/") && valueAt(root, "/interop/protocol") === undefined;
}

function faultOf(error: SchemaError, root: unknown): Fault {
  const { keyword, instancePath, params } = error;
  const path = `$${instancePath.split("/").slice(1).map(unescaped).map(step).join("")}`;
  const expected = `expected ${expectationOf(error)}${reasonOf(error, root)}`;
  if (keyword === "required")
    return { path: path + step(params.missingProperty), value: undefined, expected };
  return { path, value: valueAt(root, instancePath), expected };
}

function expectationOf({ keyword, schemaPath, params, message }: SchemaError): string {
  switch (keyword) {
    case "required":
      return "a value";
    case "enum":
      return `one of ${params.allowedValues.join(", ")}`;
    case "type":
      return [params.type].flat().join(" or ");
    case "anyOf":
      return `one of ${IPC_ARTEFACTS.join(", ")} in it`;
    case "pattern":
      return FORMS[schemaPath.split("/").at(-2) ?? ""] ?? `text that matches ${params.pattern}`;
    case "minLength":
      return `at least ${counted(params.limit, "character")}`;
    case "maxLength":
      return `at most ${counted(params.limit, "character")}`;
    case "minItems":
      return `at least ${counted(params.limit, "item")}`;
    case "uniqueItems":
      return `items that differ, yet ${[params.i, params.j]
        .sort()
        .map((index) => `[${index}]`)
        .join(" and ")} are equal`;
    default:
      return `what ${message ?? keyword}`;
  }
}

const IPC_ARTEFACTS = ["ipcCommand", "moduleName", "modulePath", "sharedLibPath", "wasmPath"];

/** What the patterns of the schema mean, by the definition or field that has one. */
const FORMS: Record<string, string> = {
  pluginName: "a name of npm, PyPI or crates.io form, such as plugin-echo or @acme/plugin-echo",
  pluginVersion: "a version of SemVer or PEP 440 form, such as 1.2.0",
  environmentName: "letters, digits and _ without a digit in front, such as API_KEY",
  permission: "a permission such as memory:read, models:TEXT_* or settings:NAME",
  moduleName: "a Python module as module or module:attribute, such as acme.echo:plugin",
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Why an artefact is needed, where the schema's if/then asks for one. */
function reasonOf(error: SchemaError, root: unknown): string {
  if (!error.schemaPath.includes("/then/")) return "";
  return ` as $.interop.protocol is ${JSON.stringify(valueAt(root, "/interop/protocol"))}`;
}

function unescaped(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** As `.name`, `[0]` or `["a key"]`. */
function step(key: string): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[unescaped(key)];
  }
  return at;
}

function unknownFields(manifest: unknown): string[] {
  const interop = (manifest as Partial<Manifest> | null)?.interop;
  return [...unknownIn(manifest, MANIFEST_FIELDS, "$"), ...unknownIn(interop, INTEROP_FIELDS, "$.interop")];
}

function unknownIn(value: unknown, known: readonly string[], path: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) => {
      const suggestion = closest(field, known);
      const hint = suggestion === undefined ? "" : `: did you mean ${suggestion}?`;
      return `${path}.${field} is not a field of a manifest${hint}`;
    });
}
