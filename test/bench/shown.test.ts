// Reports as texts: the terminal's tables, and CSV.

import { describe, expect, test } from "bun:test";
import { csv } from "../../src/bench/csv.ts";
import { summary } from "../../src/bench/summary.ts";
import { logBars, textTable } from "../../src/bench/text-table.ts";
import { bytes, microseconds, percent, perSecond } from "../../src/bench/units.ts";
import { FULL, reportOf } from "./report.ts";

const marked = (mark: string) => (text: string) => `<${mark}>${text}</${mark}>`;
const PAINTS = { bold: marked("b"), dim: marked("d"), yellow: marked("y") };

describe("units", () => {
  test("show three digits, and whole numbers as they are", () => {
    expect([0.1726, 5, 5.764, 143.2, 12_440, 1_200_000].map(microseconds)).toEqual([
      "0.173 µs",
      "5 µs",
      "5.76 µs",
      "143 µs",
      "12.4 ms",
      "1.20 s",
    ]);
    expect([0, 64, 1_023, 4_096, 1_500_000, 4 * 2 ** 20].map(bytes)).toEqual([
      "0 B",
      "64 B",
      "1023 B",
      "4 KiB",
      "1.43 MiB",
      "4 MiB",
    ]);
    expect([12, 812.4, 12_400, 2_000_000].map(perSecond)).toEqual(["12", "812", "12.4 k", "2 M"]);
    expect([12.34, -3, 0].map(percent)).toEqual(["+12.3 %", "-3.0 %", "0.0 %"]);
  });

  test("go on to the next unit where rounding leads there", () => {
    expect([999.4, 999.9, 999_999].map(microseconds)).toEqual(["999 µs", "1.00 ms", "1.00 s"]);
    expect(perSecond(999_999)).toBe("1.00 M");
  });
});

describe("textTable()", () => {
  test("aligns by what a terminal shows", () => {
    const columns = [
      { title: "name", align: "left" },
      { title: "p50", align: "right" },
    ] as const;
    expect(textTable(columns, [["µs", "1"], ["\x1b[1mlonger\x1b[22m", "22222"], ["none"]])).toEqual([
      "name      p50",
      "µs          1",
      "\x1b[1mlonger\x1b[22m  22222",
      "none",
    ]);
  });
});

describe("logBars()", () => {
  test("is as long for each ten times more", () => {
    const lengths = logBars([1, 10, 100, 1_000]).map((bar) => bar.length);
    const steps = lengths.slice(1).map((length, index) => length - (lengths[index] ?? 0));
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
    expect(lengths[0]).toBe(1);
  });

  test("shows something for equal figures, and for one", () => {
    expect(logBars([7, 7])).toEqual(["█", "█"]);
    expect(logBars([])).toEqual([]);
  });
});

describe("summary()", () => {
  const text = summary(FULL, PAINTS);
  const lines = text.split("\n");
  const under = (title: string) => {
    const at = lines.indexOf(`<b>${title}</b>`);
    return lines.slice(at + 2, lines.indexOf("", at)).map((line) => line.split(/ {2,}/));
  };

  test("has a table for each question", () => {
    expect(lines.filter((line) => line.startsWith("<b>"))).toEqual([
      "<b>What a call costs</b>",
      "<b>By payload, text (p50)</b>",
      "<b>By payload, bytes (p50)</b>",
      "<b>Calls per second, by calls in flight</b>",
      "<b>How long a start takes</b>",
      "<b>Memory of one plugin</b>",
      "<b>What many plugins cost</b>",
    ]);
    expect(under("By payload, text (p50)")).toEqual([["rust wasm", "4 µs", "9 ms"]]);
    expect(under("Calls per second, by calls in flight")).toEqual([["rust wasm", "200 k", "150 k", "190 k"]]);
    expect(under("Memory of one plugin")[0]).toEqual([
      "rust wasm",
      "1.43 MiB",
      "384 KiB",
      "in the host, which grew by that",
    ]);
  });

  test("tells conditions apart, and marks figures whose rounds lie far apart", () => {
    const [, , ipc, pinned, rated] = under("What a call costs");
    expect(ipc).toContain("~90 %");
    expect(pinned).toContain("one core");
    expect(pinned).toContain("3 %");
    expect(rated).toContain("2000/s");
  });

  test("tells warnings, what is missing and why, and the machine", () => {
    expect(text).toContain("<y>warning: Some warning</y>");
    expect(text).toContain("<y>not here:</y> rust ffi: there is no library → Build it");
    expect(text).toContain("2 × Some CPU, 8 GiB, linux x64 6.1.0; bun 1.2.3");
  });

  test("has no empty table", () => {
    const titles = summary(reportOf([{}]), PAINTS)
      .split("\n")
      .filter((line) => line.startsWith("<b>"));
    expect(titles).toEqual(["<b>What a call costs</b>"]);
  });
});

describe("csv()", () => {
  test("has a line for each case, null as nothing", () => {
    const [head = "", first = "", ...rest] = csv(FULL).split("\r\n");
    const cells = Object.fromEntries(head.split(",").map((name, at) => [name, first.split(",")[at]]));
    expect(cells).toMatchObject({ case: "invoke", plugin: "", protocol: "native", p50Us: "0.2", p999Us: "" });
    expect(rest).toHaveLength(FULL.cases.length);
    expect(rest.at(-1)).toBe("");
  });

  test("quotes what has commas, quotes or line breaks", () => {
    const [, line] = csv(reportOf([{ plugin: 'a,"b"\nc' }])).split("\r\n");
    expect(line).toStartWith('invoke,"a,""b""\nc",typescript,');
  });
});
