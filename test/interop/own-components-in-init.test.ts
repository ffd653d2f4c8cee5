/** A plugin whose init asks the agent for what the plugin itself has: such requests reach the guest before its init has ended. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, Memory, Plugin } from "@elizaos/core";
import { closePlugin, type LoadedPlugin } from "../../src/index.ts";
import { emptyState, memoryOf, recordingRuntime } from "../fixtures/recording-runtime.ts";
import { adapted } from "./adapted.ts";
import { actionOf, until } from "./served.ts";

type ModelHandler = (runtime: IAgentRuntime, params: object) => unknown;

const own: Partial<Plugin> = {
  actions: [actionOf(async () => ({ success: true, text: "action" }))],
  providers: [{ name: "P", get: async () => ({ text: "provider" }) }],
  evaluators: [
    {
      name: "E",
      description: "Looks back",
      examples: [],
      validate: async () => true,
      handler: async () => ({ success: true, text: "evaluator" }),
    },
  ],
  models: { M: async () => "model" } as Plugin["models"] & object,
};

/** Each asks one component of the plugin as the agent would. */
const uses: Record<string, (plugin: LoadedPlugin, runtime: IAgentRuntime, memory: Memory) => unknown> = {
  validate: (plugin, runtime, memory) => plugin.actions?.[0]?.validate(runtime, memory, emptyState),
  action: async (plugin, runtime, memory) =>
    (await plugin.actions?.[0]?.handler(runtime, memory, emptyState, {}))?.text,
  provider: async (plugin, runtime, memory) =>
    (await plugin.providers?.[0]?.get(runtime, memory, emptyState))?.text,
  evaluator: async (plugin, runtime, memory) =>
    (await plugin.evaluators?.[0]?.handler(runtime, memory, emptyState, {}))?.text,
  model: (plugin, runtime) => (plugin.models as Record<string, ModelHandler>).M?.(runtime, {}),
};

test.each(Object.keys(uses))("init may have the agent ask for its own plugin's: %s", async (kind) => {
  const answers: unknown[] = [];
  const plugin = await adapted({
    ...own,
    init: async (_config, agent) => {
      answers.push(await agent.getCache("ask"));
    },
  });
  const getCache = () => uses[kind]?.(plugin, runtime, memoryOf("x"));
  const runtime = recordingRuntime({}, { getCache });
  await plugin.init?.({}, runtime);
  expect(answers).toEqual([kind === "validate" ? true : kind]);
  await closePlugin(plugin);
});

test("init that leads through another plugin's init back to its own plugin ends", async () => {
  const outer = await adapted({
    ...own,
    init: async (_config, agent) => void (await agent.getCache("other")),
  });
  const inner = await adapted({
    name: "second",
    ...own,
    init: async (_config, agent) => void (await agent.getCache("own")),
  });
  const asked: string[] = [];
  const getCache = async (name: string) => {
    asked.push(name);
    return await uses.provider?.(name === "other" ? inner : outer, runtime, memoryOf("x"));
  };
  const runtime = recordingRuntime({}, { getCache });
  await outer.init?.({}, runtime);
  expect(asked).toEqual(["other", "own"]);
  await Promise.all([closePlugin(outer), closePlugin(inner)]);
});

test("a call from outside its init waits for the end of the init", async () => {
  const opened = Promise.withResolvers<null>();
  const order: string[] = [];
  const plugin = await adapted({
    ...own,
    init: async (_config, agent) => {
      await agent.getCache("ask");
      order.push("init");
    },
  });
  let isAsked = false;
  const getCache = () => {
    isAsked = true;
    return opened.promise;
  };
  const runtime = recordingRuntime({}, { getCache });
  const init = plugin.init?.({}, runtime);
  await until(() => isAsked);
  const call = Promise.resolve(uses.model?.(plugin, runtime, memoryOf("x"))).then(() => order.push("call"));
  opened.resolve(null);
  await Promise.all([init, call]);
  expect(order).toEqual(["init", "call"]);
  await closePlugin(plugin);
});
