import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareReports, comparisonText, regressions } from "../../src/bench/compare.ts";
import { readReport } from "../../src/bench/read-report.ts";
import type { Case } from "../../src/bench/report.ts";
import { FULL, reportOf } from "./report.ts";

/** A case whose rounds lie within 2 percent of so many µs. */
const steady = (id: string, us: number): Partial<Case> => ({
  id,
  p50Us: us,
  roundsP50Us: [us, us * 1.02, us * 0.98, us * 1.01, us * 0.99],
});

describe("compareReports()", () => {
  const { changes, onlyBefore, onlyAfter } = compareReports(
    reportOf([
      steady("slower", 100),
      steady("faster", 100),
      steady("same", 100),
      { id: "wild", p50Us: 100, roundsP50Us: [60, 100, 170, 80, 140] },
      { id: "once", p50Us: 100, roundsP50Us: [100] },
      { id: "gone" },
    ]),
    reportOf([
      steady("slower", 115),
      steady("faster", 70),
      steady("same", 100.5),
      { id: "wild", p50Us: 115, roundsP50Us: [70, 115, 190, 90, 150] },
      { id: "once", p50Us: 500, roundsP50Us: [500] },
      { id: "fresh" },
    ]),
  );
  const of = (id: string) => changes.find((one) => one.id === id);

  test("calls changed only what its rounds leave no doubt of", () => {
    expect(changes.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["slower", "slower"],
      ["faster", "faster"],
      ["same", "unchanged"],
      ["wild", "unchanged"],
      ["once", "unknown"],
    ]);
    expect(of("slower")?.changePct).toBeCloseTo(15);
    expect(of("faster")?.interval?.high).toBeLessThan(-25);
  });

  test("names what only one report has", () => {
    expect([onlyBefore, onlyAfter]).toEqual([["gone"], ["fresh"]]);
  });

  test("regressions() are those that became slower by more than that, and not by chance", () => {
    const comparison = { changes, onlyBefore, onlyAfter, warnings: [] };
    expect(regressions(comparison, 10).map(({ id }) => id)).toEqual(["slower"]);
    expect(regressions(comparison, 16)).toEqual([]);
  });

  test("warns of another machine, and of a noisy one", () => {
    const other = reportOf([{}], {
      machine: { ...FULL.machine, cpu: "Other CPU" },
      noise: { ...FULL.noise, tooNoisy: true },
    });
    expect(compareReports(reportOf([{}]), other).warnings).toEqual([
      "The two reports are of different machines: 2 × Some CPU, linux x64 and 2 × Other CPU, linux x64",
      "The machine was too noisy when the new report was made",
    ]);
  });

  test("comparisonText() shows the interval beside the change", () => {
    const text = comparisonText({ changes, onlyBefore, onlyAfter, warnings: ["careful"] });
    expect(text).toMatch(/^slower +100 µs +115 µs +\+15\.0 % +\+1\d\.\d % … \+1\d\.\d % +slower$/m);
    expect(text).toMatch(/^once +100 µs +500 µs +\+400\.0 % +unknown$/m);
    expect(text).toContain("only in the old report: gone\nonly in the new report: fresh\nwarning: careful\n");
  });
});

describe("compareReports(), of two processes that the system places", () => {
  const rounds = (roundsP50Us: number[], id = "python ipc invoke 300 B"): Partial<Case> => ({
    ...{ id, language: "python", protocol: "ipc", p50Us: roundsP50Us[1] as number, roundsP50Us },
  });
  const pinned = { ...rounds([30, 30, 31], "python ipc invoke 300 B pinned"), pinned: true };
  const compare = (before: Partial<Case>[], after: Partial<Case>[]) =>
    compareReports(reportOf(before), reportOf(after));

  test("takes another placing for no change of the code", () => {
    const comparison = compare([rounds([31, 32, 33]), pinned], [rounds([85, 86, 87]), pinned]);
    expect(comparison.changes.map(({ verdict }) => verdict)).toEqual(["other cores", "unchanged"]);
    expect(regressions(comparison, 10)).toEqual([]);
    expect(comparisonText(comparison)).toMatch(/^other cores: the system may have put/m);
  });

  test("compares the rounds of one mode where both reports have some", () => {
    const mixed = compare([rounds([31, 32, 85, 86]), pinned], [rounds([91, 39, 92, 40]), pinned]);
    const [change] = mixed.changes;
    expect(change).toMatchObject({ beforeUs: 31.5, afterUs: 39.5, mode: "one core", verdict: "slower" });
    expect(comparisonText(mixed)).toMatch(/^python ipc invoke 300 B, on one core +31\.5 µs/m);
  });

  test("tells no mode of two that never slept: on two cores they are faster than on one", () => {
    const [change] = compare([rounds([20, 21, 31]), pinned], [rounds([22, 23, 32]), pinned]).changes;
    expect(change?.mode).toBeUndefined();
  });

  test("takes what the waking of a core can explain for no change where there is no pinned row", () => {
    const verdict = (before: number, after: number, more: Partial<Case> = {}) =>
      compare(
        [{ ...steady("one", before), protocol: "ipc", ...more }],
        [{ ...steady("one", after), protocol: "ipc", ...more }],
      ).changes[0]?.verdict;
    expect(verdict(50, 120)).toBe("other cores");
    expect(verdict(500, 700)).toBe("slower");
    expect(verdict(50, 120, { pinned: true })).toBe("slower");
    expect(verdict(50, 120, { protocol: "wasm" })).toBe("slower");
    expect(verdict(50, 120, { case: "load" })).toBe("slower");
  });
});

describe("readReport()", () => {
  const read = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const file = join(folder, "report.json");
    writeFileSync(file, text);
    try {
      return readReport(file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test("takes what the schema says a report is", () => {
    expect(read(JSON.stringify(FULL))).toEqual(FULL);
  });

  test.each([
    ["no JSON", "{", "JSON"],
    ["no object", "[]", "$ must be object"],
    ["another format", JSON.stringify({ ...FULL, format: 2 }), "$.format must be equal to constant"],
    ["a wrong figure", JSON.stringify(reportOf([{ p50Us: -1 }])), "$.cases.0.p50Us must be >= 0"],
    [
      "a case without rounds",
      JSON.stringify(reportOf([{ roundsP50Us: [] }])),
      "$.cases.0.roundsP50Us must NOT have fewer than 1 items",
    ],
    ["an unknown field", JSON.stringify({ ...FULL, more: 1 }), "$ must NOT have additional properties"],
  ])("refuses %s, and names the place", (_what, text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });

  test("refuses a file that is not there by its name", () => {
    expect(() => readReport("none/report.json")).toThrow("Cannot read none/report.json as a report: ENOENT");
  });
});
