/** `elizaos-interop bench` as its users run it, for as short a time as it can. bench.slow.ts runs all of it. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readReport } from "../../src/bench/read-report.ts";
import type { Report } from "../../src/bench/report.ts";
import { commandLine } from "../cli/command.ts";
import { root } from "../fixtures/repository.ts";
import { bench, NATIVE, useFolder } from "./bench-command.ts";
import { reportOf } from "./report.ts";

setDefaultTimeout(30_000);

const file = useFolder();

describe.concurrent("elizaos-interop bench", () => {
  test("prints the tables, and writes what was asked for", async () => {
    const files = ["json", "csv", "html"].map((kind) => `--${kind}=${file(`out.${kind}`)}`);
    const { status, stdout, stderr } = await bench(...NATIVE, "--rate=500", ...files);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: ["json", "csv", "html"].map((kind) => `Wrote ${file(`out.${kind}`)}\n`).join(""),
    });
    expect(stdout).toMatch(/^typescript native +invoke, 300 B +\d/m);
    expect(stdout).toMatch(/^typescript native +invoke, 300 B +500\/s +\d/m);
    expect(stdout).toMatch(/^typescript native +load +\d/m);
    const report = readReport(file("out.json"));
    expect(report.cases.map(({ id }) => id)).toEqual([
      "typescript native invoke 300 B",
      "typescript native invoke 300 B 500/s",
      "typescript native load 0 B",
    ]);
    expect(report.machine.versions).toMatchObject({
      bun: Bun.version,
      "elizaos-interop": expect.any(String),
    });
    expect(readFileSync(file("out.csv"), "utf8").split("\r\n")).toHaveLength(5);
    expect(readFileSync(file("out.html"), "utf8")).toStartWith("<!doctype html>");
  });

  test("measures the components of a plugin that work, and tells why others do not", async () => {
    const json = file("mixed.json");
    const { status, stdout } = await bench("test/bench/fixtures/mixed.ts", ...NATIVE, `--json=${json}`);
    expect(status).toBe(0);
    const { cases, missing } = JSON.parse(readFileSync(json, "utf8")) as Report;
    expect(cases.map(({ case: name }) => name)).toEqual(["invoke WORKS", "provide GIVES", "load"]);
    expect(missing.map((one) => [one.case, one.reason])).toEqual([
      ["invoke REFUSES", 'its result must be no refusal: current value is {"success":false}'],
      ["invoke THROWS", "on purpose"],
    ]);
    expect(stdout).toContain(
      "not here: test/bench/fixtures/mixed.ts typescript native invoke THROWS: on purpose",
    );
  });

  test.each(["native", "ipc"])(
    "tells of an action that never ends, and measures the rest, over %s",
    async (protocol) => {
      const json = file(`endless-${protocol}.json`);
      const words = [
        "--quick",
        "--duration=150ms",
        `--protocol=${protocol}`,
        "--timeout=500",
        `--json=${json}`,
      ];
      const { status, stdout } = await bench("test/bench/fixtures/endless.ts", ...words);
      expect(status).toBe(0);
      const { cases, missing } = readReport(json);
      // Over ipc there are pinned rows too.
      expect(new Set(cases.map((one) => one.case))).toEqual(new Set(["invoke WORKS", "load"]));
      expect(missing).toMatchObject([{ case: "invoke NEVER", reason: expect.stringContaining("500 ms") }]);
      expect(stdout).toMatch(/^not here: .*invoke NEVER: .*500 ms/m);
    },
  );

  test("is ended by one interrupt while it waits for an action that never ends", async () => {
    const words = ["bench", "test/bench/fixtures/endless.ts", ...NATIVE];
    const child = Bun.spawn(commandLine(words), { cwd: root, stdout: "ignore", stderr: "pipe" });
    let said = "";
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      if (!said.includes("waiting") && text.includes("waiting")) child.kill("SIGINT");
      said += text;
    }
    expect(await child.exited).toBe(130);
    expect(said).toContain("Interrupted before anything was measured");
  });

  test("names the plugin of which nothing can be measured", async () => {
    const target = "test/bench/fixtures/uninitialised.ts";
    const { status, stderr } = await bench(target, ...NATIVE);
    expect(stderr).toContain(`Cannot measure anything of ${target}: set a token`);
    expect(status).toBe(2);
  });

  test.each([
    [["--duration=soon"], "'--duration' must be a time such as 30s or 5m"],
    [["--duration=0s"], "'--duration' must be a time such as 30s or 5m"],
    [["--rate=-1"], "'--rate' must be a positive number"],
    [["--text=Hi"], "'--text' must be beside a plugin"],
    [["--fail-over=10%"], "'--fail-over' must be beside --compare"],
    [["--compare=none.json"], "Cannot read none.json as a report"],
    [["--json=none/there/out.json"], "Cannot write none/there/out.json"],
    [["none"], 'Cannot find a plugin at "none"'],
    [["--json=same", "--html=./same"], "'--html' must be a file of its own"],
  ])("refuses %j with status 2", async (words, reason) => {
    const { status, stdout, stderr } = await bench(...words);
    expect(stderr).toContain(reason);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  test("leaves a file that it only looked at as it was, and makes none", async () => {
    writeFileSync(file("kept.json"), "kept");
    await bench("none", `--json=${file("kept.json")}`, `--csv=${file("made.csv")}`);
    expect(readFileSync(file("kept.json"), "utf8")).toBe("kept");
    expect(existsSync(file("made.csv"))).toBe(false);
  });
});

describe.concurrent("elizaos-interop bench --compare", () => {
  const us = (id: string, p50Us: number) => ({ id, p50Us, roundsP50Us: [p50Us, p50Us * 1.01, p50Us * 0.99] });
  const write = (name: string, ...cases: Parameters<typeof reportOf>[0]) => {
    writeFileSync(file(name), JSON.stringify(reportOf(cases)));
    return file(name);
  };

  test("shows two reports, and needs no run for it", async () => {
    const [before, after] = [write("a.json", us("one", 10)), write("b.json", us("one", 12))];
    const { status, stdout, stderr } = await bench("--compare", before, after);
    expect(stdout).toMatch(/^one +10 µs +12 µs +\+20\.0 % .*slower$/m);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("refuses what would need a run beside two reports, and a second report that is not there", async () => {
    const [before, after] = [write("e.json", us("one", 10)), write("f.json", us("one", 12))];
    const none = file("none.json");
    for (const [words, reason] of [
      [[after, "plugins/echo/python"], "Cannot compare two reports as plugins/echo/python would need a run"],
      [[after, "--html=out.html"], "Cannot compare two reports as --html would need a run"],
      [[after, "--quick"], "Cannot compare two reports as --quick would need a run"],
      [[none], `Cannot read ${none} as a report`],
    ] as const) {
      const { status, stdout, stderr } = await bench("--compare", before, ...words);
      expect(stderr).toContain(reason);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    }
  });

  test("--fail-over ends with 1 where a case became slower by more, else with 0", async () => {
    const [before, after] = [write("c.json", us("one", 10)), write("d.json", us("one", 12))];
    const over = await bench("--compare", before, after, "--fail-over=10%");
    expect(over.stderr).toBe("one became slower by more than 10 %\n");
    expect(over.status).toBe(1);
    expect((await bench("--compare", before, after, "--fail-over", "25")).status).toBe(0);
    expect((await bench("--compare", after, before, "--fail-over=10%")).status).toBe(0);
  });
});
