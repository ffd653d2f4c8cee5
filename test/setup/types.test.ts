/** The library's types as they are published, for whoever has libraries checked too. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../fixtures/repository.ts";

setDefaultTimeout(60_000);

const tsc = (...words: string[]) =>
  Bun.spawnSync([process.execPath, "node_modules/.bin/tsc", ...words], { cwd: root }).stdout.toString();

test("are without errors where libraries are checked", () => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  // Within the checkout, whose packages they import.
  const folder = mkdtempSync(join(root, ".cache/types-"));
  try {
    expect(tsc("-p", "src/setup/tsconfig.types.json", "--outDir", folder)).toBe("");
    const strictest = ["--strict", "--noEmit", "--skipLibCheck", "false", "--types", "bun"];
    const modules = ["--target", "esnext", "--module", "preserve", "--moduleResolution", "bundler"];
    const said = tsc("--ignoreConfig", ...strictest, ...modules, join(folder, "index.d.ts"));
    // Those of other packages are theirs to mend.
    expect(said.split("\n").filter((line) => line.startsWith(".cache/"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
