/** Runs the contract suite over every pair, and prints the matrix. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { closePlugin, type LoadedPlugin } from "../../src/index.ts";
import { invoke } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { type ContractCase, cases, guestCases } from "./cases.ts";
import { guestPairs, type Pair, pairs } from "./pairs.ts";

const passed = new Map<string, Set<string>>();

for (const pair of pairs) {
  describe(pair.name, () => {
    let plugin: LoadedPlugin;
    beforeAll(async () => {
      plugin = await pair.load();
    });
    afterAll(async () => {
      if (plugin !== undefined) await closePlugin(plugin);
    });
    for (const one of [...cases, ...(pair.isGuest ? guestCases : [])])
      test(`${pair.name}: ${one.name}`, async () => {
        await one.run(plugin);
        passed.set(one.name, (passed.get(one.name) ?? new Set()).add(pair.name));
      });
  });
}

for (const pair of guestPairs) {
  test(`${pair.name}: a call that takes too long ends by its deadline, and the next call works`, async () => {
    await using plugin = await pair.load({ timeoutMs: 150 });
    const runtime = recordingRuntime();
    await invoke(plugin, runtime, { action: "NOTHING" });
    const error = await invoke(plugin, runtime, { action: "WAIT", options: { ms: 60_000 } }).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({
      name: "DeadlineError",
      code: "deadline",
      component: "action WAIT",
      plugin: "probe",
      value: 150,
    });
    expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
  });

  test(`${pair.name}: close ends the calls under way, and later ones`, async () => {
    const plugin = await pair.load();
    const runtime = recordingRuntime();
    const call = invoke(plugin, runtime, { action: "WAIT", options: { ms: 60_000 } }).catch(
      (thrown) => thrown,
    );
    await invoke(plugin, runtime, { action: "NOTHING" });
    await closePlugin(plugin);
    expect(await call).toMatchObject({ name: "ClosedError", code: "closed" });
    const later = await invoke(plugin, runtime, { action: "NOTHING" }).catch((thrown) => thrown);
    expect(later).toMatchObject({ name: "ClosedError", code: "closed" });
  });

  test(`${pair.name}: an agent that stops ends its own guest only`, async () => {
    await using plugin = await pair.load();
    const [one, two] = [recordingRuntime(), recordingRuntime()];
    await invoke(plugin, one, { action: "COUNT" });
    await invoke(plugin, two, { action: "COUNT" });
    await one.stop();
    const error = await invoke(plugin, one, { action: "COUNT" }).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "ClosedError" });
    expect((await invoke(plugin, two, { action: "COUNT" }))?.data?.count).toBe(2);
  });
}

afterAll(() => {
  printMatrix("every pair", pairs, cases);
  printMatrix("every pair with a channel", guestPairs, guestCases);
});

function printMatrix(title: string, columns: Pair[], rows: ContractCase[]): void {
  const heads = columns.map(({ name }) => name);
  const lines = rows.map(({ name }) => {
    const cells = heads.map((head) => (passed.get(name)?.has(head) ? "✓" : "✗").padEnd(head.length));
    return `${cells.join("  ")}  ${name}`;
  });
  console.log([`\nContract suite over ${title}`, heads.join("  "), ...lines].join("\n"));
}
