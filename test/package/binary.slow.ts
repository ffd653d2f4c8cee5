/** The one executable, built and copied alone to a machine without Bun, node_modules or this checkout: every command runs there. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json";
import { mustRun } from "../../src/setup/command.ts";
import { root } from "../fixtures/repository.ts";
import { jsonAs, makeStranger, runAs, type Stranger } from "./stranger.ts";

let stranger: Stranger;
let executable: string;

beforeAll(async () => {
  await mustRun("build the executable", [process.execPath, "run", "build"], { cwd: root });
  stranger = makeStranger();
  executable = join(stranger.folder, "elizaos-interop");
  copyFileSync(join(root, "dist/elizaos-interop"), executable);
}, 300_000);

afterAll(() => rmSync(stranger.folder, { recursive: true, force: true }));

const library = process.platform === "darwin" ? "libeliza.dylib" : "libeliza.so";
const run = (...words: string[]) => runAs(stranger, [executable, ...words]);
const json = (...words: string[]) => jsonAs(stranger, [executable, ...words]);
const plugin = (path: string) => join(stranger.folder, "plugins", path);

test("--version tells the version", () => {
  expect(run("--version")).toEqual({ stdout: `${packageJson.version}\n`, stderr: "", exitCode: 0 });
});

/** Runs with more in the environment, as a user without privileges. */
function runUnprivileged(env: Record<string, string>, ...argv: string[]) {
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const options = { cwd: "/", env: { ...stranger.env, ...env }, stdin: "ignore", ...user } as const;
  const { stdout, stderr } = Bun.spawnSync(
    argv,
    options as Bun.Spawn.SpawnSyncOptions<"ignore", "pipe", "pipe">,
  );
  return `${stdout}${stderr}`;
}

describe.skipIf(process.platform !== "linux")("the environment of the executable", () => {
  const SECRET = { WALLET_MNEMONIC: "hunter2" };
  const spy = "echo \"seen: $(tr '\\0' ' ' < /proc/$PPID/environ)\" >&2";

  test("is not to be read by a guest of the same user", () => {
    chmodSync(stranger.folder, 0o755);
    const folder = join(stranger.folder, "plugins/spy");
    mkdirSync(folder);
    const interop = { protocol: "ipc", ipcCommand: ["/bin/sh", "-c", spy] };
    const manifest = { name: "spy", description: "Looks", version: "1.0.0", language: "other", interop };
    writeFileSync(join(folder, "plugin.json"), JSON.stringify(manifest));
    const said = runUnprivileged(SECRET, executable, "inspect", folder);
    expect(said).toContain("seen: ");
    expect(said).not.toContain("hunter2");
    // It would be, in any other process of that user.
    expect(
      runUnprivileged(SECRET, "/bin/sh", "-c", `/bin/sh -c '${spy.replaceAll("'", "'\\''")}'; true`),
    ).toContain("hunter2");
  });

  test("makes no other program of it", () => {
    const preload = join(stranger.folder, "preload.js");
    writeFileSync(preload, 'console.log("preloaded");');
    const version = (env: Record<string, string>) =>
      Bun.spawnSync([executable, "--version"], { env: { ...stranger.env, ...env } }).stdout.toString();
    expect(version({ BUN_OPTIONS: `--preload=${preload}` })).toBe(`${packageJson.version}\n`);
    expect(version({ BUN_BE_BUN: "1" })).toBe(`${packageJson.version}\n`);
  });

  test("reaches no process of a plugin in it by what makes Bun another program", () => {
    const folder = join(stranger.folder, "plugins/starts");
    mkdirSync(folder);
    writeFileSync(join(folder, "plugin.ts"), STARTS);
    const words = [executable, "invoke", join(folder, "plugin.ts"), "START"];
    const env = { ...stranger.env, BUN_OPTIONS: "--smol", BUN_BE_BUN: "1" };
    expect(Bun.spawnSync(words, { env }).stdout.toString()).toBe("none\n");
  });
});

const STARTS = `export default {
  name: "starts",
  description: "Starts a process",
  actions: [
    {
      name: "START",
      description: "Tells what its process has of Bun's own variables",
      validate: async () => true,
      handler: async () => {
        const { stdout } = Bun.spawnSync(["/usr/bin/env"]);
        return { success: true, text: /^BUN_/m.test(stdout.toString()) ? stdout.toString() : "none" };
      },
    },
  ],
};
`;

const PAIRS = [
  ["typescript", "native"],
  ["typescript", "ipc"],
  ["rust", "wasm"],
  ["rust", "ffi"],
  ["rust", "ipc"],
  ["python", "ipc"],
] as const;

