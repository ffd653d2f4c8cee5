/**
 * Writes what is derived from plugin.schema.json: types, the message table, error codes and runtime members in three languages,
 * and ajv's validators as plain code. The results are committed; a test runs this again and compares.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import schema from "../contract/plugin.schema.json";
import { repositoryRoot } from "./repository.ts";

const BANNER = "Generated from plugin.schema.json by `bun run generate`";

/** Path in the repository → contents. */
export async function generate(): Promise<Map<string, string>> {
  return new Map([
    ["src/error-codes.ts", errorCodesForTypeScript()],
    ["src/contract/generated/types.ts", await types()],
    ["src/contract/generated/messages.ts", messages()],
    ["src/contract/generated/validators.js", validators()],
    ["src/contract/generated/validators.d.ts", validatorTypes()],
    ["src/sdk/python/elizaos_interop/error_codes.py", errorCodesForPython()],
    ["src/sdk/python/elizaos_interop/runtime_members.py", runtimeMembersForPython()],
    ["src/sdk/rust/elizaos-interop/src/error_codes.rs", errorCodesForRust()],
    ["src/sdk/rust/elizaos-interop/src/runtime_members.rs", runtimeMembersForRust()],
  ]);
}

function errorCodesForTypeScript(): string {
  const rows = schema.$defs.errorCode.oneOf.map(
    (code) =>
      `  /** ${code.description}. */\n  ${code.const}: { class: "${code["x-class"]}", retryable: ${code["x-retryable"]}, exitStatus: ${code["x-exitStatus"]} },\n`,
  );
  return `/** ${BANNER}. */\nexport const ERROR_CODES = {\n${rows.join("")}} as const;\n\nexport type ErrorCode = keyof typeof ERROR_CODES;\n`;
}

function errorCodesForPython(): string {
  const rows = schema.$defs.errorCode.oneOf.map((code) => `${code.const.toUpperCase()} = "${code.const}"\n`);
  return `"""${BANNER}."""\n\n${rows.join("")}`;
}

function errorCodesForRust(): string {
  const rows = schema.$defs.errorCode.oneOf.map(
    (code) => `/// ${code.description}.\npub const ${code.const.toUpperCase()}: &str = "${code.const}";\n`,
  );
  return `//! ${BANNER}.\n\n${rows.join("")}`;
}

function runtimeMembersForPython(): string {
  const { hostMethod, refusedRuntimeMember } = schema.$defs;
  const methods = hostMethod.oneOf.map((one) => `    "${one.const}": "${one["x-result"]}",\n`);
  const refused = refusedRuntimeMember.oneOf.map((one) => `    "${one.const}": "${one.description}",\n`);
  return [
    `"""${BANNER}."""\n\n`,
    `HOST_METHODS = {\n${methods.join("")}}\n`,
    '"""What host.call offers, and which of elizaOS\'s shapes each method answers."""\n\n',
    `REFUSED_MEMBERS = {\n${refused.join("")}}\n`,
    '"""What of elizaOS\'s runtime cannot cross, and why."""\n',
  ].join("");
}

function runtimeMembersForRust(): string {
  const { hostMethod, refusedRuntimeMember } = schema.$defs;
  const methods = hostMethod.oneOf.map((one) => `    "${one.const}",\n`);
  const refused = refusedRuntimeMember.oneOf.map(
    (one) => `    (\n        "${one.const}",\n        "${one.description}",\n    ),\n`,
  );
  return [
    `//! ${BANNER}.\n\n`,
    `/// What \`host.call\` offers.\npub const HOST_METHODS: &[&str] = &[\n${methods.join("")}];\n\n`,
    `/// What of elizaOS's runtime cannot cross, and why.\n`,
    `#[rustfmt::skip]\npub const REFUSED_MEMBERS: &[(&str, &str)] = &[\n${refused.join("")}];\n`,
  ].join("");
}

async function types(): Promise<string> {
  // The library follows references only from the root, so that each definition is named there once.
  const { messages: byType, ...definitions } = schema.$defs;
  const root = {
    title: "Contract",
    type: "object",
    $defs: schema.$defs,
    properties: Object.fromEntries([
      ...Object.keys(definitions).map((name) => [name, { $ref: `#/$defs/${name}` }]),
      ...Object.keys(byType).map((type) => [type, { $ref: `#/$defs/messages/${type}` }]),
    ]),
  };
  const code = await compile(root as unknown as JSONSchema, "Contract", {
    bannerComment: `/** ${BANNER}. */`,
    additionalProperties: false,
    format: false,
    unknownAny: true,
  });
  return code;
}

