/** Low latency: how long the event loop stays awake, and that it rests. */
import { afterAll, afterEach, expect, spyOn, test } from "bun:test";
import { loadPlugin, loadPythonPlugin } from "../../../src/index.ts";
import { LIMITS } from "../../../src/limits.ts";
import { Polling } from "../../../src/transport/ipc/polling.ts";
import { invoke } from "../../fixtures/call.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { artefact } from "../../fixtures/repository.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const immediates = spyOn(globalThis, "setImmediate");
afterEach(() => {
  immediates.mockClear();
});
afterAll(() => {
  immediates.mockRestore();
});

/** How often it has asked for a further turn since the last look. */
function turnsAsked(): number {
  const asked = immediates.mock.calls.length;
  immediates.mockClear();
  return asked;
}

/** Lets the bound of a look that has begun pass. */
async function miss({ pollUs }: Polling): Promise<void> {
  const end = performance.now() + pollUs / 1_000;
  while (performance.now() <= end) await turn();
  await turn();
}

test("begin() keeps the event loop awake until something comes", async () => {
  const polling = new Polling();
  polling.pollUs = LIMITS.maxPollUs * 1_000;
  polling.begin();
  for (let turns = 0; turns < 10; turns += 1) await turn();
  // Its own and those of this test.
  expect(turnsAsked()).toBe(1 + 10 + 10);
  polling.end();
  await turn();
  await turn();
  expect(turnsAsked()).toBe(2);
});

test("begin() lets the event loop sleep once the bound has passed", async () => {
  const polling = new Polling();
  polling.pollUs = 200;
  polling.begin();
  await miss(polling);
  turnsAsked();
  await turn();
  expect(turnsAsked()).toBe(1);
});

test("begin() does nothing where polling is off", () => {
  new Polling().begin();
  expect(turnsAsked()).toBe(0);
});

test("begin() holds up no timer and no other work", async () => {
  const polling = new Polling();
  polling.pollUs = LIMITS.maxPollUs * 1_000;
  polling.begin();
  await Bun.sleep(2);
  expect(await Bun.file(import.meta.path).text()).toContain("holds up no timer");
  polling.end();
});

test("begin() looks for a slow peer less and less often, and always again for one that was quick", async () => {
  const polling = new Polling();
  polling.pollUs = 50;
  const looks = () => {
    turnsAsked();
    polling.begin();
    return turnsAsked() > 0;
  };
  const looksOf = (messages: number) => Array.from({ length: messages }, looks);
  expect(looksOf(1)).toEqual([true]);
  await miss(polling);
  expect(looksOf(2)).toEqual([false, true]);
  await miss(polling);
  expect(looksOf(4)).toEqual([false, false, false, true]);
  polling.end();
  await turn();
  expect(looksOf(1)).toEqual([true]);
  polling.end();
});

test("begin() leaves the event loop alone where several messages go out in a turn", async () => {
  const polling = new Polling();
  polling.pollUs = LIMITS.maxPollUs * 1_000;
  polling.begin();
  polling.begin();
  await turn();
  turnsAsked();
  await turn();
  expect(turnsAsked()).toBe(1);
  // One alone is waited for again.
  polling.begin();
  await turn();
  turnsAsked();
  await turn();
  expect(turnsAsked()).toBe(2);
  polling.end();
});

const RUNNERS = [
  ["python", "plugins/echo/python/plugin.json"],
  ["typescript", "plugins/echo/typescript/plugin.json"],
] as const;

test.each(RUNNERS)("pollUs: a %s guest is told, answers, and rests when nobody calls", async (_, path) => {
  const manifestPath = artefact(path);
  await using plugin = await loadPlugin({ manifestPath, protocol: "ipc", pollUs: LIMITS.maxPollUs });
  const runtime = recordingRuntime();
  for (let call = 0; call < 50; call += 1) {
    const result = await invoke(plugin, runtime, { action: "ECHO", text: `call ${call}` });
    expect(result?.text).toBe(`call ${call}`);
  }
  turnsAsked();
  await Bun.sleep(20);
  expect(turnsAsked()).toBeLessThan(2);
});

test("pollUs must be whole and within its bounds", async () => {
  for (const pollUs of [-1, 0.5, LIMITS.maxPollUs + 1, Number.NaN])
    expect(loadPythonPlugin({ moduleName: "x", pollUs })).rejects.toMatchObject({
      name: "UsageError",
      message: `Cannot load a plugin as 'pollUs' must be a whole number of µs from 0 to 1000: current value is ${pollUs}`,
    });
});
