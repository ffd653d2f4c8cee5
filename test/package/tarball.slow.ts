/** The npm package: packed, installed from the tarball into a project, its command run by bunx and its library imported. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { mustRun } from "../../src/setup/command.ts";
import { root } from "../fixtures/repository.ts";
import { makeProject } from "./project.ts";
import { type Ended, jsonAs, makeStranger, runAs, type Stranger } from "./stranger.ts";

const committedNotice = readFileSync(join(root, "NOTICE"), "utf8");
let stranger: Stranger;
let project: string;
let packed: string[];

beforeAll(async () => {
  const programs = ["bun", "node", "npm"].map((name) => Bun.which(name)).filter((path) => path !== null);
  stranger = makeStranger([...new Set(programs.map(dirname))]);
  const { folder, tarball } = await makeProject(stranger);
  const listing = await mustRun("list the tarball", ["tar", "-tzf", tarball], { cwd: stranger.folder });
  packed = listing.split("\n").filter(Boolean).sort();
  project = folder;
  // A project of elizaOS has core; this one shares the checkout's, as its tree is 260 MB.
  mkdirSync(join(project, "node_modules/@elizaos"));
  symlinkSync(join(root, "node_modules/@elizaos/core"), join(project, "node_modules/@elizaos/core"));
}, 300_000);

afterAll(() => rmSync(stranger.folder, { recursive: true, force: true }));

function write(path: string, contents: string): void {
  writeFileSync(join(project, path), contents);
}

const bun = (...words: string[]): Ended => runAs(stranger, [process.execPath, ...words], project);
const plugin = (path: string) => join(stranger.folder, "plugins", path);

describe("the tarball", () => {
  test("holds what is used and nothing else", () => {
    const kinds = packed.map((path) => path.replace(/^package\//, ""));
    const known =
      /^(src\/(?!sdk\/|.*\.test\.)|dist\/(cli(-\w+)?\.js$|python-guest\.bundle$|python\/.*\.py$|python\/.*\/(py\.typed|COPYING)$|types\/.*\.d\.ts$)|plugins\/(echo|bench)\/(typescript|python|rust)\/(plugin\.json|\w+\.(ts|py)|dist\/\w+\.wasm)$|package\.json$|README\.md$|LICENSE$|NOTICE$|CHANGELOG\.md$)/;
    expect(kinds.filter((path) => !known.test(path))).toEqual([]);
    for (const path of ["src/index.ts", "src/register.ts", "dist/cli.js", "dist/python/__main__.py"])
      expect(kinds).toContain(path);
    for (const path of ["dist/types/index.d.ts", "LICENSE", "NOTICE"]) expect(kinds).toContain(path);
    for (const name of ["echo", "bench"]) {
      expect(kinds).toContain(`plugins/${name}/typescript/${name}.ts`);
      expect(kinds).toContain(`plugins/${name}/python/${name}_plugin.py`);
      expect(kinds).toContain(`plugins/${name}/rust/dist/${name}.wasm`);
    }
  });

  test("has a NOTICE that names all that was bundled", () => {
    expect(readFileSync(join(root, "NOTICE"), "utf8"), "commit what bun run build wrote").toBe(
      committedNotice,
    );
  });
});

describe("bunx", () => {
  const bunx = ["x", "--bun", "elizaos-interop"];
  const PAIRS = [
    ["typescript", "native"],
    ["typescript", "ipc"],
    ["rust", "wasm"],
    ["rust", "ffi"],
    ["python", "ipc"],
  ] as const;

  test.each(PAIRS)("invokes %s over %s", (language, protocol) => {
    const words = ["invoke", plugin(`eliza/${language}`), "ELIZA_REPLY", "--text", "I am unhappy"];
    const argv = [process.execPath, ...bunx, ...words, "--protocol", protocol];
    expect(jsonAs(stranger, argv, project)).toMatchObject({
      emitted: [{ text: "What has made you unhappy?" }],
    });
  });

  test("gives a plugin the modules of its host", () => {
    const argv = [process.execPath, ...bunx, "invoke", plugin("own/plugin.ts"), "TELL"];
    expect(jsonAs(stranger, argv, project)).toMatchObject({ result: { data: { sameCore: true } } });
  });

  test("runs every other command", () => {
    expect(bun(...bunx, "--version").exitCode).toBe(0);
    expect(bun(...bunx, "doctor").stdout).toContain("WebAssembly");
    expect(bun(...bunx, "validate", plugin("eliza/rust/plugin.json")).exitCode).toBe(0);
    expect(bun(...bunx, "inspect", plugin("eliza/rust")).exitCode).toBe(0);
  });
});

describe("the library", () => {
  const script = (module: string) => `import { closePlugin, loadPlugin } from ${JSON.stringify(module)};
const [manifestPath, protocol] = process.argv.slice(2);
const plugin = await loadPlugin({ manifestPath, protocol });
console.log(plugin.name, plugin.actions.map(({ name }) => name).join());
await closePlugin(plugin);
`;
  const loaded = { stdout: "eliza ELIZA_REPLY\n", stderr: "", exitCode: 0 };

  test.each(["elizaos-interop", "elizaos-interop/interop"])("loads plugins when imported as %s", (module) => {
    write("load.ts", script(module));
    for (const [language, protocol] of [
      ["rust", "wasm"],
      ["rust", "ipc"],
      ["python", "ipc"],
      ["typescript", "ipc"],
    ] as const)
      expect(bun("load.ts", plugin(`eliza/${language}/plugin.json`), protocol)).toEqual(loaded);
  });

  test("is @elizaos/core/interop with the preload, the same module as the package", () => {
    write("preloaded.ts", script("@elizaos/core/interop"));
    const preload = ["--preload", "elizaos-interop/register"];
    expect(bun(...preload, "preloaded.ts", plugin("eliza/rust/plugin.json"), "wasm")).toEqual(loaded);
    write(
      "same.ts",
      'import * as a from "@elizaos/core/interop";\nimport * as b from "elizaos-interop";\nconsole.log(a.loadPlugin === b.loadPlugin);\n',
    );
    expect(bun(...preload, "same.ts").stdout).toBe("true\n");
  });

  test("is not there under that name without the preload", () => {
    write("plain.ts", script("@elizaos/core/interop"));
    expect(bun("plain.ts").stderr).toContain("@elizaos/core/interop");
  });

  test("has types: right uses pass and wrong ones do not", async () => {
    write(
      "typed.ts",
      [
        'import type { Plugin } from "@elizaos/core";',
        'import { loadPlugin, PluginError } from "elizaos-interop";',
        'export const plugin: Plugin = await loadPlugin({ manifestPath: "plugin.json", protocol: "wasm" });',
        "// @ts-expect-error a manifest's path is a text",
        "await loadPlugin({ manifestPath: 1 });",
        "// @ts-expect-error there is no such transport",
        'await loadPlugin({ manifestPath: "plugin.json", protocol: "smoke" });',
        "export const code = (error: PluginError) => error.code;",
      ].join("\n"),
    );
    const compilerOptions = {
      module: "Preserve",
      moduleResolution: "bundler",
      target: "ESNext",
      strict: true,
    };
    const options = { ...compilerOptions, noEmit: true, skipLibCheck: true, types: [] };
    write("tsconfig.json", JSON.stringify({ compilerOptions: options, files: ["typed.ts"] }));
    const tsc = [process.execPath, join(root, "node_modules/.bin/tsc"), "-p", "."];
    await mustRun("check the types", tsc, { cwd: project });
  });
});

describe("without Bun", () => {
  const node = Bun.which("node") ?? "";
  const said = /Cannot run elizaos-interop without Bun, which it is made for.*npm install bun/s;
  /** A machine with Node alone. */
  const plain = (argv: readonly string[]) =>
    runAs(
      { ...stranger, env: { ...stranger.env, PATH: `${stranger.folder}/bin:/usr/bin:/bin` } },
      argv,
      project,
    );

  test("the command says that Bun is needed and how it comes", () => {
    const { stderr, exitCode } = plain([join(project, "node_modules/.bin/elizaos-interop"), "--version"]);
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(2);
  });

  test.skipIf(node === "")("Node says so of the command", () => {
    const argv = [
      node,
      "node_modules/elizaos-interop/dist/cli.js",
      "inspect",
      plugin("eliza/rust"),
      "--json",
    ];
    const { stdout, exitCode } = plain(argv);
    expect(JSON.parse(stdout).error.code).toBe("platform_unsupported");
    expect(stdout).toMatch(said);
    expect(exitCode).toBe(2);
  });

  test.skipIf(node === "").each(["elizaos-interop", "elizaos-interop/interop", "elizaos-interop/register"])(
    "Node says so where a program imports %s",
    (module) => {
      write("node.mjs", `import ${JSON.stringify(module)};\n`);
      expect(plain([node, "node.mjs"]).stderr).toMatch(said);
    },
  );

  test.skipIf(node === "")("Node says so where it runs a bundle", async () => {
    write(
      "bundled.mjs",
      'import { loadPlugin } from "elizaos-interop";\nawait loadPlugin({ manifestPath: "x" });\n',
    );
    const bundle = { entrypoints: [join(project, "bundled.mjs")], outdir: join(project, "dist") };
    await Bun.build({ ...bundle, target: "node", naming: "[name].mjs" });
    expect(plain([node, "dist/bundled.mjs"]).stderr).toMatch(said);
  });
});
