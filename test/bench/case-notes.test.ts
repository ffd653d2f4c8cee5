import { expect, test } from "bun:test";
import { caseNotes } from "../../src/bench/case-notes.ts";
import { caseOf } from "./report.ts";

test("caseNotes() counts the cases that were not warm, and has none of starts", () => {
  const cases = [caseOf({ stable: false }), caseOf({ stable: true }), caseOf({ case: "load", stable: null })];
  expect(caseNotes(cases)).toEqual([
    "1 of 3 cases were still changing when the time to warm up was over: a longer --duration gives more",
  ]);
  expect(caseNotes(cases.slice(1))).toEqual([]);
});

test("caseNotes() names a rate that was not kept", () => {
  const at = (id: string, callsPerSecond: number) => caseOf({ id, rate: 1_000, callsPerSecond });
  const notes = caseNotes([at("kept", 990), at("late", 400), caseOf({ callsPerSecond: 1 })]);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toStartWith("late does not keep up: it answers 400 calls per second");
});
