/** The work of `validate`: all that is wrong with one manifest, whether it can be read at all or not. */
import { isMap } from "../channel/values.ts";
import { COMPONENT_KINDS, type ComponentKind } from "../contract/component-kinds.ts";
import { describeFault, findFaults } from "../contract/manifest.ts";
import { messageOf } from "../errors.ts";
import { manifestIn, readManifestFile } from "../interop/manifest-file.ts";

export interface FileReport {
  file: string;
  errors: Report[];
  warnings: string[];
  /** The kinds of components that it names, which only the plugin itself can confirm. */
  notCompared: string[];
}

/** One broken rule. `value` is null where nothing is there. */
export interface Report {
  path: string;
  value: unknown;
  expected: string;
  message: string;
}

/** @param named a manifest, or a folder that holds one as plugin.json */
export function reportOn(named: string): FileReport {
  const file = manifestIn(named) ?? named;
  const text = readText(file);
  if (typeof text !== "string") return { file, errors: [text], warnings: [], notCompared: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const report = { path: "$", value: text.slice(0, 80), expected: "expected JSON" };
    return {
      file,
      errors: [{ ...report, message: `It is not JSON: ${messageOf(error)}` }],
      warnings: [],
      notCompared: [],
    };
  }
  const { faults, warnings } = findFaults(value);
  const errors = faults.map((fault) => ({
    path: fault.path,
    value: fault.value ?? null,
    expected: fault.expected,
    message: describeFault(fault),
  }));
  const notCompared = COMPONENT_KINDS.map(([kind]) => kind).filter((kind) => namesAny(value, kind));
  return { file, errors, warnings, notCompared };
}

function namesAny(manifest: unknown, kind: ComponentKind): boolean {
  const named = isMap(manifest) ? manifest[kind] : undefined;
  return Array.isArray(named) && named.length > 0;
}

function readText(file: string): string | Report {
  const read = readManifestFile(file);
  if (typeof read === "string") return read;
  const message = `It cannot be loaded: ${read.reason}`;
  return { path: "$", value: file, expected: "expected a file that can be read", message };
}
