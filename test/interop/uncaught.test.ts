/** An error of the library that nobody catches, as Bun prints it: what is known and no field that has nothing. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { root } from "../fixtures/repository.ts";

test("an uncaught PluginError prints what is known of it, and no field without a value", () => {
  const script = `import { loadPlugin } from ${JSON.stringify(join(root, "src/index.ts"))};
await loadPlugin({ manifestPath: "/nowhere/plugin.json" });`;
  const { stderr, exitCode } = Bun.spawnSync([process.execPath, "-e", script], { cwd: root });
  const printed = stderr.toString();
  expect(printed).toContain("Cannot load /nowhere/plugin.json as it does not exist");
  expect(printed).toContain('code: "manifest_not_found"');
  expect(printed).toContain("remedy:");
  expect(printed).not.toContain("undefined");
  expect(exitCode).toBe(1);
});
