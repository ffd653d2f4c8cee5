/** node_modules, as bun.lock says. Runs before node_modules exists: nothing that setup imports may come from there. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./command.ts";
import { digestOf } from "./digest.ts";
import type { SetupRecord } from "./record.ts";
import { repositoryRoot } from "./repository.ts";

/** @returns whether there was anything to do */
export async function installDependencies(record: SetupRecord): Promise<boolean> {
  const digest = digestOf(repositoryRoot, ["package.json", "bun.lock"]);
  if (record.done.dependencies === digest && existsSync(join(repositoryRoot, "node_modules"))) return false;
  await mustRun("install the dependencies", [process.execPath, "install", "--frozen-lockfile"], {
    cwd: repositoryRoot,
  });
  record.done.dependencies = digest;
  return true;
}
