/**
 * A stranger's program that imports the package and is built: by `Bun.build` as elizaOS's project starter does it, for Bun, with the
 * package left outside, and as one executable. It loads guests of every language where it was built, and says what it lacks elsewhere.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { mustRun } from "../../src/setup/command.ts";
import { root } from "../fixtures/repository.ts";
import { makeProject } from "./project.ts";
import { type Ended, makeStranger, runAs, type Stranger } from "./stranger.ts";

let stranger: Stranger;
let project: string;
/** A folder with no node_modules above it. */
let elsewhere: string;

const PROGRAM = `import { closePlugin, loadPlugin } from "elizaos-interop";
const [manifestPath, protocol] = process.argv.slice(2);
async function run() {
  const plugin = await loadPlugin({ manifestPath, protocol });
  console.log(plugin.name, plugin.actions.map(({ name }) => name).join());
  await closePlugin(plugin);
}
run().catch(({ code, message, remedy }) => console.log(JSON.stringify({ code, message, remedy })));
`;

/** As packages/project-starter/build.ts of elizaOS has them, with what its build-utils.ts adds. */
const STARTER = {
  target: "node",
  format: "esm",
  sourcemap: true,
  minify: false,
  external: [
    ...["node:*", "fs", "path", "crypto", "stream", "buffer", "util", "events", "url", "http", "https", "os"],
    ...["child_process", "worker_threads", "cluster", "zlib", "querystring", "string_decoder", "tls", "net"],
    ...["dns", "dgram", "readline", "repl", "vm", "assert", "console", "process", "timers", "perf_hooks"],
    ...["async_hooks", "@elizaos/core", "@elizaos/server", "@elizaos/client", "@elizaos/api-client"],
    ...["@elizaos/plugin-*", "dotenv", "@elizaos/plugin-bootstrap", "@elizaos/plugin-sql", "zod"],
  ],
  naming: { entry: "[dir]/[name].[ext]", chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
} as const;

const BUILDS = {
  starter: STARTER,
  minified: { ...STARTER, minify: true },
  "for Bun": { target: "bun" },
} as const;

beforeAll(async () => {
  stranger = makeStranger();
  project = (await makeProject(stranger)).folder;
  elsewhere = join(stranger.folder, "elsewhere");
  // What the plugin in TypeScript imports; without it Bun would fetch it.
  const core = join(stranger.folder, "plugins/node_modules/@elizaos");
  mkdirSync(core, { recursive: true });
  symlinkSync(join(root, "node_modules/@elizaos/core"), join(core, "core"));
  mkdirSync(join(project, "src"));
  mkdirSync(elsewhere);
  writeFileSync(join(project, "src/index.ts"), PROGRAM);
}, 300_000);

afterAll(() => rmSync(stranger.folder, { recursive: true, force: true }));

const PAIRS = [
  ["rust", "wasm"],
  ["rust", "ipc"],
  ["python", "ipc"],
  ["typescript", "ipc"],
] as const;
const LOADED: Ended = { stdout: "eliza ELIZA_REPLY\n", stderr: "", exitCode: 0 };
const NOT_INSTALLED = {
  code: "guest_not_found",
  message: expect.stringContaining("has elizaos-interop"),
  remedy: expect.stringContaining("bun add elizaos-interop"),
};

/** A program that starts itself without end would end by this. */
const LIMIT = ["timeout", "60"];

function load(argv: readonly string[], [language, protocol]: readonly [string, string], env = {}): Ended {
  const words = [join(stranger.folder, "plugins/eliza", language, "plugin.json"), protocol];
  return runAs({ ...stranger, env: { ...stranger.env, ...env } }, [...LIMIT, ...argv, ...words]);
}

const needsProgram = ([language, protocol]: readonly [string, string]) =>
  language !== "python" && protocol === "ipc";

async function build(name: string, options: object): Promise<string> {
  const outdir = join(project, "dist", name.replaceAll(" ", "-"));
  const entry = join(project, "src/index.ts");
  const { outputs } = await Bun.build({ entrypoints: [entry], outdir, ...options } as Bun.BuildConfig);
  return outputs[0]?.path ?? "";
}

describe.each(Object.entries(BUILDS))("a bundle %s", (name, options) => {
  let file: string;
  beforeAll(async () => {
    file = await build(name, options);
  });

  test.each(PAIRS)("loads %s over %s", (language, protocol) => {
    expect(load([process.execPath, file], [language, protocol])).toEqual(LOADED);
  });

  test.each(PAIRS)(
    "away from the package it loads %s over %s, or says what it lacks",
    (language, protocol) => {
      const away = join(elsewhere, "away.mjs");
      copyFileSync(file, away);
      const ended = load([process.execPath, away], [language, protocol]);
      if (needsProgram([language, protocol])) expect(JSON.parse(ended.stdout)).toMatchObject(NOT_INSTALLED);
      else expect(ended).toEqual(LOADED);
    },
  );
});

test("a bundle finds the package beside itself where a command line that is installed elsewhere imports it", async () => {
  const file = await build("imported", STARTER);
  const start = join(elsewhere, "start.mjs");
  writeFileSync(start, `await import(${JSON.stringify(file)});\n`);
  expect(load([process.execPath, start], ["rust", "ipc"])).toEqual(LOADED);
});

test("a bundle for node has the name in @elizaos/core that it registers", async () => {
  const entry = join(project, "src/registering.ts");
  writeFileSync(
    entry,
    'import "elizaos-interop/register";\nconst { loadPlugin } = await import("@elizaos/core/" + "interop");\nconsole.log(typeof loadPlugin);\n',
  );
  const { outputs } = await Bun.build({
    ...STARTER,
    external: [...STARTER.external],
    entrypoints: [entry],
    outdir: join(project, "dist"),
  });
  expect(runAs(stranger, [process.execPath, outputs[0]?.path ?? ""]).stdout).toBe("function\n");
});

test("a CommonJS bundle loads all", async () => {
  // Bun writes the package's place at the build into it.
  const file = await build("CommonJS", { target: "bun", format: "cjs" });
  for (const pair of PAIRS) expect(load([process.execPath, file], pair)).toEqual(LOADED);
});

test.each(["node", "bun"])("a bundle for %s that leaves the package outside loads all", async (target) => {
  const file = await build(`outside ${target}`, { ...STARTER, target, external: ["elizaos-interop"] });
  for (const pair of PAIRS) expect(load([process.execPath, file], pair)).toEqual(LOADED);
});

describe("one executable", () => {
  let program: string;
  beforeAll(async () => {
    program = join(project, "dist/program");
    const words = ["build", "--compile", join(project, "src/index.ts"), "--outfile", program];
    await mustRun("compile", [process.execPath, ...words], { cwd: project });
  });
  /** As a machine that has Bun. */
  const withBun = () => ({ PATH: `${dirname(process.execPath)}:${stranger.env.PATH}` });
  const bin = join(root, "dist/elizaos-interop");

  test.each(PAIRS)("loads %s over %s beside the package, with Bun", (language, protocol) => {
    symlinkSync(process.execPath, join(stranger.folder, "bin/bun"));
    try {
      expect(load([program], [language, protocol], withBun())).toEqual(LOADED);
    } finally {
      rmSync(join(stranger.folder, "bin/bun"));
    }
  });

  test.each(PAIRS)(
    "without Bun it loads %s over %s, or says so, and never starts itself",
    (language, protocol) => {
      const ended = load([program], [language, protocol]);
      if (!needsProgram([language, protocol])) return expect(ended).toEqual(LOADED);
      expect(JSON.parse(ended.stdout)).toMatchObject({
        code: "guest_not_found",
        message: expect.stringContaining("PATH has no bun"),
        remedy: expect.stringContaining("ELIZAOS_INTEROP_BIN"),
      });
    },
  );

  test.each(PAIRS)("alone it loads %s over %s with ELIZAOS_INTEROP_BIN", (language, protocol) => {
    const alone = join(elsewhere, "program");
    cpSync(program, alone);
    expect(load([alone], [language, protocol], { ELIZAOS_INTEROP_BIN: bin })).toEqual(LOADED);
  });

  test("refuses to start itself again where ELIZAOS_INTEROP_BIN names it", () => {
    const itself = join(elsewhere, "itself.sh");
    writeFileSync(
      itself,
      `#!/bin/sh\nexec ${program} ${join(stranger.folder, "plugins/eliza/rust/plugin.json")} ipc >&2\n`,
      {
        mode: 0o755,
      },
    );
    const { stdout, stderr } = load([program], ["rust", "ipc"], { ELIZAOS_INTEROP_BIN: itself });
    expect(stdout + stderr).toContain("was started to be one and is not elizaos-interop");
  });
});
