/** Init: what a plugin is given, and what it registers beyond its manifest, as AgentRuntime has it then. */
import { expect } from "bun:test";
import { ask, collector, invoke } from "../../fixtures/call.ts";
import { acts, says } from "../../fixtures/conversation.ts";
import { emptyState, memoryOf } from "../../fixtures/recording-runtime.ts";
import { anAgent, type FullAgent, fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { serviceOf } from "./service-of.ts";

export const initCases: ContractCase[] = [
  {
    name: "init is given the config that AgentRuntime makes: texts, without nulls",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      expect(await ask(plugin, agent.runtime, "CONFIG")).toEqual({
        config: { PROBE_DEFAULT: "from the manifest", PROBE_REGISTER: "use" },
      });
    },
  },
  {
    name: "what init does not register is not there",
    async run(plugin) {
      const runtime = anAgent(plugin);
      // The first call introduces an agent that nobody initialised.
      await invoke(plugin, runtime, { action: "NOTHING" });
      expect(runtime.actions).toEqual([]);
      expect(runtime.getTaskWorker("PROBE_TASK")).toBeUndefined();
      expect(plugin.actions?.some(({ name }) => name === "REGISTERED")).toBe(false);
    },
  },
  {
    name: "a registered action is run by AgentRuntime",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "go");
      await acts(agent, message, "REGISTERED");
      const { id = "" } = message;
      expect(agent.runtime.getActionResults(id as never)).toMatchObject([
        { success: true, text: "registered action" },
      ]);
    },
  },
  {
    name: "a registered action validates",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const action = runtime.actions.find(({ name }) => name === "REGISTERED");
      expect(await action?.validate(runtime, memoryOf("yes"), emptyState)).toBe(true);
      expect(await action?.validate(runtime, memoryOf("no"), emptyState)).toBe(false);
    },
  },
  {
    name: "a registered provider is part of the state",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "what");
      const { text } = await agent.runtime.composeState(message, ["REGISTERED"], true, true);
      expect(text).toBe("registered provider");
    },
  },
  {
    name: "a registered evaluator is run by AgentRuntime",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "no");
      const run = await agent.runtime.evaluate(message, emptyState, false, collector().callback, []);
      expect(run?.map(({ name }) => name)).toEqual(["REGISTERED_EVALUATOR"]);
      const result = await run?.[0]?.handler(agent.runtime, memoryOf("x"), emptyState, {});
      expect(result).toEqual({ success: true, text: "registered evaluator" });
    },
  },
  {
    name: "a registered service is started",
    async run(plugin) {
      const registered = await serviceOf(await fullAgent(plugin), "registered");
      expect(await registered.ping?.()).toBe("pong");
    },
  },
  {
    name: "a registered model is used by its priority",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const use = (runtime as { useModel(type: string, params: object): Promise<unknown> }).useModel;
      expect(await use.call(runtime, "PROBE_REGISTERED", {})).toBe("registered model");
      expect(runtime.models.get("PROBE_REGISTERED")).toMatchObject([{ priority: 7 }]);
    },
  },
  {
    name: "a registered event handler hears",
    async run(plugin) {
      const agent: FullAgent = await fullAgent(plugin);
      await agent.runtime.emitEvent("PROBE_REGISTERED", { n: "heard", source: "test" } as never);
      const { seen } = await ask(plugin, agent.runtime, "EVENTS");
      expect(seen).toContain("heard");
    },
  },
  {
    name: "init uses a model, a provider and an event of its own plugin through the runtime",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const { seen } = await ask(plugin, runtime, "EVENTS");
      expect(seen).toContain("registered model, registered provider");
    },
  },
];
