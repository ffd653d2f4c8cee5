/** Commands that need no agent load none, and what is quick stays quick: what is imported, not how long it takes. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../fixtures/repository.ts";
import { elizaosInterop, fixtures } from "./command.ts";

setDefaultTimeout(30_000);

const transpiler = new Bun.Transpiler({ loader: "ts" });

/** All modules that a file imports before anything runs, through others too; packages by their name. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { kind, path } of transpiler.scanImports(readFileSync(file))) {
    if (kind !== "import-statement" && kind !== "require-call") continue;
    if (!path.startsWith(".")) seen.add(path);
    else if (path.endsWith(".ts")) importsOf(join(dirname(file), path), seen);
  }
  return seen;
}

const HEAVY = ["@elizaos/core", "bun:ffi", "bun:sqlite", "@msgpack/msgpack"];

describe.concurrent("what the command line imports", () => {
  test.each(["main", "invoke", "provide", "inspect", "validate", "bench", "guest", "doctor"])(
    "src/cli/%s.ts is light by itself",
    (name) => {
      const imported = [...importsOf(join(root, "src/cli", `${name}.ts`))];
      expect(imported.filter((path) => HEAVY.includes(path) || path.startsWith("ajv"))).toEqual([]);
    },
  );

  test("the reader of imports sees through other modules", () => {
    expect([...importsOf(join(root, "src/cli/plugin-session.ts"))]).toContain("bun:ffi");
  });

  const withoutCore = { preload: `${fixtures}/no-core.ts` };

  test.each([
    "--version",
    "--help",
    "invoke --help",
    "bench --help",
    "inspect plugins/echo/typescript",
    "inspect plugins/echo/typescript --protocol=ipc",
    "inspect plugins/echo/python",
    "validate plugins/echo/typescript",
    "doctor",
  ])("elizaos-interop %s needs no core", async (words) => {
    const { status, stderr } = await elizaosInterop(words.split(" "), withoutCore);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test("invoke needs core, so that the guard guards", async () => {
    const words = ["invoke", "plugins/echo/typescript", "ECHO"];
    const { status, stderr } = await elizaosInterop(words, withoutCore);
    expect(stderr).toContain("core was loaded");
    expect(status).toBe(1);
  });
});
