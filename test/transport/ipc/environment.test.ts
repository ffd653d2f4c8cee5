/** What a guest's process is given of ours: a safe list, what its manifest names, what the caller sets; no secret beside. */
import { afterEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LoadOptions, type LogRecord, loadPlugin, type Manifest } from "../../../src/index.ts";
import { guestEnvironment } from "../../../src/transport/ipc/environment.ts";
import { findPython } from "../../../src/transport/ipc/python.ts";
import { invoke } from "../../fixtures/call.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { artefact, root } from "../../fixtures/repository.ts";

const secrets = { PROBE_SECRET: "never to be seen", PROBE_NAMED: "named by the manifest" };
Object.assign(process.env, secrets);

async function environmentOf(env: string[], options: LoadOptions = {}): Promise<Record<string, string>> {
  artefact("dist/python/__main__.py");
  const manifest: Manifest = {
    name: "environment",
    description: "Tells its environment",
    version: "1.0.0",
    language: "python",
    interop: { protocol: "ipc", moduleName: "tell_environment", env },
  };
  await using plugin = await loadPlugin({
    manifest,
    baseDir: join(root, "test/guests/stubborn/python"),
    ...options,
  });
  const result = await invoke(plugin, recordingRuntime(), { action: "ENVIRONMENT" });
  return result?.data?.environment as Record<string, string>;
}

test("a guest sees the safe list and nothing else of ours", async () => {
  const environment = await environmentOf([]);
  expect(environment.PATH).toBe(process.env.PATH as string);
  expect(environment).not.toHaveProperty("PROBE_SECRET");
  expect(environment).not.toHaveProperty("PROBE_NAMED");
});

test("a guest sees what its manifest names and what the caller sets", async () => {
  const environment = await environmentOf(["PROBE_NAMED", "PROBE_UNSET"], { env: { PROBE_GIVEN: "given" } });
  expect(environment).toMatchObject({ PROBE_NAMED: "named by the manifest", PROBE_GIVEN: "given" });
  expect(environment).not.toHaveProperty("PROBE_SECRET");
  expect(environment).not.toHaveProperty("PROBE_UNSET");
});

test("guestEnvironment() passes every locale variable and lets the caller win", () => {
  const own = { LC_ALL: "C", LC_TIME: "de_DE", HOME: "/home/me", TOKEN: "secret", GONE: undefined };
  expect(guestEnvironment(own, ["GONE"], { HOME: "/elsewhere" }).variables).toEqual({
    LC_ALL: "C",
    LC_TIME: "de_DE",
    HOME: "/elsewhere",
  });
});

const OWN = {
  AWS_SECRET_ACCESS_KEY: "hunter2",
  STORE: "postgres://me:hunter2@store/db",
  CITY: "Rome",
  BUN_OPTIONS: "--preload=/evil.ts",
  BUN_BE_BUN: "1",
};

test("guestEnvironment() gives a manifest no secret, by its name or by a password inside", () => {
  expect(guestEnvironment(OWN, ["AWS_SECRET_ACCESS_KEY", "STORE", "CITY", "JWT"], {})).toEqual({
    variables: { CITY: "Rome" },
    given: ["CITY"],
    withheld: ["AWS_SECRET_ACCESS_KEY", "STORE"],
  });
});

test("guestEnvironment() gives what the caller sets, whatever its name", () => {
  const extra = { AWS_SECRET_ACCESS_KEY: "hunter2", STORE: "postgres://me:hunter2@store/db" };
  expect(guestEnvironment(OWN, ["AWS_SECRET_ACCESS_KEY"], extra)).toEqual({
    variables: extra,
    given: ["AWS_SECRET_ACCESS_KEY", "STORE"],
    withheld: [],
  });
});

test("guestEnvironment() passes on nothing that changes Bun itself, whoever names it", () => {
  const none = { variables: {}, given: [], withheld: ["BUN_OPTIONS", "BUN_BE_BUN"] };
  expect(guestEnvironment(OWN, ["BUN_OPTIONS", "BUN_BE_BUN"], {})).toEqual(none);
  expect(guestEnvironment({}, [], { BUN_OPTIONS: "--smol", BUN_BE_BUN: "1" })).toEqual(none);
  expect(guestEnvironment(OWN, [], {}).variables).toEqual({});
});

test.each(["HTTP_PROXY", "https_proxy"])(
  "guestEnvironment() passes %s on unless it holds a password",
  (name) => {
    const open = { [name]: "http://proxy:3128", no_proxy: "localhost", NO_PROXY: "localhost" };
    expect(guestEnvironment(open, [], {}).variables).toEqual(open);
    for (const url of ["http://me:hunter2@proxy:3128", "me:hunter2@proxy:3128"]) {
      const own = { [name]: url };
      expect(guestEnvironment(own, [], {})).toEqual({ variables: {}, given: [], withheld: [] });
      expect(guestEnvironment(own, [name], {}).withheld).toEqual([name]);
      expect(guestEnvironment(own, [], own).variables).toEqual(own);
    }
  },
);

