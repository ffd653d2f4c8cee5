/** ELIZA is one plugin in three languages: over every transport it must do what the TypeScript one does in the agent's own process. */
import { beforeAll, describe, expect, test } from "bun:test";
import type { Protocol } from "../../src/index.ts";
import { artefact } from "../fixtures/repository.ts";
import { type ElizaRecord, recordOf, withEliza } from "./eliza-record.ts";

const FIELDS = [
  "components",
  "verdicts",
  "turns",
  "topics",
  "history",
  "inGroup",
  "facts",
  "service",
  "routes",
  "models",
  "forgotten",
  "inAnotherScript",
] as const satisfies (keyof ElizaRecord)[];

const WAYS: readonly [language: string, protocol: Protocol][] = [
  ["rust", "wasm"],
  ["rust", "ffi"],
  ["python", "ipc"],
  ["typescript", "ipc"],
  ["rust", "ipc"],
];

function record(language: string, protocol: Protocol): Promise<ElizaRecord> {
  if (language === "rust") artefact("plugins/eliza/rust/dist/eliza.wasm");
  const manifestPath = artefact(`plugins/eliza/${language}/plugin.json`);
  return withEliza({ manifestPath, protocol }, recordOf);
}

let native: ElizaRecord;
beforeAll(async () => {
  native = await record("typescript", "native");
});

for (const [language, protocol] of WAYS)
  describe(`ELIZA in ${language} over ${protocol}`, () => {
    let here: ElizaRecord;
    beforeAll(async () => {
      here = await record(language, protocol);
    });

    test("has the record's fields", () => expect(Object.keys(here).sort()).toEqual([...FIELDS].sort()));
    for (const field of FIELDS)
      test(`${field} are those of TypeScript`, () => expect<unknown>(here[field]).toEqual(native[field]));
  });
