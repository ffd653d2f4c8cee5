/** Which program runs a guest of TypeScript or Rust, and that no other one is started for it. */
import { expect, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closePlugin, loadPlugin, type PluginError } from "../../src/index.ts";
import { artefact, root } from "../fixtures/repository.ts";

const folder = mkdtempSync("/tmp/guest-program-");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const echo = join(root, "plugins/echo/typescript/plugin.json");
const library = JSON.stringify(join(root, "src/index.ts"));

function written(name: string, contents: string): string {
  const file = join(folder, name);
  writeFileSync(file, contents);
  chmodSync(file, 0o755);
  return file;
}

test("a program that is started as a guest and loads plugins itself is refused, and told why", async () => {
  const program = written(
    "program.ts",
    `import { loadPlugin } from ${library};
await loadPlugin({ manifestPath: ${JSON.stringify(echo)}, protocol: "ipc", bin: process.env.ITSELF });`,
  );
  const itself = written("itself", `#!/bin/sh\nITSELF=$0 exec ${process.execPath} ${program}\n`);
  const error: PluginError = await loadPlugin({ manifestPath: echo, protocol: "ipc", bin: itself }).then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
  expect(error.code).toBe("guest_exited");
  expect(error.message).toContain("exited with status 1");
  const { stderr } = Bun.spawnSync([itself], { env: { ...process.env, ELIZAOS_INTEROP_GUEST: "1" } });
  expect(stderr.toString()).toContain("was started to be one and is not elizaos-interop");
});

test("a plugin in a guest loads others in guests of their own", async () => {
  artefact("dist/python/__main__.py");
  const plugin = written(
    "outer.ts",
    `import { closePlugin, loadPlugin } from ${library};
const inner = await loadPlugin({ manifestPath: ${JSON.stringify(echo)}, protocol: "ipc" });
const { name } = inner;
await closePlugin(inner);
export default { name: "outer-of-" + name, description: "Loads another" };`,
  );
  const manifest = {
    name: "outer-of-echo",
    description: "Loads another",
    version: "1.0.0",
    language: "typescript",
    interop: { protocol: "ipc", modulePath: plugin },
  } as const;
  const outer = await loadPlugin({ manifest, baseDir: folder, allowOutsidePaths: true });
  expect(outer.name).toBe("outer-of-echo");
  await closePlugin(outer);
});

test("a guest is given no .env of the working directory", async () => {
  written(".env", "DOT_ENV_SECRET=from-dot-env\n");
  const plugin = (name: string, text: string) =>
    written(
      `${name}.ts`,
      `const text = String(${text});
export default { name: "${name}", description: "", providers: [{ name: "TOLD", get: async () => ({ text }) }] };`,
    );
  const tells = plugin("tells", "process.env.DOT_ENV_SECRET");
  const host = written(
    "host.ts",
    `import { loadTypeScriptPlugin } from ${library};
await using tells = await loadTypeScriptPlugin({ modulePath: ${JSON.stringify(tells)}, protocol: "ipc" });
const { text } = await tells.providers[0].get({ agentId: "a", character: {}, getSetting: () => null }, { content: {} }, {});
console.log(JSON.stringify({ own: process.env.DOT_ENV_SECRET, text }));`,
  );
  const { stdout, stderr } = Bun.spawnSync([process.execPath, host], { cwd: folder });
  expect(stderr.toString()).toBe("");
  expect(JSON.parse(stdout.toString())).toEqual({
    own: "from-dot-env",
    text: "undefined",
  });
});

test("a program of ipcCommand runs in the plugin's folder, and finds no .env of the host's there", async () => {
  written(".env", "DOT_ENV_SECRET=from-dot-env\n");
  const plugin = mkdtempSync(join(folder, "plugin-"));
  const manifest = {
    name: "looks",
    description: "",
    version: "1.0.0",
    language: "other",
    interop: { protocol: "ipc", ipcCommand: [process.execPath, "-e", LOOKS] },
  };
  writeFileSync(join(plugin, "plugin.json"), JSON.stringify(manifest));
  const host = written(
    "command-host.ts",
    `import { loadPlugin } from ${library};
const load = loadPlugin({ manifestPath: ${JSON.stringify(join(plugin, "plugin.json"))} });
console.log(await load.then(() => "loaded", (error) => error.message));`,
  );
  const { stdout } = Bun.spawnSync([process.execPath, host], { cwd: folder });
  expect(stdout.toString()).toContain(`it wrote last: ${plugin} undefined`);
});

/** Says on standard error where it runs and what it was given, and ends. */
const LOOKS = "console.error(process.cwd(), String(process.env.DOT_ENV_SECRET))";