test("the user is told at load what a plugin is given, and by which flag it would get more", async () => {
  const told: string[] = [];
  const onLog = ({ level, message }: LogRecord) => void told.push(`${level}: ${message}`);
  Object.assign(process.env, { PROBE_TOKEN: "hunter2" });
  const environment = await environmentOf(["PROBE_NAMED", "PROBE_TOKEN"], {
    onLog,
    settings: { CITY: "Rome" },
  });
  expect(environment).not.toHaveProperty("PROBE_TOKEN");
  expect(told.slice(0, 2)).toEqual([
    "info: The plugin environment is given the settings CITY and the environment variables PROBE_NAMED",
    "warn: The plugin environment is not given the environment variables PROBE_TOKEN: they look like secrets, which a plugin gets by your word only: --env PROBE_TOKEN, or the option env",
  ]);
});

const nowhere = join(root, "test/guests");
const search = { chosen: undefined, manifest: undefined, baseDir: nowhere, env: {} };

test("findPython() takes the caller's, the manifest's and the environment's choice, in this order", () => {
  const sh = "/bin/sh";
  expect(findPython({ ...search, chosen: sh, manifest: "/bin/nobody" }).path).toBe(sh);
  expect(findPython({ ...search, manifest: sh, env: { ELIZAOS_INTEROP_PYTHON: "/bin/nobody" } }).path).toBe(
    sh,
  );
  expect(findPython({ ...search, env: { ELIZAOS_INTEROP_PYTHON: sh, VIRTUAL_ENV: "/nowhere" } }).path).toBe(
    sh,
  );
});

test("findPython() looks for the active virtual environment, then .venv beside the manifest, then in the working directory", () => {
  const { tried } = findPython({ ...search, env: { VIRTUAL_ENV: "/nowhere" } });
  expect(tried.slice(0, 2)).toEqual([
    "/nowhere/bin/python3 (VIRTUAL_ENV)",
    `${nowhere}/.venv/bin/python3 (a virtual environment)`,
  ]);
  expect(tried[2]).toBe(`${process.cwd()}/.venv/bin/python3 (a virtual environment)`);
});

test("findPython() refuses a named interpreter that does not exist, whatever else there is", () => {
  expect(() => findPython({ ...search, manifest: "./no/python" })).toThrow(
    `tried ${nowhere}/no/python ($.interop.python)`,
  );
});

/** A folder with a virtual environment whose interpreter is gone in one of the ways in which that happens. */
const broken = {
  "its interpreter is a link to nowhere"(venv: string) {
    mkdirSync(join(venv, "bin"), { recursive: true });
    symlinkSync("/nowhere/python3.10", join(venv, "bin/python3.10"));
    symlinkSync("python3.10", join(venv, "bin/python3"));
    return `${venv}/bin/python3 -> python3.10 does not exist`;
  },
  "it has a pyvenv.cfg only"(venv: string) {
    mkdirSync(venv);
    writeFileSync(join(venv, "pyvenv.cfg"), "home = /nowhere");
    return `${venv}/bin/python3 does not exist`;
  },
  "it is a link to nowhere itself"(venv: string) {
    symlinkSync("/nowhere/venv", venv);
    return `${venv} -> /nowhere/venv does not exist`;
  },
};

for (const [way, make] of Object.entries(broken))
  test(`findPython() names a virtual environment of which ${way}, and takes no other interpreter`, () => {
    const folder = mkdtempSync("/tmp/interop-venv-");
    try {
      const venv = join(folder, ".venv");
      const gone = make(venv);
      const what = `as the interpreter of the virtual environment ${venv} is gone: ${gone}`;
      for (const [looked, why] of [
        [{ ...search, baseDir: folder }, "a virtual environment"],
        [{ ...search, env: { VIRTUAL_ENV: venv } }, "VIRTUAL_ENV"],
      ] as const)
        expect(() => findPython(looked)).toThrow(
          expect.objectContaining({
            code: "interpreter_not_found",
            message: `Cannot find a Python interpreter ${what} (${why})`,
            remedy: expect.stringContaining(`python3 -m venv --clear ${venv}`),
          }),
        );
      // What is named comes first, and a folder of that name need be no environment.
      expect(findPython({ ...search, baseDir: folder, chosen: "/bin/sh" }).path).toBe("/bin/sh");
      rmSync(venv, { recursive: true, force: true });
      mkdirSync(venv);
      expect(findPython({ ...search, baseDir: folder, env: { VIRTUAL_ENV: "/nowhere" } }).tried).toHaveLength(
        3,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

const traceFile = `/tmp/interop-trace-${process.pid}.jsonl`;
afterEach(() => {
  delete process.env.ELIZAOS_INTEROP_TRACE;
  rmSync(traceFile, { force: true });
});

test("ELIZAOS_INTEROP_TRACE holds each message as a line, secret settings redacted", async () => {
  process.env.ELIZAOS_INTEROP_TRACE = traceFile;
  await environmentOf([], { settings: { API_KEY: "hunter2", STORE: "redis://:hunter2@h", PLAIN: "shown" } });
  const lines = readFileSync(traceFile, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ direction, message }) => `${direction}: ${message.type}`)).toEqual([
    "from guest: ready",
    "to guest: plugin.init",
    "from guest: plugin.init.result",
    "to guest: action.invoke",
    "from guest: action.result",
    "to guest: shutdown",
  ]);
  expect(lines[1]).toMatchObject({
    plugin: "environment",
    message: { settings: { API_KEY: "[redacted]", STORE: "[redacted]", PLAIN: "shown" } },
  });
  expect(lines.every(({ at }) => Math.abs(Date.now() - at) < 60_000)).toBe(true);
  expect(readFileSync(traceFile, "utf8")).not.toContain("hunter2");
});
