import { expect, test } from "bun:test";
import { root } from "../fixtures/repository.ts";

test.each([
  [["nonsense"], "bench: Cannot answer nonsense as there is no such question"],
  [["--duration", "soon"], "bench: Cannot measure for soon seconds"],
  [["--fast"], "bench: Unknown option '--fast'"],
])("bench %p exits 2", (words, error) => {
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, "bench/main.ts", ...words], { cwd: root });
  expect(stderr.toString()).toStartWith(error);
  expect(exitCode).toBe(2);
});
