import { expect, test } from "bun:test";
import { BEGIN, END, withTable } from "../../bench/readme.ts";
import { readmeTable } from "../../bench/readme-table.ts";
import type { Report, ScalingStep } from "../../src/bench/report.ts";
import { caseOf, reportOf } from "./report.ts";

test("withTable() replaces what stands between the markers, and nothing else", () => {
  const text = `before\n${BEGIN}\nold\n${END}\nafter\n`;
  expect(withTable(text, "new")).toBe(`before\n${BEGIN}\n\nnew\n\n${END}\nafter\n`);
  expect(withTable(withTable(text, "new"), "new")).toBe(withTable(text, "new"));
});

test("withTable() refuses a text without the markers", () => {
  for (const text of ["", BEGIN, END, `${END}${BEGIN}`])
    expect(() => withTable(text, "new")).toThrow("Cannot write the table as README.md has no");
});

const reports = new Map<string, Report>([
  [
    "call",
    reportOf([
      caseOf("rust wasm invoke 300 B", 3),
      caseOf("rust floor wasm-export 300 B", 2),
      caseOf("rust extism invoke 300 B", 9),
      caseOf("python ipc invoke 300 B", 110),
      caseOf("python ipc invoke 300 B pinned", 18),
    ]),
  ],
  ["payload", reportOf([caseOf("python ipc invoke-bytes 1048576 B", 4_000)])],
  ["start", reportOf([])],
  ["host-call", reportOf([caseOf("rust wasm host-call 0 B", 2.5)])],
  [
    "scale",
    reportOf(
      [
        caseOf("python ipc invoke 300 B 32 in flight", 400, { callsPerSecond: 50_000 }),
        caseOf("python floor python-loop 300 B 32 in flight", 200, { callsPerSecond: 100_000 }),
      ],
      { scaling: [{ protocol: "wasm", plugins: 100, totalMs: 250, rssBytes: 2 ** 25 } as ScalingStep] },
    ),
  ],
]);

test("readmeTable() shows ours beside the floor, the others and elizaOS's figure, with the machine", () => {
  const table = readmeTable(reports);
  const rows = table.split("\n").map((line) => line.replaceAll(/ +/g, " "));
  expect(table).toContain("2 × A processor, 1 GiB, linux x64 6.1.0; bun 1.4.5");
  expect(rows).toContain(
    "| Rust, wasm | 3 µs | 2 µs: a bare export, JSON both sides | 1.50 | Extism 9 µs | 10 µs |",
  );
  expect(rows).toContain("| Python, ipc, on one core | 18 µs | | | | 1,000 µs |");
  expect(rows).toContain(
    "| Python, ipc, calls per second with 32 in flight | 50 k/s | 100 k/s: Bun and a bare Python loop | 0.50 | |",
  );
  expect(rows).toContain("| Python, ipc, 1 MiB of bytes, each way | 524 MB/s | | | |");
  expect(rows).toContain(
    "| 100 wasm plugins of one module, until all have answered | 250 ms, 32 MiB | | | |",
  );
  expect(table).toContain("In this run: ours on two cores.");
});

test("readmeTable() names what was not measured, and needs every question", () => {
  const call = reports.get("call") as Report;
  const lacking = { plugin: null, language: "python", protocol: "mcp", case: "invoke", remedy: null };
  const missing = [{ ...lacking, reason: "no Python" }];
  expect(readmeTable(new Map([...reports, ["call", { ...call, missing }]]))).toContain(
    "Not measured: python mcp: no Python.",
  );
  expect(() => readmeTable(new Map([["call", call]]))).toThrow(
    "Cannot write the table as the question scale was not answered",
  );
});
