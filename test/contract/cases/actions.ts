/** Actions: inputs and results of handlers, also in the order of things of elizaOS's own runtime. */
import { expect } from "bun:test";
import type { Content, UUID } from "@elizaos/core";
import { ask, invoke, validate } from "../../fixtures/call.ts";
import { acts, responseTo, says } from "../../fixtures/conversation.ts";
import { emptyState, memoryOf } from "../../fixtures/recording-runtime.ts";
import { anAgent, fullAgent, twoAgents } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";

export const actionCases: ContractCase[] = [
  {
    name: "validate says yes and no",
    kinds: "actions and providers",
    async run(plugin) {
      const runtime = anAgent(plugin);
      expect(await validate(plugin, runtime, "ECHO", "yes")).toBe(true);
      expect(await validate(plugin, runtime, "ECHO", "no")).toBe(false);
    },
  },
  {
    name: "a handler is given memory, state, options and responses",
    kinds: "actions and providers",
    async run(plugin) {
      const responses = [memoryOf("a response")];
      const result = await invoke(plugin, anAgent(plugin), {
        action: "ECHO",
        text: "Grüße 🙂",
        options: { a: 1 },
        responses,
      });
      expect(result).toEqual({
        success: true,
        text: "Grüße 🙂",
        data: { memory: memoryOf("Grüße 🙂"), state: emptyState, options: { a: 1 }, responses },
      });
    },
  },
  {
    name: "a refusal is a result",
    kinds: "actions and providers",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), {
        action: "REFUSE",
        options: { message: "not today" },
      });
      expect(result).toMatchObject({ success: false, error: "not today" });
    },
  },
  {
    name: "nothing stays nothing",
    kinds: "actions and providers",
    async run(plugin) {
      expect(await invoke(plugin, anAgent(plugin), { action: "NOTHING" })).toBeUndefined();
    },
  },
  {
    name: "the agent is known",
    kinds: "actions and providers",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), { action: "AGENT" });
      expect(result?.data).toEqual({ agentId: memoryOf("").agentId, name: "Test agent" });
    },
  },
  {
    name: "logs reach the agent's logger at their level",
    kinds: "actions and providers",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const result = await invoke(plugin, runtime, {
        action: "LOG",
        options: { level: "warn", message: "careful é🙂" },
      });
      expect(result?.text).toBe("logged");
      expect(runtime.logs).toContainEqual({ level: "warn", message: "careful é🙂" });
    },
  },
  {
    name: "AgentRuntime runs an action, keeps its result and gives its contents to the callback",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "act", { contents: [{ text: "one" }, { text: "two" }] });
      const emitted = await acts(agent, message, "EMIT");
      expect(emitted).toMatchObject([{ text: "one" }, { text: "two" }]);
      const results = agent.runtime.getActionResults(message.id as UUID);
      expect(results).toEqual([{ success: true, data: { memories: [[], []] } }]);
    },
  },
  {
    name: "a handler has AgentRuntime run actions, and is given their contents in order",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "act", {});
      const contents = Array.from({ length: 5 }, (_unused, n) => ({ text: `part ${n}` }));
      const responses = [responseTo(message, ["EMIT"]), responseTo(message, ["EMIT"])];
      message.content.options = { contents, responses };
      await acts(agent, message, "PROCESS");
      const [result] = agent.runtime.getActionResults(message.id as UUID);
      const given = (result?.data?.contents ?? []) as Content[];
      expect(given.map(({ text }) => text)).toEqual([...contents, ...contents].map(({ text }) => text));
    },
  },
];

export const actionGuestCases: ContractCase[] = [
  {
    name: "a refusal has a key that keeps it one in AgentRuntime",
    kinds: "actions and providers",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), { action: "REFUSE", options: { message: "no" } });
      expect(result).toEqual({ success: false, error: "no", data: {} });
    },
  },
  {
    name: "a refusal stays one in AgentRuntime's results",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "please", { message: "no" });
      await acts(agent, message, "REFUSE");
      expect(agent.runtime.getActionResults(message.id as UUID)).toEqual([
        { success: false, error: "no", data: {} },
      ]);
    },
  },
  {
    name: "two agents share no state",
    kinds: "actions and providers",
    async run(plugin) {
      const [one, two] = twoAgents(plugin);
      const count = async (runtime: typeof one) => (await ask(plugin, runtime, "COUNT")).count as number;
      const [first, its] = [await count(one), await count(two)];
      expect([await count(one), await count(one)]).toEqual([first + 1, first + 2]);
      expect(await count(two)).toBe(its + 1);
    },
  },
  {
    name: "the character comes without secrets",
    kinds: "actions and providers",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), { action: "SETTING", options: { key: "KEY" } });
      expect(result?.data?.value).toBeNull();
    },
  },
  {
    name: "the state that elizaOS's CHARACTER provider filled comes without secrets",
    kinds: "actions and providers",
    async run(plugin, pair) {
      // A native plugin is given the agent's own objects.
      if (!pair.isGuest) return;
      const { character } = anAgent(plugin);
      const handler = plugin.actions?.find(({ name }) => name === "ECHO")?.handler;
      const state = { ...emptyState, data: { providers: { CHARACTER: { data: { character } } } } };
      const result = await handler?.(anAgent(plugin), memoryOf("x"), state, {});
      expect(result?.data?.state).toMatchObject({
        data: { providers: { CHARACTER: { data: { character: { name: character.name } } } } },
      });
      expect(JSON.stringify(result)).not.toContain("never sent");
    },
  },
];
