/** Loads a hundred plugins of one wasm module into one agent's host, asks each once, and prints what they took, as a ScalingStep. */
import { textJob } from "../src/bench/echo-job.ts";
import { introduce } from "../src/bench/introduce.ts";
import { hostRssBytes } from "../src/bench/memory.ts";
import { LATENCY_BYTES } from "../src/bench/payload.ts";
import type { ScalingStep } from "../src/bench/report.ts";
import { openSession, placeOf, type Way } from "../src/bench/way.ts";
import { ownWays } from "../src/bench/ways.ts";

const PLUGINS = 100;

const ways = await ownWays("echo", { options: { onLog() {} }, settings: {} });
const way = ways.find(({ protocol }) => protocol === "wasm") as Way;
const job = textJob(LATENCY_BYTES);
// The first one stands for the agent, and for what is made once for all.
const session = await openSession(way);
const first = await introduce(way, session.runtime, job);

const before = hostRssBytes();
const start = performance.now();
const loaded = [];
for (let plugin = 0; plugin < PLUGINS; plugin += 1) loaded.push(await introduce(way, session.runtime, job));
const totalMs = performance.now() - start;
const rssBytes = Math.max(0, hostRssBytes() - before);

for (const { result } of loaded) job.check(result);
for (const { close } of [...loaded, first, session]) await close();
const step: ScalingStep = { plugin: null, ...placeOf(way), plugins: PLUGINS, totalMs, rssBytes };
console.log(JSON.stringify(step));
