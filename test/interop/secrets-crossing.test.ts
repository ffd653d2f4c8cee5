/** Every message to a guest of a real agent whose character is full of secrets: none of them is in any. */
import { afterEach, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, rmSync } from "node:fs";
import type { Content, IAgentRuntime, Memory, Provider } from "@elizaos/core";
import { startAgent } from "../../src/agent/agent.ts";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { type LoadOptions, loadPlugin } from "../../src/index.ts";
import { artefact, root } from "../fixtures/repository.ts";

setDefaultTimeout(30_000);
prepareCoreEnvironment("fatal");

const traceFile = `/tmp/interop-secrets-${process.pid}.jsonl`;
afterEach(() => {
  delete process.env.ELIZAOS_INTEROP_TRACE;
  rmSync(traceFile, { force: true });
});

/** As elizaOS's own plugin-bootstrap has it. */
const CHARACTER: Provider = {
  name: "CHARACTER",
  get: async ({ character }: IAgentRuntime) => ({ text: "", values: {}, data: { character } }),
};

const SECRET = "hunter2";
const SETTINGS = {
  API_KEY: SECRET,
  DATABASE_URL: SECRET,
  secrets: { WALLET_MNEMONIC: SECRET },
  extra: { apiKey: SECRET, list: [{ jwt: SECRET }] },
  discord: { botToken: SECRET },
  plugins: { other: { anything: SECRET } },
  CITY: "Rome",
};

/** Talks to the plugin by each way that a character or a setting could take. */
async function talkTo(options: LoadOptions & { manifestPath: string }): Promise<string> {
  process.env.ELIZAOS_INTEROP_TRACE = traceFile;
  const plugin = await loadPlugin(options);
  const agent = await startAgent({ plugins: [], settings: { SLACK_WEBHOOK: SECRET }, onLog: () => {} });
  const { runtime, roomId, entityId } = agent;
  Object.assign(runtime.character, {
    secrets: { A: SECRET },
    settings: SETTINGS,
    clientConfig: { pin: SECRET },
  });
  runtime.registerProvider(CHARACTER);
  await runtime.registerPlugin(plugin);
  runtime.setSetting("LATER_TOKEN", SECRET);
  runtime.setSetting("LATER_TOKEN", SECRET, true);
  const content: Content = { text: "hello", actions: ["ECHO"] };
  const message = { id: crypto.randomUUID(), agentId: runtime.agentId, entityId, roomId, content } as Memory;
  const state = await runtime.composeState(message, ["CHARACTER"]);
  await runtime.composeState({ ...message, id: crypto.randomUUID() }, [
    "CHARACTER",
    ...(plugin.providers ?? []).map(({ name }) => name),
  ]);
  const response = { ...message, id: crypto.randomUUID(), entityId: runtime.agentId } as Memory;
  await runtime.processActions(message, [response], state, async () => []);
  const action = plugin.actions?.find(({ name }) => name === "ECHO");
  await action?.validate(runtime, message, state);
  await action?.handler(runtime, message, state, {}, undefined, [response]);
  for (const event of Object.keys(plugin.events ?? {}))
    await runtime.emitEvent(event, { runtime, source: "test", character: runtime.character } as never);
  await agent.close();
  await plugin[Symbol.asyncDispose]();
  return readFileSync(traceFile, "utf8");
}

const PLUGINS = [
  ["test/guests/probe/rust", "wasm", "test/guests/probe/rust/dist/probe.wasm"],
  ["plugins/echo/python", "ipc", "dist/python/__main__.py"],
  ["plugins/echo/typescript", "ipc", "plugins/echo/typescript/echo.ts"],
] as const;

test.each(PLUGINS)("no secret of a character reaches %s over %s", async (folder, protocol, built) => {
  artefact(built);
  const manifestPath = `${root}/${folder}/plugin.json`;
  const trace = await talkTo({ manifestPath, protocol });
  for (const type of ["plugin.init", "plugin.update", "provider.get", "action.validate", "action.invoke"])
    expect(trace).toContain(`"type":"${type}"`);
  expect(trace.includes('"event.emit"')).toBe(folder.includes("probe"));
  expect(trace).toContain('"CHARACTER"');
  expect(trace).not.toContain(SECRET);
  // What the trace itself hides would have crossed.
  expect(trace).not.toContain("[redacted]");
});
