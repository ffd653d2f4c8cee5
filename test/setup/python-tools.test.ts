import { expect, test } from "bun:test";
import { isNewEnough } from "../../src/setup/python-tools.ts";

test("isNewEnough() takes Python from 3.10 on", () => {
  expect(["3.10.0", "3.11.7", "3.14.0", "4.0.0"].filter((version) => !isNewEnough(version))).toEqual([]);
  expect(["2.7.18", "3.9.19", "3.1.0", ""].filter(isNewEnough)).toEqual([]);
});
