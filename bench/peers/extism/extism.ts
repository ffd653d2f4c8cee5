/** Extism: its JavaScript SDK on Bun, a plugin by its Rust PDK, in this thread. */
import { buildWasm } from "../../artefacts.ts";
import type { Rival } from "../../rival.ts";
import { importPackage, installPackages } from "../npm-packages.ts";

interface Sdk {
  default(module: string, options: { useWasi: boolean; runInWorker: boolean }): Promise<Plugin>;
}

interface Plugin {
  call(name: string, input: string): Promise<{ json(): unknown } | null>;
  reset(): Promise<boolean>;
  close(): Promise<void>;
}

const NAME = "extism";
const build = () => buildWasm("peers/extism/plugin", "bench_extism");

export const extism: Rival = {
  case: "invoke",
  protocol: NAME,
  language: "rust",
  ownProcess: false,
  async prepare() {
    await installPackages(NAME);
    await build();
  },
  async open(job) {
    const sdk = await importPackage<Sdk>(NAME, "@extism/extism");
    const plugin = await sdk.default(await build(), { useWasi: false, runInWorker: false });
    return {
      call: async () => (await plugin.call("echo", JSON.stringify(job.next())))?.json(),
      check: (answer) => job.checkAnswer(answer),
      // It keeps the blocks of every call, and fails after some ten thousand of them.
      release: () => plugin.reset(),
      close: () => plugin.close(),
    };
  },
};