function messages(): string {
  const rows = Object.entries(schema.$defs.messages).map(([type, definition]) => {
    const { "x-from": from, "x-kind": kind } = definition;
    const answer = "x-answer" in definition ? `, answer: "${definition["x-answer"]}"` : "";
    const afterParts =
      "x-answer-after-parts" in definition
        ? `, answerAfterParts: "${definition["x-answer-after-parts"]}"`
        : "";
    const deadline = "x-deadline" in definition ? `, deadline: "${definition["x-deadline"]}"` : "";
    return `  "${type}": { from: "${from}", kind: "${kind}"${answer}${afterParts}${deadline} },\n`;
  });
  const { hostMethod, localRuntimeMember, refusedRuntimeMember } = schema.$defs;
  const methods = hostMethod.oneOf.map((one) => `  ${one.const}: ${JSON.stringify(one["x-permissions"])},\n`);
  const local = localRuntimeMember.oneOf.map((one) => `  "${one.const}",\n`);
  const refused = refusedRuntimeMember.oneOf.map((one) => `  ${one.const}: "${one.description}",\n`);
  const fields = (names: object) => Object.keys(names).map((name) => `  "${name}",\n`);
  const { min, max } = schema["x-protocol"];
  return [
    `/** ${BANNER}. */\n`,
    `export const PROTOCOL = { min: ${min}, max: ${max} } as const;\n`,
    `export const ABI_VERSION = ${schema["x-abi"]};\n\n`,
    `export const MESSAGES = {\n${rows.join("")}} as const;\n\n`,
    `/** What host.call offers, and the permissions that each method needs. */\n`,
    `export const HOST_METHODS = {\n${methods.join("")}} as const;\n\n`,
    `/** What a guest's SDK answers without a host.call. */\n`,
    `export const LOCAL_MEMBERS = [\n${local.join("")}] as const;\n\n`,
    `/** What of elizaOS's runtime cannot cross, and why. */\n`,
    `export const REFUSED_MEMBERS = {\n${refused.join("")}} as const;\n\n`,
    `export const MANIFEST_FIELDS = [\n${fields(schema.$defs.manifest.properties).join("")}] as const;\n\n`,
    `export const INTEROP_FIELDS = [\n${fields(schema.$defs.interop.properties).join("")}] as const;\n`,
  ].join("");
}

function validators(): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(schema, "contract");
  for (const [name, place] of VALIDATORS) ajv.addSchema({ $ref: `contract#${place}` }, name);
  const code = standaloneCode(ajv, Object.fromEntries(VALIDATORS.map(([name]) => [name, name])));
  return `// ${BANNER}.\n${importsInsteadOfRequires(code)}`;
}

const VALIDATORS = [
  ["validateManifest", "/$defs/manifest"],
  ["validateReady", "/$defs/messages/ready"],
  ["validateFailed", "/$defs/messages/failed"],
  ["validatePermission", "/$defs/permission"],
  ["validateAction", "/$defs/action"],
  ["validateProvider", "/$defs/provider"],
  ["validateEvaluator", "/$defs/evaluator"],
  ["validateService", "/$defs/service"],
  ["validateEvent", "/$defs/event"],
  ["validateModel", "/$defs/model"],
  ["validateTaskWorker", "/$defs/taskWorker"],
] as const;

/** ajv's standalone ES modules still `require` their run-time pieces. */
function importsInsteadOfRequires(code: string): string {
  let imports = "";
  const body = code.replace(/const (\w+) = require\("([^"]+)"\)\.default;/g, (_all, name, module) => {
    imports += `import ${name}Module from "${module}.js";\n`;
    return `const ${name} = ${name}Module.default ?? ${name}Module;`;
  });
  return imports + body;
}

function validatorTypes(): string {
  const rows = VALIDATORS.map(([name]) => `export declare const ${name}: ValidateFunction;\n`);
  return `/** ${BANNER}. */\nimport type { ValidateFunction } from "ajv";\n\n${rows.join("")}`;
}

if (import.meta.main) {
  for (const [path, contents] of await generate()) {
    const file = join(repositoryRoot, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
}
