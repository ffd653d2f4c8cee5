/** Each rule of a manifest has a manifest that breaks it, and an error that names the place, the value and the rule. */
import { expect, test } from "bun:test";
import Ajv2020 from "ajv/dist/2020.js";
import fc from "fast-check";
import { findFaults, parseManifest } from "../../../src/contract/manifest.ts";
import schema from "../../../src/contract/plugin.schema.json";
import { ManifestError } from "../../../src/errors.ts";
import brokenFile from "./broken.json";
import { rulesOf, type Schema, withoutRule } from "./rules.ts";

interface Broken {
  rule: string;
  change: unknown;
  path: string;
  expected: string;
}

const { base } = brokenFile;
const broken = brokenFile.broken as Broken[];
const { messages: _messages, ...$defs } = schema.$defs;
const manifestSchema: Schema = { $ref: "#/$defs/manifest", $defs };

/** The base with a change, as RFC 7386 merges; `lessBy` shortens the long texts. */
function changed(target: unknown, change: unknown, lessBy = 0): unknown {
  if (Array.isArray(change)) return change.map((item) => changed(undefined, item, lessBy));
  if (typeof change !== "object" || change === null) return change;
  if ("$repeat" in change) {
    const { $repeat, times, after = "" } = change as { $repeat: string; times: number; after?: string };
    return after + $repeat.repeat(times - lessBy);
  }
  const merged: Record<string, unknown> = { ...(target as object) };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete merged[key];
    else merged[key] = changed(merged[key], value, lessBy);
  }
  return merged;
}

/** The value at a path as faults name it. */
function valueAt(root: unknown, path: string): unknown {
  const keys = [...path.matchAll(/\.([\w$]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? index ?? "");
  let value = root;
  for (const key of keys) value = (value as Record<string, unknown>)[key];
  return value;
}

function errorOf(value: unknown): ManifestError {
  try {
    parseManifest(JSON.stringify(value), "plugin.json");
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestError);
    return error as ManifestError;
  }
  throw new Error("It was taken");
}

/** What a schema says against a value, each error as a line. */
function objector(to: Schema): (value: unknown) => string[] {
  const validate = new Ajv2020({ allErrors: true, strict: false, validateSchema: false }).compile(to);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, keyword, message }) => `${instancePath} ${keyword} ${message}`,
    );
  };
}

const objections = objector(manifestSchema);

test("parseManifest() takes the manifest from which all broken ones are made", () => {
  expect(parseManifest(JSON.stringify(base), "plugin.json")).toEqual(base as never);
});

for (const { rule, change, path, expected } of broken) {
  const manifest = changed(base, change);
  test(`parseManifest() tells of a manifest that breaks ${rule}`, () => {
    const value = valueAt(manifest, path);
    expect(findFaults(manifest).faults).toContainEqual({ path, value, expected });
    const error = errorOf(manifest);
    expect(error).toMatchObject({ code: "manifest_invalid", file: "plugin.json", path });
    expect(error.value).toEqual(value);
    const shown = value === undefined ? "missing" : JSON.stringify(value);
    const told = shown.length > 120 ? `${shown.slice(0, 120)}…` : shown;
    expect(error.message).toStartWith(`Cannot load plugin.json: ${path} is ${told}, expected `);
    // Neither ajv's words nor a pattern.
    for (const text of [expected, error.remedy?.replace(path, "")])
      expect(text).not.toMatch(/must|NOT|schema|instance|undefined|\\|\^|\.\*|\?/);
  });

  test(`a manifest that breaks ${rule} is refused by that rule`, () => {
    const others = new Set(objector(withoutRule(manifestSchema, rule))(manifest));
    expect(objections(manifest).filter((line) => !others.has(line))).not.toEqual([]);
  });
}

test("each rule of the schema's manifest has one broken manifest", () => {
  expect(broken.map(({ rule }) => rule).sort()).toEqual(rulesOf(manifestSchema, "#/$defs/manifest").sort());
});

test("parseManifest() takes texts of the greatest length", () => {
  const long = broken.filter(({ rule }) => rule.endsWith("/maxLength"));
  expect(long.length).toBeGreaterThan(5);
  for (const { change } of long) expect(findFaults(changed(base, change, 1)).faults).toEqual([]);
});

