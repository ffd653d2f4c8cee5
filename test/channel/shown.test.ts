/** What a stranger sent, shown in an error: it costs no more than what is shown. */
import { expect, test } from "bun:test";
import { shown } from "../../src/channel/shown.ts";

test("shown() gives JSON, cut short", () => {
  expect(shown({ a: [1, "b", null, new Uint8Array(3)] })).toBe('{"a":[1,"b",null,"3 bytes"]}');
  expect(shown("x".repeat(20), 10)).toBe(`"${"x".repeat(9)}…`);
  expect(shown(undefined)).toBe("undefined");
  expect(shown(10n)).toBe("[object BigInt]");
  const cycle: Record<string, unknown> = {};
  cycle.itself = cycle;
  expect(shown(cycle)).toStartWith('{"itself":{"itself"');
});

test("shown() looks at no more of a large value than it shows", () => {
  const text = "x".repeat(30_000_000);
  const large = { message: { text, list: Array.from({ length: 1_000_000 }, () => ({})) } };
  const begin = performance.now();
  for (let time = 0; time < 50; time++) expect(shown(large).length).toBe(501);
  // To stringify the whole took 100 ms each time.
  expect(performance.now() - begin).toBeLessThan(1_000);
});