describe.each(PAIRS)("%s over %s", (language, protocol) => {
  const words = (): string[] => [plugin(`eliza/${language}`)];
  const flags = ["--text", "I am unhappy", "--protocol", protocol];

  test("invoke gives the reply of ELIZA", () => {
    expect(json("invoke", ...words(), "ELIZA_REPLY", ...flags)).toMatchObject({
      plugin: "eliza",
      protocol,
      language,
      valid: true,
      result: { success: true, data: { keyword: "i", rule: "i:sad" } },
      emitted: [{ text: "What has made you unhappy?" }],
    });
  });

  test("provide gives the topics", () => {
    expect(json("provide", ...words(), "ELIZA_TOPICS", ...flags)).toMatchObject({
      provider: "ELIZA_TOPICS",
      protocol,
      result: { data: { topics: ["i"] } },
    });
  });

  test("inspect shows the components", () => {
    const { components, protocol: over } = json("inspect", ...words(), "--protocol", protocol);
    expect(over).toBe(protocol);
    expect(JSON.stringify(components)).toContain("ELIZA_REPLY");
  });
});

describe("a plugin by its artefact", () => {
  const ARTEFACTS = [
    "eliza/rust/dist/eliza.wasm",
    `eliza/rust/dist/${library}`,
    "eliza/typescript/plugin.ts",
  ];

  test.each(ARTEFACTS)("inspect %s", (path) => {
    const { artefact } = json("inspect", plugin(path));
    expect(artefact).toMatchObject({ path: plugin(path), bytes: expect.any(Number) });
  });

  test("inspect python:module, found in the working directory", () => {
    const argv = [executable, "inspect", "python:eliza_plugin"];
    expect(jsonAs(stranger, argv, plugin("eliza/python"))).toMatchObject({ protocol: "ipc" });
  });
});

describe("a TypeScript plugin with imports", () => {
  const tell = (...flags: string[]) => json("invoke", plugin("own/plugin.ts"), "TELL", ...flags);

  test("gets the host's @elizaos/core and the packages of its own folder", () => {
    expect(tell()).toMatchObject({
      result: { data: { greeting: "from its own node_modules", sameCore: true, inner: null } },
    });
  });

  test("gets @elizaos/core/interop, and loads a plugin with it", () => {
    const options = JSON.stringify({ inner: plugin("eliza/rust/plugin.json") });
    expect(tell("--options", options)).toMatchObject({ result: { data: { inner: "eliza" } } });
  });

  test("gets them in a process of its own too", () => {
    expect(tell("--protocol", "ipc")).toMatchObject({
      result: { data: { greeting: "from its own node_modules", core: "function" } },
    });
  });
});

test("validate knows a good manifest from a bad one", () => {
  const bad = join(stranger.folder, "plugins/bad.json");
  writeFileSync(bad, JSON.stringify({ name: "bad", interop: { protocol: "wsam" } }));
  expect(run("validate", plugin("eliza/rust/plugin.json")).exitCode).toBe(0);
  const { exitCode, stdout, stderr } = run("validate", plugin("eliza/rust/plugin.json"), bad);
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain("wsam");
});

test("doctor finds that plugins of every kind run", () => {
  const { stdout, exitCode } = run("doctor");
  expect(stdout).toContain("WebAssembly");
  expect(exitCode).toBe(0);
});

test("guest says the preamble, and ends with its host", async () => {
  const child = Bun.spawn([executable, "guest", plugin("eliza/typescript")], {
    cwd: stranger.empty,
    env: stranger.env,
    stdin: "pipe",
    stdout: "pipe",
  });
  const { value } = await child.stdout.getReader().read();
  expect(new TextDecoder().decode(value?.slice(0, 10))).toBe("ELIZAIPC1\n");
  await child.stdin.end();
  expect(await child.exited).toBe(0);
}, 15_000);

describe("in a working directory of somebody else", () => {
  const hostile = (name: string, contents: string) => writeFileSync(join(stranger.empty, name), contents);

  beforeAll(() => {
    hostile(
      ".env",
      "ELIZAOS_INTEROP_PYTHON=/nowhere/python3\nELIZAOS_INTEROP_BIN=/nowhere/elizaos-interop\n",
    );
    hostile("bunfig.toml", 'preload = ["./hostile.ts"]\n');
    hostile("hostile.ts", 'await Bun.write("ran.txt", "ran"); process.exit(66);\n');
    hostile("package.json", '{ "imports": { "#x": "./hostile.ts" } }\n');
    hostile("tsconfig.json", '{ "compilerOptions": { "paths": { "*": ["./hostile.ts"] } } }\n');
  });

  test.each(["typescript", "rust", "python"])(
    "neither .env nor bunfig.toml is read: %s over ipc",
    (language) => {
      const invoked = json(
        "invoke",
        plugin(`eliza/${language}`),
        "ELIZA_REPLY",
        "--text",
        "Hi",
        "--protocol",
        "ipc",
      );
      expect(invoked).toMatchObject({ valid: true, result: { success: true } });
      expect(readdirSync(stranger.empty)).not.toContain("ran.txt");
    },
  );

  test("--version reads nothing there", () => {
    expect(run("--version").exitCode).toBe(0);
    expect(readdirSync(stranger.empty)).not.toContain("ran.txt");
  });
});

test("nothing is left in the temporary folder", () => {
  expect(readdirSync(stranger.env.TMPDIR ?? "")).toEqual([]);
});
