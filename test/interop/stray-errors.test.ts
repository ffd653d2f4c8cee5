/** What a TypeScript guest's plugin throws outside of any call is told with the plugin's name, and costs nobody a call. */
import { expect, test } from "bun:test";
import { EventEmitter } from "node:events";
import { join } from "node:path";
import { closePlugin, type LogRecord, loadPlugin, loadTypeScriptPlugin } from "../../src/index.ts";
import { StrayErrors, type StrayRecord } from "../../src/interop/stray-errors.ts";
import { LIMITS } from "../../src/limits.ts";
import { invoke } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact, root } from "../fixtures/repository.ts";

const modulePath = artefact("test/guests/stubborn/typescript/stubborn.ts");
const runtime = recordingRuntime();

async function stubborn(): Promise<{
  plugin: Awaited<ReturnType<typeof loadTypeScriptPlugin>>;
  logs: LogRecord[];
}> {
  const logs: LogRecord[] = [];
  const onLog = (record: LogRecord) => void logs.push(record);
  return { plugin: await loadTypeScriptPlugin({ modulePath, protocol: "ipc", onLog }), logs };
}

test("a guest tells of stray errors and goes on: every call around them is answered", async () => {
  const { plugin, logs } = await stubborn();
  const actions = Array.from({ length: 40 }, (_, index) => (index % 10 === 0 ? "STRAY" : "PRINT"));
  const results = await Promise.all(actions.map((action) => invoke(plugin, runtime, { action })));
  expect(results.every((result) => result?.success)).toBe(true);
  const strays = () => logs.filter(({ level }) => level === "error");
  // Four of four kinds. The guest's timers run between its calls.
  for (let calls = 0; calls < 100 && strays().length < 16; calls++)
    await invoke(plugin, runtime, { action: "PRINT" });
  const told = strays();
  expect(told).toHaveLength(16);
  expect(told.every((record) => record.plugin === "stubborn")).toBe(true);
  for (const text of [
    "An error that nobody caught: thrown by a timer",
    "A rejection that nobody handled: rejected by nobody",
    "An error that nobody caught: emitted to nobody",
    "An error that nobody caught: Something was thrown that cannot be shown",
  ])
    expect(told.map(({ message }) => message)).toContain(text);
  expect(String(told.find(({ message }) => message.endsWith("by a timer"))?.fields.traceback)).toContain(
    "stubborn.ts",
  );
  await closePlugin(plugin);
});

test("a Python guest tells of them by its plugin's name, and goes on", async () => {
  artefact("dist/python/__main__.py");
  const logs: LogRecord[] = [];
  const manifestPath = join(root, "test/guests/stubborn/python/plugin.json");
  await using plugin = await loadPlugin({ manifestPath, onLog: (record) => void logs.push(record) });
  for (const action of ["STRAY", "STRAY", "PRINT"])
    expect(await invoke(plugin, runtime, { action })).toMatchObject({ success: true });
  for (const text of ["ZeroDivisionError: division by zero", "SystemExit: 9"]) {
    const told = logs.filter(({ message }) => message.endsWith(text));
    expect(told).toHaveLength(2);
    for (const record of told) expect(record).toMatchObject({ level: "error", plugin: "stubborn" });
  }
});

test("a flood of stray errors is told by its beginning", async () => {
  const { plugin, logs } = await stubborn();
  expect(await invoke(plugin, runtime, { action: "FLOOD" })).toMatchObject({ success: true });
  expect(await invoke(plugin, runtime, { action: "PRINT" })).toMatchObject({ success: true });
  const told = logs.filter(({ message }) => message.includes("flood"));
  expect(told.length).toBe(LIMITS.maxStrayErrors);
  expect(told[0]?.message).toEndWith("flood 0");
  await closePlugin(plugin);
});

test("StrayErrors says how many were left out, once the time of a flood is over", () => {
  const source = new EventEmitter();
  const records: StrayRecord[] = [];
  const realNow = performance.now;
  let nowMs = 0;
  performance.now = () => nowMs;
  try {
    new StrayErrors(source as unknown as NodeJS.Process).attach((record) => void records.push(record));
    for (let index = 0; index < LIMITS.maxStrayErrors + 7; index++) source.emit("uncaughtException", index);
    expect(records).toHaveLength(LIMITS.maxStrayErrors);
    nowMs = LIMITS.strayErrorsMs + 1;
    source.emit("uncaughtException", "later");
  } finally {
    performance.now = realNow;
  }
  expect(records.slice(LIMITS.maxStrayErrors).map(({ message }) => message)).toEqual([
    "7 more errors that nobody caught were left out",
    "An error that nobody caught: later",
  ]);
});
