/** Evaluators: when they run, and what they are given; through AgentRuntime's own evaluate too. */
import { expect } from "bun:test";
import type { Content, Memory } from "@elizaos/core";
import { evaluate, evaluatorOf } from "../../fixtures/call.ts";
import { responseTo, says } from "../../fixtures/conversation.ts";
import { failure, told } from "../../fixtures/failure.ts";
import { emptyState, memoryOf } from "../../fixtures/recording-runtime.ts";
import { anAgent, type FullAgent, fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";

export const evaluatorCases: ContractCase[] = [
  {
    name: "an evaluator's validate says yes and no",
    async run(plugin) {
      const { validate } = evaluatorOf(plugin, "PROBE_EVALUATOR");
      const runtime = anAgent(plugin);
      expect(await validate(runtime, memoryOf("yes"), emptyState)).toBe(true);
      expect(await validate(runtime, memoryOf("no"), emptyState)).toBe(false);
    },
  },
  {
    name: "an evaluator is given the message and the responses, and its result comes back",
    async run(plugin) {
      const responses = [memoryOf("one"), memoryOf("two")];
      const call = { evaluator: "PROBE_EVALUATOR", text: "hello", responses };
      expect(await evaluate(plugin, anAgent(plugin), call)).toEqual({
        success: true,
        text: "evaluated hello",
        data: { responses: 2 },
      });
      expect(await evaluate(plugin, anAgent(plugin), { evaluator: "PROBE_SELDOM" })).toEqual({
        success: true,
        text: "seldom hello",
      });
    },
  },
  {
    name: "AgentRuntime runs both evaluators after a reply",
    async run(plugin) {
      const { names } = await evaluated(await fullAgent(plugin), "hello", true);
      expect(names).toContain("PROBE_EVALUATOR");
      expect(names).toContain("PROBE_SELDOM");
    },
  },
  {
    name: "AgentRuntime runs only what always runs when there was no reply",
    async run(plugin) {
      const { names } = await evaluated(await fullAgent(plugin), "hello", false);
      expect(names).toContain("PROBE_EVALUATOR");
      expect(names).not.toContain("PROBE_SELDOM");
    },
  },
  {
    name: "AgentRuntime does not run an evaluator that does not suit the message",
    async run(plugin) {
      const { names } = await evaluated(await fullAgent(plugin), "no", true);
      expect(names).not.toContain("PROBE_EVALUATOR");
      expect(names).toContain("PROBE_SELDOM");
    },
  },
  {
    name: "AgentRuntime's callback is given what an evaluator emits",
    async run(plugin) {
      const { emitted } = await evaluated(await fullAgent(plugin), "emit", true);
      expect(emitted).toEqual([{ text: "evaluated" }]);
    },
  },
  {
    name: "a callback that throws fails the evaluator",
    async run(plugin) {
      const callback = async (): Promise<Memory[]> => {
        throw new Error("the host has no room for it");
      };
      const call = { evaluator: "PROBE_EVALUATOR", text: "emit", callback };
      const error = await failure(evaluate(plugin, anAgent(plugin), call));
      expect(told(error)).toContain("the host has no room for it");
    },
  },
];

/** Which evaluators AgentRuntime ran for a message, and what its callback was given. */
async function evaluated(
  agent: FullAgent,
  text: string,
  didRespond: boolean,
): Promise<{ names: string[]; emitted: Content[] }> {
  const message = await says(agent, text);
  const emitted: Content[] = [];
  const callback = async (content: Content): Promise<Memory[]> => {
    emitted.push(content);
    return [];
  };
  const responses = [responseTo(message, ["NOTHING"])];
  const run = await agent.runtime.evaluate(message, emptyState, didRespond, callback, responses);
  return { names: (run ?? []).map(({ name }) => name), emitted };
}
