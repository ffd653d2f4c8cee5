/** npm packages of a peer, as its bun.lock says, outside of the project's own node_modules. */
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../../src/setup/command.ts";
import { digestOf } from "../../src/setup/digest.ts";
import { CACHE, recorded } from "../artefacts.ts";

const FILES = ["package.json", "bun.lock"];

export async function installPackages(peer: string): Promise<void> {
  const from = join(import.meta.dir, peer);
  const folder = packagesOf(peer);
  const digest = digestOf(from, FILES);
  const step = `${peer} packages`;
  await recorded(async ({ done }) => {
    if (done[step] === digest && existsSync(join(folder, "node_modules"))) return;
    mkdirSync(folder, { recursive: true });
    for (const file of FILES) copyFileSync(join(from, file), join(folder, file));
    await mustRun(`install the packages of ${peer}`, [process.execPath, "install", "--frozen-lockfile"], {
      cwd: folder,
    });
    done[step] = digest;
  });
}

/** Imports one of them. @param specifier as `package/file` */
export function importPackage<Module>(peer: string, specifier: string): Promise<Module> {
  return import(Bun.resolveSync(specifier, packagesOf(peer)));
}

/** The folder that they are in. */
export function packagesOf(peer: string): string {
  return join(CACHE, "peers", peer);
}
