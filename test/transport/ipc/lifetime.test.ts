/** Processes: a script ends by itself, standard input and output are safe, nothing outlives its host. */
import { expect, test } from "bun:test";
import { type LoadedPlugin, type LogRecord, loadPlugin } from "../../../src/index.ts";
import { invoke } from "../../fixtures/call.ts";
import { childrenOf, childrenSince, isAlive, runScript, ticksOf, until } from "../../fixtures/processes.ts";
import { memoryOf, recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { artefact, root } from "../../fixtures/repository.ts";

const probes = [
  ["typescript", "native"],
  ["python", "ipc"],
  ["typescript", "ipc"],
  ["rust", "wasm"],
  ["rust", "ffi"],
  ["rust", "ipc"],
] as const;

for (const [language, protocol] of probes) {
  const manifest = `${root}/test/guests/probe/${language}/plugin.json`;
  const built = () => {
    if (language === "rust") artefact("test/guests/probe/rust/dist/probe.wasm");
    artefact("dist/python/__main__.py");
  };

  test.concurrent(`a script that loads ${language} over ${protocol} and does nothing ends by itself`, async () => {
    built();
    const script = await runScript("test/transport/ipc/scripts/idle.ts", [manifest, protocol]);
    expect(script).toMatchObject({ stdout: "probe\n", exitCode: 0 });
  });

  test.concurrent(`a script that loads ${language} over ${protocol} and calls it ends by itself`, async () => {
    built();
    const script = await runScript("test/transport/ipc/scripts/one-call.ts", [manifest, protocol]);
    expect(script).toMatchObject({ stdout: "called\n", exitCode: 0 });
  });
}

test("python: a handler that raises KeyboardInterrupt fails its call, and only that", async () => {
  await using plugin = await loadPlugin({ manifestPath: `${root}/test/guests/stubborn/python/plugin.json` });
  const runtime = recordingRuntime();
  for (const action of ["INTERRUPT", "INTERRUPT_IN_THREAD"]) {
    const error = await invoke(plugin, runtime, { action }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "handler_failed", component: `action ${action}` });
  }
  expect(await invoke(plugin, runtime, { action: "PRINT" })).toMatchObject({ success: true });
});

test("a script whose plugin cannot even be started ends by itself", async () => {
  const script = await runScript("test/transport/ipc/scripts/no-guest.ts");
  expect(script).toMatchObject({ stdout: "guest_not_found\n", exitCode: 0 });
});

for (const language of ["python", "typescript"] as const) {
  const manifestPath = `${root}/test/guests/stubborn/${language}/plugin.json`;

  test(`${language}: reading standard input steals nothing`, async () => {
    await using plugin = await loadPlugin({ manifestPath });
    const runtime = recordingRuntime();
    const calls = Array.from({ length: 5 }, () => invoke(plugin, runtime, { action: "READ_INPUT" }));
    for (const result of await Promise.all(calls))
      expect(result?.data).toEqual({ typed: "nothing", child: "0", raw: 0 });
  });

  test(`${language}: printing corrupts nothing and becomes log lines`, async () => {
    const logs: LogRecord[] = [];
    await using plugin = await loadPlugin({ manifestPath, onLog: (record) => logs.push(record) });
    const result = await invoke(plugin, recordingRuntime(), { action: "PRINT" });
    expect(result).toMatchObject({ success: true, text: "printed" });
    const printed = () => logs.map(({ message }) => message);
    await until("the last line", () => printed().includes("from descriptor 1"));
    expect(printed()).toContain("printed at import");
    expect(printed()).toContain("from a child");
    expect(logs.every(({ plugin: name }) => name === "stubborn")).toBe(true);
  });

  test(`${language}: a host killed by SIGKILL leaves no process, even where the guest computes`, async () => {
    const script = `${root}/test/transport/ipc/scripts/computing.ts`;
    const host = Bun.spawn([process.execPath, script, manifestPath], {
      stdout: "pipe",
      stderr: "inherit",
      stdin: "ignore",
    });
    const { value } = await host.stdout.getReader().read();
    expect(new TextDecoder().decode(value)).toContain("computing");
    const guests = childrenOf(host.pid);
    expect(guests).toHaveLength(1);
    host.kill("SIGKILL");
    await host.exited;
    await until("the guest's end", () => !guests.some(isAlive));
  });

  test(`${language}: a guest that dies fails its calls at once and stays failed`, async () => {
    await using plugin = await loadPlugin({ manifestPath });
    const runtime = recordingRuntime({}, { getMemories: async () => [memoryOf("x")] });
    const error = await invoke(plugin, runtime, { action: "DIE" }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      name: "CrashedError",
      code: "crashed",
      plugin: "stubborn",
      component: "action DIE",
    });
    expect(error.message).toContain("exited with status 7");
    expect(error.message).toContain("my last words");
    const later = await invoke(plugin, runtime, { action: "PRINT" }).catch((thrown) => thrown);
    expect(later).toMatchObject({ name: "CrashedError", code: "crashed", remedy: "Load the plugin again" });
  });
}

test("close ends guests that compute", async () => {
  const guests: { plugin: LoadedPlugin; pid: number; call: Promise<unknown> }[] = [];
  for (const language of ["python", "typescript"]) {
    const born = childrenSince();
    const manifestPath = `${root}/test/guests/stubborn/${language}/plugin.json`;
    const plugin = await loadPlugin({ manifestPath });
    const [pid = 0] = born();
    const runtime = recordingRuntime({}, { getMemories: async () => [] });
    const call = invoke(plugin, runtime, { action: "COMPUTE" }).catch((thrown) => thrown);
    const before = ticksOf(pid);
    await until("a guest that computes", () => ticksOf(pid) > before + 20);
    guests.push({ plugin, pid, call });
  }
  // Both take the whole time of grace.
  await Promise.all(guests.map(({ plugin }) => plugin[Symbol.asyncDispose]()));
  for (const { pid, call } of guests) {
    expect(await call).toMatchObject({ name: "ClosedError" });
    expect(isAlive(pid)).toBe(false);
  }
});
