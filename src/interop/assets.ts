/**
 * What the package brings beside its code: the Python bridge, the plugins of `bench`, and the program that runs guests. Where they
 * are depends on how we run: from the checkout, from the package, as the one executable, or inside of a program that somebody else
 * bundled or compiled. Such a program carries the bridge in itself; it has no command line of ours, which is looked for beside it.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorOf, type PluginError } from "../errors.ts";
import { extractFolder } from "./extract.ts";

/** Set by the build; undefined where the sources run as they are, and in programs that others built. */
declare const ELIZAOS_INTEROP_BUILD: "bundle" | "binary" | undefined;
const build = typeof ELIZAOS_INTEROP_BUILD === "undefined" ? "source" : ELIZAOS_INTEROP_BUILD;

/** Whether this program is the compiled executable. */
export const isBinary: boolean = build === "binary";

const PACKAGE = "elizaos-interop";

/** Set for a guest that is started by guestCommand(); `elizaos-interop guest` takes it away, no other program does. */
export const GUEST_MARK = "ELIZAOS_INTEROP_GUEST";

/** Where the executable's entry says that they are embedded. */
let embeddedBenchPlugins: string | undefined;

/** Told by the executable's entry, once. */
export function useBenchPlugins(file: string): void {
  embeddedBenchPlugins = file;
}

/** The folder with the plugins that `bench` measures where none is named. */
export async function benchPluginsFolder(): Promise<string> {
  if (embeddedBenchPlugins !== undefined)
    return extractFolder("bench", await Bun.file(embeddedBenchPlugins).text());
  return join(ownPackage() ?? "", "plugins");
}

/** The folder that a Python interpreter is told to run. @throws LoadError where it was not built */
export async function pythonGuestFolder(): Promise<string> {
  const own = bridgeIn(ownPackage());
  if (own !== undefined) return own;
  const embedded = await embeddedBridge();
  if (embedded !== undefined) return extractFolder("python", embedded);
  const beside = bridgeIn(packageBesideProgram());
  if (beside !== undefined) return beside;
  const folder = ownPackage();
  if (folder === undefined) throw notInstalled("Cannot start a Python guest", "");
  throw errorOf("guest_not_found", `Cannot start a Python guest as ${folder}/dist/python does not exist`, {
    file: join(folder, "dist/python"),
    remedy: existsSync(join(folder, "src/sdk"))
      ? "Run bun run setup, with Python installed"
      : `Install ${PACKAGE} again`,
  });
}

function bridgeIn(folder: string | undefined): string | undefined {
  const bridge = folder === undefined ? undefined : join(folder, "dist/python");
  return bridge !== undefined && existsSync(join(bridge, "__main__.py")) ? bridge : undefined;
}

/** A bundler puts the file's text where this import stands; it is read nowhere else. */
async function embeddedBridge(): Promise<string | undefined> {
  try {
    return (await import("../../dist/python-guest.bundle", { with: { type: "text" } })).default;
  } catch {
    // Left out of the bundle, or not built in this checkout.
    return undefined;
  }
}

/**
 * The command that is elizaos-interop: the caller's, ELIZAOS_INTEROP_BIN, this executable, or the package's command line run by Bun.
 * @throws LoadError where there is none: a program of somebody else is never started for it
 */
export function guestCommand(bin: string | undefined): [string, ...string[]] {
  const named = bin || process.env.ELIZAOS_INTEROP_BIN;
  if (named) return [named];
  if (isBinary) return [process.execPath];
  return [bunProgram(), ...OF_A_GUEST, commandLine()];
}

/** As in the executable: a guest is given no `.env` of the working directory. */
const OF_A_GUEST = ["--no-env-file"];

/** A compiled program is no Bun, also where BUN_BE_BUN makes it one for this once. */
function bunProgram(): string {
  if (!Bun.isStandaloneExecutable && process.env.BUN_BE_BUN === undefined) return process.execPath;
  const bun = Bun.which("bun");
  if (bun !== null) return bun;
  throw errorOf(
    "guest_not_found",
    `Cannot start a guest as ${process.execPath} is no Bun and PATH has no bun`,
    {
      value: process.env.PATH,
      remedy: "Set ELIZAOS_INTEROP_BIN to the elizaos-interop executable, or install Bun: https://bun.sh",
    },
  );
}

function commandLine(): string {
  const own = ownPackage();
  if (own !== undefined && build === "bundle") return join(own, "dist/cli.js");
  const folder = own ?? packageBesideProgram();
  if (folder !== undefined) return join(folder, "src/cli/main.ts");
  throw notInstalled("Cannot start a guest", ", or set ELIZAOS_INTEROP_BIN to its executable");
}

function notInstalled(what: string, orElse: string): PluginError {
  const [folder] = programFolders();
  return errorOf("guest_not_found", `${what} as no node_modules of ${folder} or above has ${PACKAGE}`, {
    file: folder,
    remedy: `Run bun add ${PACKAGE} beside the program${orElse}`,
  });
}

let own: { folder: string | undefined } | undefined;

/** The package that this file belongs to; in a program that others bundled it belongs to none. */
function ownPackage(): string | undefined {
  own ??= { folder: findOwnPackage() };
  return own.folder;
}

/** Sources are two folders down, the bundled command line one. */
function findOwnPackage(): string | undefined {
  const file = ownFile();
  const folder = file === undefined ? undefined : join(dirname(file), build === "bundle" ? ".." : "../..");
  return folder !== undefined && isPackage(folder) ? folder : undefined;
}

/** This file, or the one that a bundler put it into. Not every bundler leaves a value here; a compiled program's is no file. */
function ownFile(): string | undefined {
  const url: string | undefined = import.meta.url;
  return !Bun.isStandaloneExecutable && url?.startsWith("file:") ? fileURLToPath(url) : undefined;
}

/** By the places of the code, never by the working directory: what lies there need not be the user's. */
function packageBesideProgram(): string | undefined {
  for (const start of programFolders())
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, "node_modules", PACKAGE);
      if (isPackage(candidate)) return candidate;
      if (folder === dirname(folder)) break;
    }
  return undefined;
}

/** That of the bundle first: what imports it may be a command line that is installed elsewhere. */
function programFolders(): string[] {
  if (Bun.isStandaloneExecutable) return [dirname(realpathSync(process.execPath))];
  return [ownFile(), Bun.main].filter((file) => file !== undefined).map((file) => dirname(file));
}

/** Others have a dist/python and a src/cli too. */
function isPackage(folder: string): boolean {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name === PACKAGE;
  } catch {
    // None, or none that can be read.
    return false;
  }
}
