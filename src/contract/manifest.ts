/** Manifests checked against the schema. Reading files is the business of interop/; this page runs in a browser too. */
import { errorOf, type ManifestError, messageOf } from "../errors.ts";
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
