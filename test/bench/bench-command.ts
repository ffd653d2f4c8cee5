/** `elizaos-interop bench` as tests run it, with a folder of their own for what it writes. */
import { afterAll, beforeAll } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, elizaosInterop } from "../cli/command.ts";

/** As short as a run can be. */
export const NATIVE = ["--quick", "--duration=150ms", "--protocol=native"];

export function bench(...words: string[]): Promise<Ended> {
  return elizaosInterop(["bench", ...words]);
}

/** Gives each name a path in a folder that lasts as long as the tests of the file. */
export function useFolder(): (name: string) => string {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "bench-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}
