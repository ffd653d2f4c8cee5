/** The guests of one plugin: one per agent, opened when needed, gone with the agent. */
import { expect, test } from "bun:test";
import { closePlugin, loadPlugin } from "../../src/index.ts";
import { invoke } from "../fixtures/call.ts";
import { childrenOf, until } from "../fixtures/processes.ts";
import { type RecordingRuntime, recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";

const loadProbe = () => {
  artefact("dist/python/__main__.py");
  return loadPlugin({ manifestPath: artefact("test/guests/probe/python/plugin.json") });
};

const guests = () => childrenOf(process.pid).length;

/** An agent that is not used any more is collected, and its guest closed: here is its last use. */
function keepAlive(...agents: RecordingRuntime[]): void {
  for (const agent of agents) expect(agent.agentId).toBeString();
}

test("the guest that was opened at load serves the first agent, each further one gets its own", async () => {
  const before = guests();
  const plugin = await loadProbe();
  expect(guests()).toBe(before + 1);
  const [one, two] = [recordingRuntime(), recordingRuntime()];
  await invoke(plugin, one, { action: "NOTHING" });
  expect(guests()).toBe(before + 1);
  await invoke(plugin, two, { action: "NOTHING" });
  expect(guests()).toBe(before + 2);
  keepAlive(one, two);
  await closePlugin(plugin);
  expect(guests()).toBe(before);
});

test("an agent that nobody holds any more closes its guest", async () => {
  await using plugin = await loadProbe();
  const kept = recordingRuntime();
  await invoke(plugin, kept, { action: "NOTHING" });
  const before = guests();
  await (async () => {
    await invoke(plugin, recordingRuntime(), { action: "NOTHING" });
    expect(guests()).toBe(before + 1);
  })();
  await until("the collected agent's guest to end", () => {
    Bun.gc(true);
    return guests() === before;
  });
  expect(await invoke(plugin, kept, { action: "NOTHING" })).toBeUndefined();
  keepAlive(kept);
});

test("init() passes the configuration; concurrent first calls open one guest", async () => {
  await using plugin = await loadProbe();
  const before = guests();
  const runtime = recordingRuntime();
  await plugin.init?.({ PROBE_SETTING: "x" }, runtime);
  await Promise.all(Array.from({ length: 10 }, () => invoke(plugin, runtime, { action: "NOTHING" })));
  const other = recordingRuntime();
  await Promise.all(Array.from({ length: 10 }, () => invoke(plugin, other, { action: "COUNT" })));
  expect((await invoke(plugin, other, { action: "COUNT" }))?.data?.count).toBe(11);
  expect(guests()).toBe(before + 1);
  keepAlive(runtime, other);
});

test("an agent that was stopped may be initialised again", async () => {
  await using plugin = await loadProbe();
  const runtime = recordingRuntime();
  await invoke(plugin, runtime, { action: "COUNT" });
  await runtime.stop();
  await plugin.init?.({}, runtime);
  expect((await invoke(plugin, runtime, { action: "COUNT" }))?.data?.count).toBe(1);
});

test("closePlugin() twice, and at once, is one close", async () => {
  const before = guests();
  const plugin = await loadProbe();
  await Promise.all([closePlugin(plugin), closePlugin(plugin), plugin[Symbol.asyncDispose]()]);
  expect(guests()).toBe(before);
  const error = await invoke(plugin, recordingRuntime(), { action: "NOTHING" }).catch((thrown) => thrown);
  expect(error).toMatchObject({ name: "ClosedError" });
});
