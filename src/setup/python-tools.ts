/** The virtual environment .venv: the Python that plugins run in here, and the tools that check and test Python code. */
import { rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ask, mustRun, run } from "./command.ts";
import { digestOf } from "./digest.ts";
import type { Missing, SetupRecord } from "./record.ts";
import { repositoryRoot } from "./repository.ts";

const PINS = "src/sdk/python/requirements-dev.txt";
const OLDEST = [3, 10] as const;
const ENVIRONMENT = join(repositoryRoot, ".venv");

/** The environment's interpreter; there once setup has made it. */
export const venvPython: string = join(ENVIRONMENT, "bin/python3");

/** @returns whether there was anything to do, or what is missing */
export async function installPythonTools(record: SetupRecord): Promise<boolean | Missing> {
  const isThere = isNewEnough(versionOf(venvPython));
  if (isThere && record.done.pythonTools === digest()) return false;
  if (!isThere) {
    const lacking = await makeEnvironment();
    if (lacking !== undefined) return lacking;
  }
  const pip = [venvPython, "-m", "pip", "--disable-pip-version-check", "--quiet"];
  const install = [...pip, "install", "--requirement", PINS];
  await mustRun("install the Python tools", install, { cwd: repositoryRoot });
  record.done.pythonTools = digest();
  return true;
}

function digest(): string {
  return digestOf(repositoryRoot, [PINS], [versionOf(venvPython)]);
}

async function makeEnvironment(): Promise<Missing | undefined> {
  const python = findInterpreter();
  if (python === undefined) return missing("no Python 3.10 or newer was found", INSTALL);
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  const { status } = await run([python, "-m", "venv", ENVIRONMENT], { cwd: repositoryRoot });
  if (status === 0) return undefined;
  // Debian and Ubuntu have Python without the module that makes environments.
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  return missing(`${python} cannot make virtual environments`, "apt-get install python3-venv");
}

const INSTALL =
  process.platform === "darwin" ? "brew install python" : "apt-get install python3 python3-venv";

function missing(why: string, remedy: string): Missing {
  return { tool: "python", why, remedy };
}

/** The first that is new enough: the user's choice, python3, then those with their version in the name. */
function findInterpreter(): string | undefined {
  const named = process.env.ELIZAOS_INTEROP_PYTHON;
  const names = named ? [named] : ["python3", ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
  for (const name of names) {
    const path = Bun.which(name, { PATH: pathOutside(ENVIRONMENT) });
    if (path !== null && isNewEnough(versionOf(path))) return path;
  }
  return undefined;
}

/** The PATH without the environment itself, which may be active and is about to be made anew. */
function pathOutside(environment: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => folder !== join(environment, "bin")).join(delimiter);
}

/** As `3.11.7`; empty where it does not run. */
function versionOf(python: string): string {
  const script = "import sys; print('%d.%d.%d' % sys.version_info[:3])";
  return ask([python, "-I", "-c", script], repositoryRoot) ?? "";
}

/** @param version as `3.11.7` */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
