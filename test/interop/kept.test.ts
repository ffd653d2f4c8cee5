/** What a host keeps of a guest's messages has a cap, however large they were: measured in processes of their own. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { clipped, isWithin } from "../../src/channel/kept.ts";
import { GuestLog, type LogRecord } from "../../src/interop/log.ts";
import { LIMITS } from "../../src/limits.ts";

const script = join(import.meta.dir, "fixtures/keep.ts");

for (const what of [
  "texts of log records before there is an agent",
  "fields of log records before there is an agent",
  "log records whose message is no text",
  "lines of a child's standard error",
  "names of missing settings",
  "errors of calls",
  "a model's text that is read",
]) {
  test(`a host keeps little of ${what}: 60 of 5 MB`, async () => {
    const child = Bun.spawn([process.execPath, script, what], { stdout: "pipe", stderr: "inherit" });
    const { grownBytes } = JSON.parse(await child.stdout.text()) as { grownBytes: number };
    // Some of it is the message itself, which the allocator has not given back yet.
    expect(grownBytes).toBeLessThan(180 * 1024 * 1024);
  }, 60_000);
}

test("GuestLog leaves out fields of more than maxLogFieldsChars, and no others", () => {
  const records: LogRecord[] = [];
  const log = new GuestLog((record) => records.push(record));
  const fields = { a: "x".repeat(LIMITS.maxLogFieldsChars - 9), b: [1, null, { c: new Uint8Array(9) }] };
  log.write({ message: "m", fields: { a: fields.a } });
  log.write({ message: "m", fields });
  log.write({ message: ["no text"], fields: ["no map"] });
  expect(records.map(({ message, fields }) => ({ message, fields }))).toEqual([
    { message: "m", fields: { a: fields.a } },
    { message: "m", fields: { leftOut: `fields of more than ${LIMITS.maxLogFieldsChars} characters` } },
    { message: '["no text"]', fields: {} },
  ]);
});

test("clipped() gives the beginning, well-formed; isWithin() counts texts, bytes, keys and values", () => {
  expect(clipped("\ufeffa\ud800b€c", 5)).toBe("\ufeffa\ufffdb€");
  expect(clipped("short", 5)).toBe("short");
  for (const value of ["12345678", new Uint8Array(8), null, 1, true, {}, []]) {
    expect(isWithin(value, 8)).toBe(true);
    expect(isWithin(value, 7)).toBe(false);
    expect(isWithin({ key: [value] }, 28)).toBe(true);
    expect(isWithin({ key: [value] }, 27)).toBe(false);
  }
});
