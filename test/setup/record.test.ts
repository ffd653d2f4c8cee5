import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingOf, readRecord, type SetupRecord, writeRecord } from "../../src/setup/record.ts";

const wasm = { tool: "wasm", why: "no target", remedy: "rustup target add" } as const;
const record: SetupRecord = { done: { dependencies: "abc" }, missing: [wasm] };

describe("readRecord()", () => {
  test("gives back what writeRecord() wrote", () => {
    const folder = mkdtempSync(join(tmpdir(), "setup-"));
    writeRecord(record, join(folder, "new/setup.json"));
    expect(readRecord(join(folder, "new/setup.json"))).toEqual(record);
    rmSync(folder, { recursive: true });
  });

  test("is empty where there is no record, or none that can be read", () => {
    const folder = mkdtempSync(join(tmpdir(), "setup-"));
    const file = join(folder, "setup.json");
    expect(readRecord(file)).toEqual({ done: {}, missing: [] });
    for (const contents of ["{", "null", "[]", '{"done":{}}']) {
      writeFileSync(file, contents);
      expect(readRecord(file)).toEqual({ done: {}, missing: [] });
    }
    rmSync(folder, { recursive: true });
  });
});

describe("missingOf()", () => {
  test("finds a missing tool among those that are needed", () => {
    expect(missingOf(record, "rust", "wasm")).toEqual(wasm);
  });

  test("finds none where all that is needed is there", () => {
    expect(missingOf(record, "rust", "python")).toBeUndefined();
    expect(missingOf(record)).toBeUndefined();
  });
});
