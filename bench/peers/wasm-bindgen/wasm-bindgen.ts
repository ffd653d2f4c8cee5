/** WebAssembly with wasm-bindgen's glue: a text goes in, a text comes out, as elizaOS's own Rust plugins do it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../../../src/setup/command.ts";
import { digestOf } from "../../../src/setup/digest.ts";
import { buildProgram, buildWasm, CACHE, recorded } from "../../artefacts.ts";
import type { Rival } from "../../rival.ts";

interface Glue {
  default(options: { module_or_path: ArrayBuffer }): Promise<unknown>;
  echo(request: string): string;
}

const NAME = "wasm-bindgen";
const FOLDER = join(CACHE, "peers", NAME);
const SCRIPT = join(FOLDER, "bench_wasm_bindgen.js");
const MODULE = join(FOLDER, "bench_wasm_bindgen_bg.wasm");

export const wasmBindgen: Rival = {
  case: "invoke",
  protocol: NAME,
  language: "rust",
  ownProcess: false,
  async prepare() {
    const glue = await buildProgram("peers/wasm-bindgen/glue", "bench-wasm-bindgen-glue");
    const module = await buildWasm("peers/wasm-bindgen/plugin", "bench_wasm_bindgen");
    const digest = digestOf("/", [glue, module]);
    await recorded(async ({ done }) => {
      if (done[NAME] === digest && existsSync(SCRIPT)) return;
      await mustRun("write wasm-bindgen's glue", [glue, module, FOLDER], { cwd: CACHE });
      done[NAME] = digest;
    });
  },
  async open(job) {
    const glue: Glue = await import(SCRIPT);
    await glue.default({ module_or_path: await Bun.file(MODULE).arrayBuffer() });
    return {
      call: () => JSON.parse(glue.echo(JSON.stringify(job.next()))),
      check: (answer) => job.checkAnswer(answer),
      close: async () => {},
    };
  },
};
