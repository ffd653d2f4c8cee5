/** Plugins that throw and return what nobody should: the call fails, and nothing else does. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { closePlugin, type LoadedPlugin, loadTypeScriptPlugin, type PluginError } from "../../src/index.ts";
import { pairs } from "../contract/pairs.ts";
import { invoke, provide, validate } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";

let odd: LoadedPlugin;
const runtime = recordingRuntime();
beforeAll(async () => {
  const modulePath = artefact("test/guests/stubborn/typescript/odd.ts");
  odd = await loadTypeScriptPlugin({ modulePath, protocol: "ipc" });
});
afterAll(() => closePlugin(odd));

const failure = (action: string) => invoke(odd, runtime, { action }).catch((error: PluginError) => error);

for (const [action, message] of [
  ["THROW_NULL", "null"],
  ["THROW_TEXT", "a text"],
  ["THROW_MAP", "from a map"],
  ["THROW_ODD_ERROR", "Error"],
  ["THROW_TRAP", "Something was thrown that cannot be shown"],
] as const)
  test(`${action} fails its call, and only that`, async () => {
    const error = (await failure(action)) as PluginError;
    expect(error).toMatchObject({ code: "handler_failed", plugin: "odd", component: `action ${action}` });
    expect(error.message).toContain(message);
    expect(await invoke(odd, runtime, { action: "RETURN_TRUE" })).toMatchObject({ success: true });
  });

test("results that are no maps are refused where their author is", async () => {
  expect(await failure("RETURN_TEXT")).toMatchObject({ code: "value_refused" });
  expect(((await failure("RETURN_LIST")) as PluginError).message).toContain("current value is an array");
  const provided = await provide(odd, runtime, "TEXT", "x").catch((error) => error);
  expect(provided).toMatchObject({ code: "value_refused", plugin: "odd" });
});

test("an action without validate always applies", async () => {
  expect(await validate(odd, runtime, "RETURN_TRUE", "x")).toBe(true);
});

for (const name of ["rust wasm", "rust ffi", "python ipc"])
  test(`${name}: a message that is too large is refused alone, whatever its letters`, async () => {
    const pair = pairs.find((candidate) => candidate.name === name);
    if (pair === undefined) throw new Error(`There is no pair ${name}`);
    await using plugin = await pair.load();
    const agent = recordingRuntime();
    await invoke(plugin, agent, { action: "COUNT" });
    const large = invoke(plugin, agent, { action: "NOTHING", text: "é".repeat(17_000_000) }).catch(
      (error) => error,
    );
    const small = invoke(plugin, agent, { action: "COUNT" });
    expect(await large).toMatchObject({ code: "value_refused" });
    expect((await small)?.data?.count).toBe(2);
    // What goes in just fits; what would come out does not.
    const echo = invoke(plugin, agent, { action: "ECHO", text: "x".repeat(20_000_000) }).catch(
      (error) => error,
    );
    expect(await echo).toMatchObject({ code: "value_refused" });
    expect((await invoke(plugin, agent, { action: "COUNT" }))?.data?.count).toBe(3);
  });
