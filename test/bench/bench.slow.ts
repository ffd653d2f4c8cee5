/** `elizaos-interop bench` over everything, from the checkout and as it is shipped: long, as it measures. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../src/bench/read-report.ts";
import type { Report } from "../../src/bench/report.ts";
import { mustRun } from "../../src/setup/command.ts";
import { commandLine } from "../cli/command.ts";
import { root } from "../fixtures/repository.ts";
import { makeStranger, runAs, type Stranger } from "../package/stranger.ts";
import { bench, NATIVE, useFolder } from "./bench-command.ts";
import { reportOf } from "./report.ts";

setDefaultTimeout(120_000);

const file = useFolder();

const WAYS = ["typescript native", "typescript ipc", "rust wasm", "rust ffi", "rust ipc", "python ipc"];
const SHIPPED = WAYS.filter((way) => way !== "rust ffi");

const isOurs = ({ protocol }: { protocol: string }) => protocol !== "floor";
const waysOf = (cases: readonly { language: string; protocol: string }[]) =>
  [...new Set(cases.map(({ language, protocol }) => `${language} ${protocol}`))].sort();

describe("elizaos-interop bench", () => {
  let report: Report;

  beforeAll(async () => {
    const words = ["--duration=8s", "--rate=200", `--json=${file("all.json")}`, `--html=${file("all.html")}`];
    const { status, stderr } = await bench(...words);
    expect(stderr).toContain("Wrote");
    expect(status).toBe(0);
    report = readReport(file("all.json"));
  });

  test("holds the echo's calls against JSON alone, where they leave this process's objects", async () => {
    const json = file("floor.json");
    expect((await bench("--quick", "--duration=150ms", "--protocol=wasm", `--json=${json}`)).status).toBe(0);
    const { cases } = readReport(json);
    const floor = cases.find(({ id }) => id === "typescript floor json 300 B");
    expect(cases.find(({ id }) => id === "rust wasm invoke 300 B")).toMatchObject({
      floor: { case: floor?.id, p50Us: floor?.p50Us },
      ratioToFloor: expect.any(Number),
    });
    expect(cases.find(({ case: name }) => name === "load")?.floor).toBeNull();
  });

  test("measures each case over each transport", () => {
    const casesOf = (name: string) => report.cases.filter((one) => one.case === name);
    for (const name of [
      "invoke",
      "invoke-bytes",
      "host-call",
      "process-actions",
      "load",
      "first-answer",
      "cold-start",
    ])
      expect([name, waysOf(casesOf(name))]).toEqual([name, WAYS.toSorted()]);
    const invokes = casesOf("invoke").filter(
      ({ protocol, language }) => protocol === "ipc" && language === "python",
    );
    expect(new Set(invokes.map(({ payloadBytes }) => payloadBytes)).size).toBe(10);
    expect(new Set(invokes.map(({ inFlight }) => inFlight))).toEqual(new Set([1, 2, 4, 8, 16, 32, 64]));
    expect(new Set(invokes.map(({ rate }) => rate))).toEqual(new Set([null, 200]));
    expect(invokes.some(({ pinned }) => pinned)).toBe(process.platform === "linux");
    for (const one of invokes.filter(({ payloadBytes }) => payloadBytes === 300))
      if (one.inFlight === 1 && one.rate === null) expect(one.ratioToFloor).toBeGreaterThan(1);
    expect(report.missing).toEqual([]);
  });

  test("weighs each of them, and many of some", () => {
    expect(waysOf(report.footprints)).toEqual(WAYS.toSorted());
    for (const { protocol, rssBytes, wasmMemoryBytes } of report.footprints) {
      if (protocol === "ipc") expect(rssBytes).toBeGreaterThan(5 * 2 ** 20);
      expect(wasmMemoryBytes !== null).toBe(protocol === "wasm");
    }
    const most = (language: string, protocol: string) =>
      Math.max(
        ...report.scaling
          .filter((step) => step.language === language && step.protocol === protocol)
          .map(({ plugins }) => plugins),
      );
    expect([most("rust", "wasm"), most("python", "ipc")]).toEqual([64, 16]);
  });

  test("measures the rest of a plugin of which one component fails later, and tells why", async () => {
    const { status } = await bench(
      "test/bench/fixtures/tiring.ts",
      ...NATIVE,
      `--json=${file("tiring.json")}`,
    );
    expect(status).toBe(0);
    const { cases, missing } = readReport(file("tiring.json"));
    expect(cases.map((one) => one.case)).toEqual(["invoke STEADY", "load"]);
    expect(missing).toMatchObject([{ case: "invoke TIRING", reason: expect.stringContaining("too tired") }]);
  });

  test("writes what it has when it is interrupted", async () => {
    const json = file("interrupted.json");
    const words = ["bench", "test/bench/fixtures/tiring.ts", "--quick", "--duration=15s", `--json=${json}`];
    const child = Bun.spawn(commandLine([...words, "--action=STEADY", "--protocol=native"]), {
      cwd: root,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const stderr = child.stderr.pipeThrough(new TextDecoderStream());
    let said = "";
    for await (const text of stderr) {
      said += text;
      if (said.includes("been at it for a while")) child.kill("SIGINT");
    }
    expect(await child.exited).toBe(130);
    expect(said).toContain(`Wrote ${json}`);
    const { cases, warnings, durationMs } = readReport(json);
    expect(durationMs).toBeLessThan(14_000);
    expect(warnings[0]).toContain("The run was interrupted");
    expect(cases.map((one) => one.case)).toContain("invoke STEADY");
    expect(await new Response(child.stdout).text()).toContain("The run was interrupted");
  });

  test("measures all of a plugin whose action and provider use its own service", async () => {
    const words = ["test/bench/fixtures/own-service.ts", "--duration=4s", `--json=${file("service.json")}`];
    const { status, stderr } = await bench(...words);
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining("Wrote") });
    const { cases, missing, footprints } = readReport(file("service.json"));
    expect(missing).toEqual([]);
    expect(waysOf(cases)).toEqual(["typescript ipc", "typescript native"]);
    for (const name of ["invoke ENTER", "provide ENTRIES", "first-answer", "cold-start"])
      expect(cases.filter((one) => one.case === name).length).toBeGreaterThanOrEqual(2);
    expect(footprints).toHaveLength(2);
  });

  test("measures somebody's plugins over each protocol that they offer", async () => {
    const targets = ["plugins/eliza/rust", "plugins/eliza/python"];
    const words = ["--quick", "--duration=2s", "--text=I am unhappy", `--json=${file("eliza.json")}`];
    expect((await bench(...targets, ...words)).status).toBe(0);
    const { cases, missing } = readReport(file("eliza.json"));
    expect(waysOf(cases)).toEqual(["python ipc", "rust ipc", "rust wasm"]);
    expect(new Set(cases.map(({ case: name }) => name))).toEqual(
      new Set(["invoke ELIZA_REPLY", "provide ELIZA_TOPICS", "load"]),
    );
    expect(missing).toMatchObject([
      { plugin: "eliza", protocol: "ffi", remedy: expect.stringContaining("--allow-ffi") },
    ]);
    const allowed = await bench("plugins/eliza/rust", ...words, "--protocol=ffi", "--provider=ELIZA_TOPICS");
    expect(allowed.stdout).toMatch(/^eliza rust ffi +provide ELIZA_TOPICS, 12 B +\d/m);
  });

  test("measures the action that was named, and no other", async () => {
    const json = file("named.json");
    const words = ["--action=WORKS", "--text=Hi", '--options={"a":1}', `--json=${json}`];
    expect((await bench("test/bench/fixtures/mixed.ts", ...NATIVE, ...words)).status).toBe(0);
    const { cases } = JSON.parse(readFileSync(json, "utf8")) as Report;
    expect(cases.map((one) => [one.case, one.payloadBytes])).toEqual([
      ["invoke WORKS", 2],
      ["load", 0],
    ]);
  });

  test.each([
    [["test/bench/fixtures/mixed.ts", "--quick", "--action=NONE"], "Cannot measure the action NONE"],
    [["plugins/echo/python", "--protocol=wasm"], "Cannot measure anything"],
  ])("refuses %j with status 2", async (words, reason) => {
    const { status, stdout, stderr } = await bench(...words);
    expect(stderr).toContain(reason);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  test("compares with a run where no second report is named", async () => {
    const us = (id: string, p50Us: number) => ({ id, p50Us, roundsP50Us: [p50Us, p50Us * 1.01] });
    const before = file("before.json");
    const cases = [us("typescript native invoke 300 B", 1e6), us("gone", 1)];
    writeFileSync(before, JSON.stringify(reportOf(cases)));
    const { status, stdout } = await bench(...NATIVE, "--compare", before, "--fail-over=10%");
    expect(stdout).toMatch(/^typescript native invoke 300 B +1\.00 s .*faster$/m);
    expect(stdout).toContain("only in the old report: gone");
    expect(stdout).toContain("What a call costs");
    expect(status).toBe(0);
  });

  test("shows how far it is on a terminal, and clears that away", async () => {
    const decoder = new TextDecoder();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    let shown = "";
    Bun.spawn(commandLine(["bench", ...NATIVE, "--duration=800ms"].filter((word) => word !== NATIVE[1])), {
      cwd: root,
      env: { ...process.env, TERM: "xterm-256color", NO_COLOR: "" },
      terminal: {
        data: (_terminal, bytes) => {
          shown += decoder.decode(bytes, { stream: true });
        },
        exit: () => resolve(),
      },
    });
    await closed;
    expect(shown).toMatch(/█+░+ +\d+ % .*measuring: round \d of 9/);
    const table = shown.slice(0, shown.indexOf("What a call costs"));
    expect(table.lastIndexOf("\r\x1b[K")).toBeGreaterThan(table.lastIndexOf(" % "));
  });

  test("takes a guest that cannot be started for one that is missing", async () => {
    const { status, stdout } = await bench("--quick", "--duration=1s", "--python=/none/python3");
    expect(stdout).toContain("not here: python ipc: Cannot find a Python interpreter: tried /none/python3");
    expect(stdout).toMatch(/^rust wasm +invoke/m);
    expect(status).toBe(0);
  });
});

describe("as it is shipped", () => {
  let stranger: Stranger;

  beforeAll(async () => {
    await mustRun("build", [process.execPath, "run", "build"], { cwd: root });
    stranger = makeStranger();
  });
  afterAll(() => rmSync(stranger.folder, { recursive: true, force: true }));

  /** In an empty folder, without this checkout, a toolchain or Bun on the PATH. */
  function measureBy(argv: string[]): Report {
    const out = join(stranger.folder, "out.json");
    const { exitCode, stderr } = runAs(stranger, [
      ...argv,
      "bench",
      "--quick",
      "--duration=2s",
      `--json=${out}`,
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `Wrote ${out}\n` });
    return readReport(out);
  }

  test("the executable alone measures wasm, TypeScript and Python, and tells what is missing", () => {
    const executable = join(stranger.folder, "elizaos-interop");
    copyFileSync(join(root, "dist/elizaos-interop"), executable);
    const { cases, missing, warnings } = measureBy([executable]);
    expect(waysOf(cases.filter(isOurs))).toEqual(SHIPPED.toSorted());
    expect(missing).toMatchObject([{ language: "rust", protocol: "ffi", reason: "it is not compiled here" }]);
    expect(warnings.join("\n")).toContain("Rust over ipc runs the wasm module");
    expect(warnings.join("\n")).toContain("without the C extension of msgpack");
  });

  test("the package does so too", async () => {
    const unpacked = join(stranger.folder, "unpacked");
    mkdirSync(unpacked);
    const pack = [process.execPath, "pm", "pack", "--ignore-scripts", "--quiet", "--destination", unpacked];
    const tarball = (await mustRun("pack the package", pack, { cwd: root })).trim().split("\n").at(-1) ?? "";
    await mustRun("unpack it", ["tar", "-xzf", tarball, "-C", unpacked], { cwd: unpacked });
    const { cases } = measureBy([process.execPath, join(unpacked, "package/dist/cli.js")]);
    expect(waysOf(cases.filter(isOurs))).toEqual(SHIPPED.toSorted());
  });
});
