/** A folder as a stranger's machine has it: no checkout above it, no Bun on its PATH, a home of its own, and plugins to load. */
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ask } from "../../src/setup/command.ts";
import { venvPython } from "../../src/setup/python-tools.ts";
import { artefact, root } from "../fixtures/repository.ts";

export interface Stranger {
  folder: string;
  /** Where commands run; nothing is in it. */
  empty: string;
  /** All the environment that commands get. */
  env: Record<string, string>;
}

export interface Ended {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** @param programs directories that its PATH has before the system's */
export function makeStranger(programs: readonly string[] = []): Stranger {
  const folder = mkdtempSync(join(tmpdir(), "stranger-"));
  for (const name of ["bin", "empty", "home", "tmp", "plugins"]) mkdirSync(join(folder, name));
  // The interpreter that .venv was made of: without msgpack and whatever else is installed there.
  const python = ask([venvPython, "-c", "import sys; print(sys._base_executable)"], root);
  if (python === undefined) throw new Error(".venv is missing: run bun run setup");
  symlinkSync(python, join(folder, "bin/python3"));
  const path = [join(folder, "bin"), ...programs, "/usr/bin", "/bin"].join(":");
  const env = { PATH: path, HOME: join(folder, "home"), TMPDIR: join(folder, "tmp") };
  copyPlugin(folder, "eliza");
  writePlugin(join(folder, "plugins/own"));
  return { folder, empty: join(folder, "empty"), env };
}

export function runAs(stranger: Stranger, argv: readonly string[], cwd: string = stranger.empty): Ended {
  const { stdout, stderr, exitCode } = Bun.spawnSync([...argv], { cwd, env: stranger.env, stdin: "ignore" });
  return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode };
}

/** What a command with --json prints; fails with all that it said where it fails. */
export function jsonAs(stranger: Stranger, argv: readonly string[], cwd?: string): Record<string, unknown> {
  const { stdout, stderr, exitCode } = runAs(stranger, [...argv, "--json"], cwd);
  if (exitCode !== 0) throw new Error(`${argv.join(" ")} ended with ${exitCode}\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

/** A reference plugin in all its languages, with what was built of it. */
function copyPlugin(folder: string, name: string): void {
  artefact(`plugins/${name}/rust/dist`);
  cpSync(join(root, "plugins", name), join(folder, "plugins", name), {
    recursive: true,
    filter: (path) => basename(path) !== "target" && basename(dirname(path)) !== "__pycache__",
  });
}

/** A TypeScript plugin that imports what its host gives, and a package of its own. */
function writePlugin(folder: string): void {
  const dependency = join(folder, "node_modules/own-dependency");
  mkdirSync(dependency, { recursive: true });
  const exported = { name: "own-dependency", version: "1.0.0", exports: { ".": "./main.js" } };
  writeFileSync(join(dependency, "package.json"), JSON.stringify(exported));
  writeFileSync(join(dependency, "main.js"), 'export const greeting = "from its own node_modules";\n');
  writeFileSync(join(folder, "plugin.ts"), OWN_PLUGIN);
}

const OWN_PLUGIN = `import { AgentRuntime, type Plugin } from "@elizaos/core";
import { loadPlugin } from "@elizaos/core/interop";
import { greeting } from "own-dependency";

export default {
  name: "own",
  description: "Tells what its imports are",
  actions: [
    {
      name: "TELL",
      description: "Tells what its imports are",
      validate: async () => true,
      handler: async (runtime, _message, _state, options) => {
        const manifestPath = options?.inner as string | undefined;
        const inner = manifestPath === undefined ? undefined : await loadPlugin({ manifestPath });
        const sameCore = runtime instanceof AgentRuntime;
        return { success: true, data: { greeting, sameCore, core: typeof AgentRuntime, inner: inner?.name ?? null } };
      },
    },
  ],
} satisfies Plugin;
`;
