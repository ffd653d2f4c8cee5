/** Records of a guest that logs without end. */
import { expect, test } from "bun:test";
import { GuestLog } from "../../src/interop/log.ts";
import { LIMITS } from "../../src/limits.ts";
import { LineReader } from "../../src/transport/ipc/line-reader.ts";

test("GuestLog tells the beginning of a flood, and how much was left out", async () => {
  const told: string[] = [];
  const log = new GuestLog(({ level, message }) => void told.push(`${level}: ${message}`));
  const flood = LIMITS.maxRecordsPerSecond + 500;
  for (let record = 0; record < flood; record++) log.write({ level: "info", message: `record ${record}` });
  expect(told).toHaveLength(LIMITS.maxRecordsPerSecond);
  await Bun.sleep(1_010);
  log.write({ level: "info", message: "later" });
  expect(told.slice(LIMITS.maxRecordsPerSecond)).toEqual([
    "warn: 500 more records of the plugin were left out: it logs too much at once",
    "info: later",
  ]);
});

test("LineReader gives no empty lines", () => {
  const lines: string[] = [];
  const reader = new LineReader(100, (line) => lines.push(line));
  reader.push(new TextEncoder().encode("\n\n\r\none\n\n\ntwo"));
  reader.end();
  expect(lines).toEqual(["one", "two"]);
});
