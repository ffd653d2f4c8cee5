/** Providers: what they give goes into the agent's state. */
import { expect } from "bun:test";
import { provide } from "../../fixtures/call.ts";
import { says } from "../../fixtures/conversation.ts";
import { emptyState } from "../../fixtures/recording-runtime.ts";
import { anAgent, fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";

export const providerCases: ContractCase[] = [
  {
    name: "a provider gives text, values and data",
    kinds: "actions and providers",
    async run(plugin) {
      const result = await provide(plugin, anAgent(plugin), "PROBE", "Grüße 🙂");
      expect(result).toEqual({
        text: "probe of Grüße 🙂",
        values: { length: 7 },
        data: { state: emptyState },
      });
    },
  },
  {
    name: "AgentRuntime composes its state of a provider's text, values and data",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const message = await says(agent, "what is it");
      const state = await agent.runtime.composeState(message, ["PROBE"], true, true);
      expect(state).toMatchObject({
        text: "probe of what is it",
        values: { length: 10 },
        data: { providers: { PROBE: { text: "probe of what is it", data: { state: emptyState } } } },
      });
    },
  },
];
