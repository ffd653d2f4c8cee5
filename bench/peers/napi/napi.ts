/** An addon for Node-API, by napi-rs: it has the process's full power, as a shared library by ffi has. */
import { createRequire } from "node:module";
import { buildLibrary } from "../../artefacts.ts";
import type { Rival } from "../../rival.ts";

const build = () => buildLibrary("peers/napi/addon", "bench_napi", "bench_napi.node");

export const napi: Rival = {
  case: "invoke",
  protocol: "napi-rs",
  language: "rust",
  ownProcess: false,
  async prepare() {
    await build();
  },
  async open(job) {
    const addon: { echo(request: string): string } = createRequire(import.meta.url)(await build());
    return {
      call: () => JSON.parse(addon.echo(JSON.stringify(job.next()))),
      check: (answer) => job.checkAnswer(answer),
      close: async () => {},
    };
  },
};
