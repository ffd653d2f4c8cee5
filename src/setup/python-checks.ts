/** What Python plugins need: an interpreter, the bridge that it runs, and a MessagePack that is fast. */
import { pythonGuestFolder } from "../interop/assets.ts";
import { findPython, INSTALL_PYTHON } from "../transport/ipc/python.ts";
import type { Sought } from "./check.ts";
import { ask } from "./command.ts";

const PACKAGE_MANAGERS = [
  ["brew", "brew install python"],
  ["apt-get", "apt-get install python3"],
  ["dnf", "dnf install python3"],
  ["apk", "apk add python3"],
  ["pacman", "pacman -S python"],
] as const;

export const pythonChecks: readonly Sought[] = [
  {
    name: "Python",
    transport: "ipc",
    neededTo: "run",
    remedy: installCommand(),
    look() {
      const { path } = pythonHere();
      const version = askPython(path, "print('%d.%d.%d' % sys.version_info[:3])");
      if (version === undefined) throw new Error(`${path} does not run`);
      const [major = 0, minor = 0] = version.split(".").map(Number);
      if (major < 3 || (major === 3 && minor < 10)) throw new Error(`${path} is ${version}, older than 3.10`);
      return `${version} (${path})`;
    },
  },
  {
    name: "Python bridge",
    transport: "ipc",
    neededTo: "run",
    remedy: "bun run setup",
    look: pythonGuestFolder,
  },
  {
    name: "msgpack",
    transport: "ipc",
    neededTo: "run faster",
    remedy: "python3 -m pip install msgpack",
    look() {
      const { path } = pythonHere();
      const version = askPython(path, "import msgpack._cmsgpack; print('%d.%d.%d' % msgpack.version[:3])");
      if (version !== undefined) return `${version}, with its C extension`;
      throw new Error("without its C extension: messages are packed in Python, which takes longer");
    },
  },
];

/** The interpreter that a plugin of the working directory would get. */
function pythonHere(): { path: string } {
  return findPython({ chosen: undefined, manifest: undefined, baseDir: process.cwd(), env: process.env });
}

function askPython(path: string, script: string): string | undefined {
  // A site's own start-up code may print before us.
  return ask([path, "-c", `import sys; ${script}`], process.cwd())
    ?.split("\n")
    .at(-1);
}

function installCommand(): string {
  const known = PACKAGE_MANAGERS.find(([program]) => Bun.which(program) !== null);
  return known === undefined ? INSTALL_PYTHON : `${known[1]}, or set ELIZAOS_INTEROP_PYTHON`;
}
