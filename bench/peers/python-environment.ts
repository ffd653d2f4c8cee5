/** Python for the peers: the project's own, and virtual environments with exactly what a peer's requirements.txt lists. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../../src/setup/command.ts";
import { digestOf } from "../../src/setup/digest.ts";
import { venvPython } from "../../src/setup/python-tools.ts";
import { missingOf, readRecord } from "../../src/setup/record.ts";
import { CACHE, lacking, recorded } from "../artefacts.ts";

/** @throws for want of Python, with what mends it */
export function requirePython(): void {
  const missing = missingOf(readRecord(), "python");
  if (missing !== undefined) throw lacking(missing);
}

export async function installRequirements(peer: string): Promise<void> {
  requirePython();
  const requirements = join(import.meta.dir, peer, "requirements.txt");
  const digest = digestOf(import.meta.dir, [join(peer, "requirements.txt")]);
  const step = `${peer} requirements`;
  const folder = environmentOf(peer);
  await recorded(async ({ done }) => {
    if (done[step] === digest && existsSync(pythonOf(peer))) return;
    rmSync(folder, { recursive: true, force: true });
    const purpose = `make the Python environment of ${peer}`;
    await mustRun(purpose, [venvPython, "-m", "venv", folder], { cwd: CACHE });
    const pip = [pythonOf(peer), "-m", "pip", "--disable-pip-version-check", "--quiet"];
    await mustRun(purpose, [...pip, "install", "--no-deps", "--requirement", requirements], { cwd: CACHE });
    done[step] = digest;
  });
}

/** The environment's interpreter. */
export function pythonOf(peer: string): string {
  return join(environmentOf(peer), "bin/python3");
}

function environmentOf(peer: string): string {
  return join(CACHE, "peers", peer, "venv");
}