test("parseManifest() takes each protocol with its artefact alone, and ipc with any", () => {
  const artefacts = {
    modulePath: "./echo.ts:plugin",
    wasmPath: "./dist/echo.wasm",
    sharedLibPath: "./dist/libecho.so",
    moduleName: "acme.echo:plugin",
    ipcCommand: ["node", "./echo.mjs"],
  };
  const pairs = [
    ["native", "modulePath"],
    ["wasm", "wasmPath"],
    ["ffi", "sharedLibPath"],
    ...Object.keys(artefacts).map((field) => ["ipc", field]),
  ] as [string, keyof typeof artefacts][];
  for (const [protocol, field] of pairs)
    expect(findFaults({ ...base, interop: { protocol, [field]: artefacts[field] } }).faults).toEqual([]);
});

test("parseManifest() takes names and versions as npm, PyPI and crates.io have them", () => {
  for (const name of ["a", "plugin-echo", "@acme/plugin-echo", "Flask.Ext", "plugin_echo", "@~x/a1"])
    expect(findFaults({ ...base, name }).faults).toEqual([]);
  for (const version of [
    "1.0.0",
    "0.1.0-alpha.1",
    "1.2.3+build.5",
    "2024.1",
    "1.0rc1",
    "1.0.post1",
    "1.0.0-rc.1+a.b",
  ])
    expect(findFaults({ ...base, version }).faults).toEqual([]);
});

test("parseManifest() tells the first fault and the number of the others", () => {
  const error = errorOf({ ...base, language: "cobol", version: 5, actions: [{ name: "A" }] });
  expect(error.message).toEndWith("(and 2 more: run elizaos-interop validate)");
});

test("parseManifest() tells one fault of a manifest without a protocol", () => {
  expect(errorOf({ ...base, interop: {} }).message).toBe(
    "Cannot load plugin.json: $.interop.protocol is missing, expected a value",
  );
});

test("parseManifest() names keys that are no words as JSON", () => {
  const { faults } = findFaults({ ...base, config: { "a/b ~c": [], ok: 1 } });
  expect(faults.map(({ path }) => path)).toEqual(['$.config["a/b ~c"]']);
});

test("findFaults() warns of unknown fields, with the nearest known one", () => {
  const { faults, warnings } = findFaults({
    ...base,
    acitons: [],
    interop: { ...base.interop, wasm: "x", zzz: 1 },
  });
  expect(faults).toEqual([]);
  expect(warnings).toEqual([
    "$.acitons is not a field of a manifest: did you mean actions?",
    "$.interop.wasm is not a field of a manifest",
    "$.interop.zzz is not a field of a manifest",
  ]);
});

test("findFaults() knows every field of the schema", () => {
  const everything = {
    ...Object.fromEntries(Object.keys(schema.$defs.manifest.properties).map((field) => [field, undefined])),
    ...base,
    interop: {
      ...Object.fromEntries(Object.keys(schema.$defs.interop.properties).map((field) => [field, undefined])),
      ...base.interop,
    },
  };
  expect(findFaults(everything)).toEqual({ faults: [], warnings: [] });
});

test("parseManifest() makes a manifest or a ManifestError of any text", () => {
  const anyManifest = fc.record(
    Object.fromEntries(
      Object.keys(base).map((field) => [field, fc.oneof(fc.constant(base[field as "name"]), fc.jsonValue())]),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        anyManifest.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        try {
          parseManifest(text, "plugin.json");
        } catch (error) {
          expect(error).toBeInstanceOf(ManifestError);
          expect((error as ManifestError).code).toBeOneOf(["manifest_not_json", "manifest_invalid"]);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test("parseManifest() says of what is no JSON where it stops being so", () => {
  let thrown: unknown;
  try {
    parseManifest('{"name": }', "plugin.json");
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ManifestError);
  expect(thrown).toMatchObject({ code: "manifest_not_json", file: "plugin.json", value: '{"name": }' });
  expect((thrown as Error).message).toStartWith("Cannot load plugin.json as it is not JSON: ");
});

test("findFaults() names a component whose name stands twice", () => {
  const action = { name: "TWICE", description: "" };
  const routes = [
    { type: "GET", path: "/a" },
    { type: "POST", path: "/a" },
  ];
  const interop = { protocol: "wasm", wasmPath: "./a.wasm" };
  const manifest = { name: "a", description: "", version: "1.0.0", language: "rust", interop, routes };
  expect(findFaults({ ...manifest, actions: [action] }).faults).toEqual([]);
  expect(findFaults({ ...manifest, actions: [action, action] }).faults).toEqual([
    {
      path: "$.actions[1].name",
      value: "TWICE",
      expected: "expected a name of its own, as $.actions[0] has this one",
    },
  ]);
});
