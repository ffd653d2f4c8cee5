/** What is derived from plugin.schema.json is what the schema says now, and so is what PROTOCOL.md and the header say. */
import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ABI_VERSION, PROTOCOL } from "../src/contract/generated/messages.ts";
import schema from "../src/contract/plugin.schema.json";
import { generate } from "../src/setup/generate.ts";
import { root } from "./fixtures/repository.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const page = read("src/contract/PROTOCOL.md");
/** Everything that the page sets in backticks. */
const terms = [...page.matchAll(/`([^`\n]+)`/g)].map(([, term]) => term as string);
const codes = schema.$defs.errorCode.oneOf;
const types = Object.keys(schema.$defs.messages);

const generated = await generate();

for (const [path, contents] of generated)
  test(`${path} is what generate() makes of the schema`, () => {
    if (read(path) !== contents)
      throw new Error(`${path} is not what plugin.schema.json says now: run bun run generate`);
  });

test("src/contract/generated holds nothing that generate() does not make", () => {
  const folder = "src/contract/generated";
  const made = [...generated.keys()].filter((path) => path.startsWith(folder));
  expect(
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .sort(),
  ).toEqual(made.sort());
});

test("PROTOCOL.md names every type of message", () => {
  const words = new Set(terms.flatMap((term) => term.split(/[\s,{}]+/)));
  expect(types.filter((type) => !words.has(type))).toEqual([]);
});

test("PROTOCOL.md names no type of message that the schema lacks", () => {
  const rows = page.split("\n").filter((line) => /^\| `[a-z]+\.[a-z]+`/.test(line));
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`([a-z]+(?:\.[a-z]+)+)/g)].map(([, type]) => type as string),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((type) => !types.includes(type))).toEqual([]);
});

test("PROTOCOL.md lists every error code with its meaning, and no other", () => {
  const section = page.slice(page.indexOf("## 5. Error codes"));
  const listed = [...section.matchAll(/^\| `(\w+)` +\| (.+?) *\|$/gm)].map(
    ([, code, meaning]) => `${code}: ${meaning}`,
  );
  const wanted = codes.map(
    (code) => `${code.const}: ${code.description}${code["x-retryable"] ? " (a retry may help)" : ""}`,
  );
  expect(listed.sort()).toEqual(wanted.sort());
});

test("PROTOCOL.md uses no error code that the schema lacks", () => {
  const known = new Set<string>(codes.map((code) => code.const));
  const alike = terms.filter((term) => /^[a-z]+(_[a-z]+)+$/.test(term) && !/^(elizaos_|wake_fd$)/.test(term));
  expect(alike.length).toBeGreaterThan(20);
  expect(alike.filter((term) => !known.has(term))).toEqual([]);
});

test("the header, the page and the code tell the schema's versions of ABI and protocol", () => {
  const header = /#define ELIZAOS_ABI_VERSION (\d+)u/.exec(read("src/contract/elizaos_interop.h"))?.[1];
  expect(Number(header)).toBe(schema["x-abi"]);
  expect(ABI_VERSION).toBe(schema["x-abi"]);
  expect(PROTOCOL).toEqual(schema["x-protocol"] as typeof PROTOCOL);
  expect(page).toStartWith(`# Protocol ${schema["x-protocol"].max} and ABI ${schema["x-abi"]}\n`);
});
