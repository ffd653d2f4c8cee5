/** Virtual environments of Python whose interpreter is gone, as after an update of the system's. */
import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What is wrong with a virtual environment whose interpreter does not exist, and what to do. Nothing where the folder was never one.
 * Another interpreter would have none of its packages, and its plugin would fail by what it imports.
 */
export function brokenEnvironment(
  folder: string,
  interpreter: string,
): { reason: string; remedy: string } | undefined {
  const link = brokenLink(interpreter);
  if (link === undefined && !existsSync(join(folder, "pyvenv.cfg"))) return;
  const gone = link === undefined ? `${interpreter} does not exist` : `${link} does not exist`;
  return {
    reason: `the interpreter of the virtual environment ${folder} is gone: ${gone}`,
    remedy: `Make it again: python3 -m venv --clear ${folder}, and install its packages; or remove it; or set ELIZAOS_INTEROP_PYTHON`,
  };
}

/** The link on the way to a file that leads to what is not there, as `link -> target`. */
function brokenLink(file: string): string | undefined {
  for (let part = file; part !== dirname(part); part = dirname(part)) {
    if (!existsSync(part) && lstatSync(part, { throwIfNoEntry: false })?.isSymbolicLink())
      return `${part} -> ${readlinkSync(part)}`;
  }
}
