import { describe, expect, test } from "bun:test";
import { table } from "../../src/setup/table.ts";

describe("table()", () => {
  test("aligns text at its start and figures at their end", () => {
    const lines = table(
      ["suite", "passed", "time"],
      [
        ["tsc", "1", "0.4 s"],
        ["bun test", "512", "41.0 s"],
      ],
    );
    expect(lines.split("\n")).toEqual([
      "suite     passed    time",
      "tsc            1   0.4 s",
      "bun test     512  41.0 s",
    ]);
  });

  test("leaves missing cells empty and no blanks at a line's end", () => {
    expect(
      table(
        ["a", "p50 µs", "note"],
        [
          ["x", "1.5"],
          ["y", "", "skipped: why"],
        ],
      ).split("\n"),
    ).toEqual(["a  p50 µs  note", "x     1.5", "y          skipped: why"]);
  });
});
