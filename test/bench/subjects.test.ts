// Subjects around real guests. Those that need a process or a compiler are in bench.slow.ts.

import { beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { bytesJob, textJob } from "../../src/bench/echo-job.ts";
import { measure } from "../../src/bench/engine.ts";
import { hostRssBytes } from "../../src/bench/memory.ts";
import { bytesOf, CURVE_BYTES, messageOf, textOf } from "../../src/bench/payload.ts";
import { Shared } from "../../src/bench/shared.ts";
import { hostCall } from "../../src/bench/subjects/host-call.ts";
import { invoke } from "../../src/bench/subjects/invoke.ts";
import { firstAnswer, load } from "../../src/bench/subjects/start.ts";
import { openSession, sharedSession, type Way } from "../../src/bench/way.ts";
import { ownWays, waysOfTarget, waysOfTargets } from "../../src/bench/ways.ts";
import { weigh } from "../../src/bench/weigh.ts";
import type { Protocol } from "../../src/contract/generated/types.ts";

setDefaultTimeout(30_000);
beforeAll(() => prepareCoreEnvironment("error"));

const OPTIONS = { options: { onLog: () => {} }, settings: {} };
const SHORT = { durationMs: 60 };

async function own(name: "echo" | "bench", protocol: Protocol): Promise<Way> {
  return (await ownWays(name, OPTIONS)).find((way) => way.protocol === protocol) as Way;
}

describe("payloads", () => {
  test("have exactly so many bytes, in what JSON must escape too", () => {
    for (const bytes of [1, 300, ...CURVE_BYTES.slice(0, 6)]) {
      expect(Buffer.byteLength(textOf(bytes))).toBe(bytes);
      expect(bytesOf(bytes)).toHaveLength(bytes);
    }
    expect(JSON.stringify(textOf(300)).length).toBeGreaterThan(302);
    expect(new Set(bytesOf(512)).size).toBe(256);
  });

  test("go from 64 B to 4 MiB", () => {
    expect([CURVE_BYTES[0], CURVE_BYTES.at(-1)]).toEqual([64, 4 * 2 ** 20]);
  });

  test("make the same message each time", () => {
    expect(messageOf("a")).toEqual(messageOf("a"));
  });
});

describe("waysOfTargets()", () => {
  test("tells two builds of one plugin apart by what named them, in all their ways", () => {
    const targets = ["plugins/echo/rust", "plugins/echo/rust/plugin.json", "plugins/echo/python"];
    const names = waysOfTargets(targets, OPTIONS).map(({ plugin, protocol }) => `${plugin} ${protocol}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("echo (plugins/echo/rust) wasm");
    expect(names).toContain("echo (plugins/echo/rust/plugin.json) ffi");
    expect(names).toContain("echo ipc");
  });
});

describe("ownWays()", () => {
  test("are all that our plugins offer", async () => {
    const ways = await ownWays("echo", OPTIONS);
    expect(ways.map(({ language, protocol }) => `${language} ${protocol}`)).toEqual([
      "typescript native",
      "typescript ipc",
      "rust wasm",
      "rust ffi",
      "rust ipc",
      "python ipc",
    ]);
    expect((await ownWays("bench", OPTIONS)).length).toBe(ways.length);
  });
});

test("waysOfTarget() are those that the manifest offers, or the one that was named", () => {
  const protocols = (target: string, protocol?: Protocol) =>
    waysOfTarget(target, { ...OPTIONS, options: { ...OPTIONS.options, protocol } }).map(
      (way) => way.protocol,
    );
  expect(protocols("plugins/echo/rust")).toEqual(["wasm", "ffi", "ipc"]);
  expect(protocols("plugins/echo/rust", "ipc")).toEqual(["ipc"]);
  expect(protocols("python:echo_plugin")).toEqual(["ipc"]);
  expect(() => protocols("none")).toThrow('Cannot find a plugin at "none"');
});

describe.each(["native", "wasm"] as const)("over %s", (protocol) => {
  test("invoke, load and first-answer are measured and checked", async () => {
    const way = await own("echo", protocol);
    const shared = sharedSession(way);
    const { cases } = await measure(
      [
        invoke(way, shared, textJob(300), { case: "invoke" }),
        invoke(way, shared, bytesJob(300), { case: "invoke-bytes" }),
        invoke(way, shared, textJob(300), { case: "invoke", inFlight: 4 }),
        load(way),
        firstAnswer(way, shared, textJob(300)),
      ],
      SHORT,
    );
    expect(cases.map((one) => [one.case, one.payloadBytes, one.inFlight])).toEqual([
      ["invoke", 300, 1],
      ["invoke-bytes", 300, 1],
      ["invoke", 300, 4],
      ["load", 0, 1],
      ["first-answer", 300, 1],
    ]);
    for (const one of cases) expect(one.p50Us).toBeGreaterThan(0);
  });

  test("host-call is one round trip of a guest that asks", async () => {
    const { cases } = await measure([hostCall(await own("bench", protocol))], SHORT);
    expect(cases[0]).toMatchObject({ case: "host-call", protocol, inFlight: 1 });
    expect(cases[0]?.calls).toBeGreaterThanOrEqual(3);
  });
});

test("invoke fails where the echo says something else", async () => {
  const [way] = waysOfTarget("test/bench/fixtures/lying-echo.ts", OPTIONS) as [Way];
  const subject = invoke(way, sharedSession(way), textJob(20), { case: "invoke" });
  expect(measure([subject], SHORT)).rejects.toThrow('its text must be "She said, \\"I was nev"');
});

test("host-call fails where the action ends by itself", async () => {
  const [way] = waysOfTarget("test/bench/fixtures/lying-echo.ts", OPTIONS) as [Way];
  expect(measure([hostCall(way)], SHORT)).rejects.toThrow("has no action ASK_HOST");
});

test("weigh() tells the memory of wasm instances, and what more of them cost", async () => {
  const way = await own("echo", "wasm");
  const session = await openSession(way);
  const { Instance } = WebAssembly;
  const { footprint, scaling } = await weigh(way, {
    agent: session.runtime,
    job: textJob(300),
    most: 4,
  });
  await session.close();
  expect(footprint).toMatchObject({ language: "rust", protocol: "wasm", ownProcess: false });
  expect(footprint.wasmMemoryBytes).toBeWithin(64 * 1024, 64 * 2 ** 20);
  expect(scaling.map(({ plugins }) => plugins)).toEqual([1, 2, 4]);
  expect(WebAssembly.Instance).toBe(Instance);
  expect(hostRssBytes()).toBeGreaterThan(2 ** 20);
});

describe("Shared", () => {
  test("opens once for all, and closes after the last", async () => {
    const log: string[] = [];
    const shared = new Shared(
      async () => log.push("open"),
      async () => void log.push("close"),
    );
    await Promise.all([shared.acquire(), shared.acquire()]);
    await shared.release();
    expect(log).toEqual(["open"]);
    await shared.release();
    await shared.acquire();
    expect(log).toEqual(["open", "close", "open"]);
  });

  test("opens anew where it failed", async () => {
    let tries = 0;
    const shared = new Shared(
      async () => {
        tries += 1;
        if (tries === 1) throw new Error("no");
        return join("a", "b");
      },
      async () => {},
    );
    await expect(shared.acquire()).rejects.toThrow("no");
    expect(await shared.acquire()).toBe("a/b");
  });
});
