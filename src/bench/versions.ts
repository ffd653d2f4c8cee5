/** The versions of what guests run on. Asked of the programs themselves. */
import { findPython } from "../transport/ipc/python.ts";
import type { Way } from "./way.ts";

/** How the version of a MessagePack without its C extension is told. */
export const PURE_PYTHON = "pure Python";

const ASK_PYTHON = [
  "import sys",
  "print('%d.%d.%d' % sys.version_info[:3])",
  "try:\n import msgpack._cmsgpack\n print('%d.%d.%d with its C extension' % msgpack.version[:3])",
  `except ImportError: print('${PURE_PYTHON}')`,
].join("\n");

/** Python's, and that of the MessagePack that it packs with; nothing where no way needs it. */
export function guestVersions(ways: readonly Way[]): Record<string, string> {
  const python = ways.find(({ language }) => language === "python");
  if (python === undefined) return {};
  const { source, options } = python;
  const env = { ...process.env, ...options.env };
  const search = { chosen: options.python, manifest: source.artefacts.python, baseDir: source.baseDir, env };
  const { path } = findPython(search);
  const { exitCode, stdout } = Bun.spawnSync([path, "-c", ASK_PYTHON], { env, stderr: "ignore" });
  if (exitCode !== 0) return {};
  const [version = "", msgpack = ""] = stdout.toString().trim().split("\n").slice(-2);
  return { python: version, msgpack };
}
