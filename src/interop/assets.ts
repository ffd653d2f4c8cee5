/**
 * What the package brings beside its code: the Python bridge, the plugins of `bench`, and the executable that runs guests. Where they
 * are depends on how we run: from the checkout, from the package, or as the one executable.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorOf } from "../errors.ts";
import { extractFolder } from "./extract.ts";

/** Set by the build; undefined where the sources run as they are. */
declare const ELIZAOS_INTEROP_BUILD: "bundle" | "binary" | undefined;
const build = typeof ELIZAOS_INTEROP_BUILD === "undefined" ? "source" : ELIZAOS_INTEROP_BUILD;

/** Whether this program is the compiled executable. */
export const isBinary: boolean = build === "binary";

/** The package's folder. Sources are two folders down, the bundled command line one. */
const packageRoot = join(dirname(fileURLToPath(import.meta.url)), build === "bundle" ? ".." : "../..");

/** Where the executable's entry says that they are embedded. */
let embedded: { bridge: string; benchPlugins: string } | undefined;

/** Told by the executable's entry, once. */
export function useEmbedded(files: { bridge: string; benchPlugins: string }): void {
  embedded = files;
}

/** The folder with the plugins that `bench` measures where none is named. */
export async function benchPluginsFolder(): Promise<string> {
  if (embedded === undefined) return join(packageRoot, "plugins");
  return extractFolder("bench", await Bun.file(embedded.benchPlugins).text());
}

/** The folder that a Python interpreter is told to run. @throws LoadError where it was not built */
export async function pythonGuestFolder(): Promise<string> {
  if (embedded !== undefined) return extractFolder("python", await Bun.file(embedded.bridge).text());
  const folder = join(packageRoot, "dist/python");
  if (existsSync(join(folder, "__main__.py"))) return folder;
  throw errorOf("guest_not_found", `Cannot start a Python guest as ${folder} does not exist`, {
    file: folder,
    remedy: "Run bun run setup",
  });
}

/**
 * The command that is elizaos-interop: the caller's, ELIZAOS_INTEROP_BIN, this executable, or this package's command line run by this
 * Bun.
 */
export function guestCommand(bin: string | undefined): [string, ...string[]] {
  const named = bin ?? process.env.ELIZAOS_INTEROP_BIN;
  if (named !== undefined && named !== "") return [named];
  if (isBinary) return [process.execPath];
  const main = build === "bundle" ? join(packageRoot, "dist/cli.js") : join(packageRoot, "src/cli/main.ts");
  return [process.execPath, main];
}
