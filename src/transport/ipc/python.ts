/** Which Python interpreter runs a plugin. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorOf } from "../../errors.ts";
import { brokenEnvironment } from "./virtual-environment.ts";

export interface PythonSearch {
  /** The caller's choice. */
  chosen: string | undefined;
  /** The manifest's `interop.python`. */
  manifest: string | undefined;
  /** The manifest's folder, else the working directory. */
  baseDir: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** One interpreter that was looked for. */
interface Candidate {
  why: string;
  path: string;
  /** The virtual environment that it is of. */
  environment?: string;
}

export interface FoundPython {
  path: string;
  /** All that were looked at until it was found, for errors that come later. */
  tried: string[];
}

/**
 * The first that exists of: the caller's, the manifest's, ELIZAOS_INTEROP_PYTHON, the active virtual environment, a `.venv` beside the
 * manifest or in the working directory, `python3`. One that is named must exist, and a virtual environment must have one: another
 * interpreter has none of its packages.
 * @throws LoadError `interpreter_not_found`, with all that was tried
 */
export function findPython(search: PythonSearch): FoundPython {
  const tried: string[] = [];
  for (const { why, path, environment } of candidates(search)) {
    tried.push(`${path} (${why})`);
    const found = path.includes("/") ? (existsSync(path) ? path : null) : Bun.which(path);
    if (found !== null) return { path: found, tried };
    const broken = environment === undefined ? undefined : brokenEnvironment(environment, path);
    if (broken !== undefined)
      throw errorOf(
        "interpreter_not_found",
        `Cannot find a Python interpreter as ${broken.reason} (${why})`,
        {
          file: path,
          value: tried,
          remedy: broken.remedy,
        },
      );
  }
  throw errorOf("interpreter_not_found", `Cannot find a Python interpreter: tried ${tried.join(", ")}`, {
    value: tried,
    remedy: INSTALL_PYTHON,
  });
}

export const INSTALL_PYTHON = "Install Python 3.10 or newer, or set ELIZAOS_INTEROP_PYTHON";

function candidates({ chosen, manifest, baseDir, env }: PythonSearch): Candidate[] {
  if (chosen !== undefined) return [{ why: "the option python", path: chosen }];
  if (manifest !== undefined) {
    const path = manifest.includes("/") ? resolve(baseDir, manifest) : manifest;
    return [{ why: "$.interop.python", path }];
  }
  const named = env.ELIZAOS_INTEROP_PYTHON;
  if (named !== undefined && named !== "") return [{ why: "ELIZAOS_INTEROP_PYTHON", path: named }];
  const found: Candidate[] = [];
  const active = env.VIRTUAL_ENV;
  if (active !== undefined && active !== "")
    found.push({ why: "VIRTUAL_ENV", path: join(active, "bin/python3"), environment: active });
  for (const folder of new Set([baseDir, process.cwd()])) {
    const environment = join(folder, ".venv");
    found.push({ why: "a virtual environment", path: join(environment, "bin/python3"), environment });
  }
  found.push({ why: "on the PATH", path: "python3" });
  return found;
}
