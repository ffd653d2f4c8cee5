/** Loaded plugins in elizaOS's own AgentRuntime: registered, asked by processActions and composeState. */
import { expect, test } from "bun:test";
import type { Content, Memory, Plugin, UUID } from "@elizaos/core";
import { loadPlugin as loadByOurName } from "@elizaos/core/interop";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { closePlugin, loadPlugin, type Protocol } from "../../src/index.ts";
import { pairs } from "../contract/pairs.ts";
import { artefact } from "../fixtures/repository.ts";

const elizas: [string, string, Protocol][] = [
  ["typescript native", "typescript", "native"],
  ["rust wasm", "rust", "wasm"],
  ["rust ffi", "rust", "ffi"],
  ["python ipc", "python", "ipc"],
  ["typescript ipc", "typescript", "ipc"],
  ["rust ipc", "rust", "ipc"],
];

/** What a person says to the agent, kept among the room's messages. */
async function says(agent: Agent, text: string): Promise<Memory> {
  const { entityId, roomId } = agent;
  const message: Memory = {
    id: crypto.randomUUID() as UUID,
    entityId,
    roomId,
    createdAt: Date.now(),
    content: { text },
  };
  await agent.runtime.createMemory(message, "messages");
  return message;
}

/** Has the agent run one action, as its message service would. */
async function acts(agent: Agent, message: Memory, action: string): Promise<Content[]> {
  const emitted: Content[] = [];
  const { agentId } = agent.runtime;
  const response = {
    ...message,
    id: crypto.randomUUID() as UUID,
    entityId: agentId,
    content: { actions: [action] },
  };
  await agent.runtime.processActions(message, [response], undefined, async (content) => {
    emitted.push(content);
    return [];
  });
  return emitted;
}

/** AgentRuntime makes the options of an action itself: a copy of the plugin whose handlers find these among them. */
function withOptions(plugin: Plugin, extra: Record<string, unknown>): Plugin {
  const actions = plugin.actions?.map((action) => ({
    ...action,
    handler: ((runtime, message, state, options, ...rest) =>
      action.handler(runtime, message, state, { ...options, ...extra }, ...rest)) as typeof action.handler,
  }));
  return { ...plugin, actions: actions ?? [] };
}

for (const [pair, language, protocol] of elizas) {
  test(`${pair}: ELIZA replies in processActions and tells its topics in composeState`, async () => {
    if (language === "rust") artefact("plugins/eliza/rust/dist/eliza.wasm");
    await using plugin = await loadPlugin({
      manifestPath: artefact(`plugins/eliza/${language}/plugin.json`),
      protocol,
    });
    const asPlugin: Plugin = plugin;
    const agent = await startAgent({ plugins: [asPlugin], onLog: () => {} });
    try {
      await says(agent, "My boss ignores me at the office");
      const message = await says(agent, "Nothing more today");
      const emitted = await acts(agent, message, "ELIZA_REPLY");
      const text = "Something you said stays with me: your boss ignores you at the office.";
      expect(emitted).toMatchObject([{ text, actions: ["ELIZA_REPLY"], inReplyTo: message.id }]);
      const results = agent.runtime.getActionResults(message.id as UUID);
      expect(results).toMatchObject([{ success: true, text, data: { keyword: null, rule: "memory:my:1" } }]);
      const state = await agent.runtime.composeState(message, ["ELIZA_TOPICS"], true, true);
      expect(state.text).toContain("Topics so far: my");
    } finally {
      await agent.close();
    }
  });
}

for (const pair of pairs) {
  test(`${pair.name}: a refusal stays one in AgentRuntime's results`, async () => {
    await using plugin = await pair.load({ settings: { PROBE_SETTING: "granted" } });
    const agent = await startAgent({ plugins: [withOptions(plugin, { message: "no" })], onLog: () => {} });
    const handlerOf = (action: string) => plugin.actions?.find(({ name }) => name === action)?.handler;
    try {
      const message = await says(agent, "please");
      if (pair.isGuest) {
        await acts(agent, message, "REFUSE");
        expect(agent.runtime.getActionResults(message.id as UUID)).toMatchObject([{ success: false }]);
      } else {
        // A native plugin's result is its own: AgentRuntime takes this form for an old-style success.
        expect(await handlerOf("REFUSE")?.(agent.runtime, message, undefined, { message: "no" })).toEqual({
          success: false,
          error: "no",
        });
      }
      const setting = await handlerOf("SETTING")?.(agent.runtime, message, undefined, {
        key: "PROBE_SETTING",
      });
      expect(setting?.data?.value).toBe("granted");
    } finally {
      await agent.close();
    }
  });
}

test("one plugin serves two real agents, each with its settings", async () => {
  await using plugin = await loadPlugin({ manifestPath: artefact("test/guests/probe/python/plugin.json") });
  const agents = [
    await startAgent({ plugins: [plugin], settings: { PROBE_SETTING: "one" }, onLog: () => {} }),
    await startAgent({ plugins: [plugin], settings: { PROBE_SETTING: "two" }, onLog: () => {} }),
  ];
  const setting = plugin.actions?.find(({ name }) => name === "SETTING");
  for (const [index, agent] of agents.entries()) {
    const message = await says(agent, "x");
    const result = await setting?.handler(agent.runtime, message, undefined, { key: "PROBE_SETTING" });
    expect(result?.data?.value).toBe(["one", "two"][index]);
  }
  for (const agent of agents) await agent.close();
});

test("@elizaos/core/interop is this library", async () => {
  expect(loadByOurName).toBe(loadPlugin);
});

test("closePlugin() of a plugin that no loader returned does nothing", async () => {
  await closePlugin({ name: "stranger", description: "" });
});
