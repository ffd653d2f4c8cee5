import { describe, expect, test } from "bun:test";
import { cargoCounts, junitCounts } from "../../src/setup/counts.ts";

const BUN = `<testsuites name="bun test" tests="3" failures="1" skipped="1">
  <testsuite name="a.test.ts" tests="3">
    <testcase name="adds" classname="" time="0.1" file="a.test.ts" line="2" />
    <testcase name="waits &lt;long&gt;" classname="" time="0" file="a.test.ts" line="3">
      <skipped />
    </testcase>
    <testcase name="fails" classname="" time="0" file="a.test.ts" line="4">
      <failure type="AssertionError" message="expected &lt;skipped /&gt;">expected &lt;skipped /&gt;</failure>
    </testcase>
  </testsuite>
</testsuites>`;

const PYTEST =
  '<testsuites><testsuite name="pytest" errors="1" tests="3"><properties><property name="x" value="y"/></properties>' +
  '<testcase classname="t" name="a" time="0.1"><properties><property name="z" value="w"/></properties></testcase>' +
  '<testcase classname="t" name="b"><error message="fixture">trace</error></testcase>' +
  '<testcase classname="t" name="c"><system-out>said</system-out></testcase></testsuite></testsuites>';

describe("junitCounts()", () => {
  test("counts what bun test writes", () => {
    expect(junitCounts(BUN)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      reasons: ["waits <long>"],
    });
  });

  test("counts what pytest writes, an error in a fixture as a failure", () => {
    expect(junitCounts(PYTEST)).toEqual({ passed: 2, failed: 1, skipped: 0, reasons: [] });
  });

  test("tells why pytest skipped a test", () => {
    const xml =
      '<testcase name="a"><skipped type="pytest.skip" message="no &quot;x&quot; here">a.py:1</skipped></testcase>';
    expect(junitCounts(xml)).toEqual({ passed: 0, failed: 0, skipped: 1, reasons: ['a: no "x" here'] });
  });

  test("counts nothing where no file was written", () => {
    expect(junitCounts("")).toEqual({ passed: 0, failed: 0, skipped: 0, reasons: [] });
  });
});

describe("cargoCounts()", () => {
  test("adds the lines of all test binaries", () => {
    const output = [
      "running 12 tests",
      "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
      "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
    ].join("\n");
    expect(cargoCounts(output)).toEqual({ passed: 15, failed: 2, skipped: 1 });
  });

  test("is not misled by a test that prints such words", () => {
    expect(cargoCounts("  test result: ok. 9 passed; 0 failed; 0 ignored")).toEqual({
      passed: 0,
      failed: 0,
      skipped: 0,
    });
  });
});
