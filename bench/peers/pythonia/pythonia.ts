/**
 * pythonia (JSPyBridge): Python's objects as JavaScript's. Its channel for Linux writes to a handle inside of Node that Bun has not got, so
 * that it is given the one that it uses on Windows: lines over pipes.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { venvPython } from "../../../src/setup/python-tools.ts";
import type { Rival } from "../../rival.ts";
import { installPackages, packagesOf } from "../npm-packages.ts";
import { requirePython } from "../python-environment.ts";

interface Pythonia {
  python: ((module: string) => Promise<{ echo(text: string): Promise<string> }>) & { exit(): void };
}

const NAME = "pythonia";
const FOLDER = `${NAME}/src/pythonia`;

export const pythonia: Rival = {
  case: "invoke",
  protocol: NAME,
  language: "python",
  ownProcess: true,
  async prepare() {
    requirePython();
    await installPackages(NAME);
  },
  async open(job) {
    const { python } = start();
    const module = await python(join(import.meta.dir, "echo.py"));
    return {
      call: async () => JSON.parse(await module.echo(JSON.stringify(job.next()))),
      check: (answer) => job.checkAnswer(answer),
      close: async () => python.exit(),
    };
  },
};

/** It starts its process where it is required: each time anew, for a process of its own. */
function start(): Pythonia {
  process.env.PYTHON_BIN = venvPython;
  const require = createRequire(`${packagesOf(NAME)}/`);
  for (const file of Object.keys(require.cache))
    if (file.startsWith(packagesOf(NAME))) delete require.cache[file];
  const lines = require.resolve(`${FOLDER}/StdioCom.js`);
  require(lines);
  const channel = require.cache[lines];
  if (channel !== undefined) require.cache[require.resolve(`${FOLDER}/IpcPipeCom.js`)] = channel;
  return require(NAME);
}
