/** Launch of guests in a process: the manifest's own command, the Python bridge, or elizaos-interop itself as a guest. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { msgpackCodec } from "../channel/msgpack-codec.ts";
import { errorOf, type PluginError } from "../errors.ts";
import type { ChildCommand } from "../transport/ipc/child.ts";
import { guestEnvironment } from "../transport/ipc/environment.ts";
import { IpcTransport } from "../transport/ipc/ipc-transport.ts";
import { findPython, INSTALL_PYTHON } from "../transport/ipc/python.ts";
import { GUEST_MARK, guestCommand, pythonGuestFolder } from "./assets.ts";
import type { Launch } from "./launch.ts";
import { moduleFile, splitExport } from "./native-plugin.ts";
import type { LoadOptions } from "./options.ts";
import { checkPythonModule, pythonFile } from "./python-module.ts";
import { artefactPath, type PluginSource, pathInside } from "./source.ts";
import type { ArtefactProtocol } from "./target.ts";

interface Plan {
  argv: [string, ...string[]];
  artefact: string;
  /** Beside what every guest gets. */
  env?: Readonly<Record<string, string>>;
  /** Where it runs; by default where the host does. */
  cwd?: string;
  /** Adds to an error of the guest what only this side knows. */
  explain?(error: PluginError): PluginError;
}

/** @throws LoadError where the artefact, the interpreter or the executable is missing */
export async function launchIpc(source: PluginSource, options: LoadOptions): Promise<Launch> {
  const plan = await planOf(source, options);
  const environment = guestEnvironment(process.env, source.artefacts.env ?? [], options.env ?? {});
  const command: ChildCommand = {
    argv: plan.argv,
    env: { ...environment.variables, ...plan.env },
    cwd: plan.cwd,
  };
  const launch: Launch<Uint8Array> = {
    connect: (receiver, onLine) => new IpcTransport(command, receiver, { artefact: plan.artefact, onLine }),
    codec: msgpackCodec,
    renewable: false,
    manifest: source.manifest,
    artefact: plan.artefact,
    environment,
    ...(plan.explain === undefined ? undefined : { explain: plan.explain }),
  };
  return launch as unknown as Launch;
}

async function planOf(source: PluginSource, options: LoadOptions): Promise<Plan> {
  const { ipcCommand, moduleName, modulePath, sharedLibPath, wasmPath } = source.artefacts;
  if (ipcCommand !== undefined) return commandPlan(source, ipcCommand, options.allowOutsidePaths);
  if (moduleName !== undefined) return pythonPlan(source, moduleName, options);
  if (modulePath !== undefined) {
    const { exportName } = splitExport(modulePath);
    const file = moduleFile(source, options.allowOutsidePaths);
    return guestPlan("native", exportName === undefined ? file : `${file}:${exportName}`, options);
  }
  if (sharedLibPath !== undefined)
    return guestPlan("ffi", artefactPath(source, "sharedLibPath", options.allowOutsidePaths), options);
  if (wasmPath !== undefined)
    return guestPlan("wasm", artefactPath(source, "wasmPath", options.allowOutsidePaths), options);
  throw errorOf("protocol_unavailable", `Cannot load ${source.file} over ipc as it names no artefact`, {
    file: source.file,
    path: "$.interop",
  });
}

/** @throws LoadError in a program that was started as a guest and is none: it would start itself without end */
function guestPlan(protocol: ArtefactProtocol, artefact: string, options: LoadOptions): Plan {
  if (process.env[GUEST_MARK] !== undefined)
    throw errorOf(
      "guest_not_found",
      `Cannot start a guest as this program, ${process.execPath}, was started to be one and is not elizaos-interop`,
      {
        file: process.execPath,
        remedy: "Let ELIZAOS_INTEROP_BIN, or the option bin, name elizaos-interop itself",
      },
    );
  // The guest is told what the artefact is: its name need not say so.
  const argv: Plan["argv"] = [...guestCommand(options.bin), "guest", artefact, "--protocol", protocol];
  return { argv, artefact, env: { [GUEST_MARK]: "1" } };
}

/**
 * Arguments that begin with ./ are files of the plugin's folder, where the program runs: many read a `.env` of their working directory, and
 * the host's is not the plugin's to read.
 */
function commandPlan(source: PluginSource, ipcCommand: readonly string[], allowOutside = false): Plan {
  const argv = ipcCommand.map((word, index) =>
    word.startsWith("./") ? pathInside(source, `ipcCommand[${index}]`, word, allowOutside) : word,
  );
  return { argv: argv as [string, ...string[]], artefact: ipcCommand.join(" "), cwd: source.baseDir };
}

async function pythonPlan(source: PluginSource, moduleName: string, options: LoadOptions): Promise<Plan> {
  const { argv, tried } = await pythonBridge(source, options);
  return {
    argv,
    artefact: pythonFile(source.baseDir, moduleName) ?? moduleName,
    explain(error) {
      if (error.code !== "interpreter_too_old") return error;
      const { plugin, file, value } = error;
      return errorOf(error.code, `${error.message}; tried ${tried.join(", ")}`, {
        plugin,
        file,
        value,
        remedy: INSTALL_PYTHON,
      });
    },
  };
}

/**
 * The manifest's interpreter: a command, or a path in its folder. That of a virtual environment is a link to the interpreter that made it:
 * what must lie in the folder is the environment.
 */
function manifestPython(source: PluginSource, options: LoadOptions): string | undefined {
  const { python } = source.artefacts;
  if (python === undefined || !python.includes("/")) return python;
  const bin = dirname(python);
  if (!existsSync(resolve(source.baseDir, bin, "../pyvenv.cfg")))
    return pathInside(source, "python", python, options.allowOutsidePaths);
  pathInside(source, "python", bin, options.allowOutsidePaths);
  return resolve(source.baseDir, python);
}

/** The command that runs the Python bridge with a plugin's module, and the interpreters that were looked at. */
export async function pythonBridge(
  source: PluginSource,
  options: LoadOptions,
): Promise<{ argv: [string, ...string[]]; tried: string[] }> {
  const module = String(source.artefacts.moduleName);
  checkPythonModule(source, module, options.allowOutsidePaths);
  const python = findPython({
    chosen: options.python,
    manifest: manifestPython(source, options),
    baseDir: source.baseDir,
    env: { ...process.env, ...options.env },
  });
  const folder = await pythonGuestFolder();
  return { argv: [python.path, folder, "--path", source.baseDir, module], tried: python.tried };
}
