/** Task workers: found by their name at the runtime, as elizaOS's task service does. */
import { expect } from "bun:test";
import type { Task, TaskWorker } from "@elizaos/core";
import { ask } from "../../fixtures/call.ts";
import { emptyState, memoryOf } from "../../fixtures/recording-runtime.ts";
import { type FullAgent, fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { edges } from "./values.ts";

function workerOf({ runtime }: FullAgent): TaskWorker {
  const worker = runtime.getTaskWorker("PROBE_TASK");
  if (worker === undefined) throw new Error("The agent has no task worker PROBE_TASK");
  return worker;
}

export const taskCases: ContractCase[] = [
  {
    name: "a task worker runs a task with its options",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const task: Task = { name: "PROBE_TASK", description: "Runs", tags: ["queue"], metadata: { a: 1 } };
      await workerOf(agent).execute(agent.runtime, { edges }, task);
      await workerOf(agent).execute(agent.runtime, {}, task);
      expect(await ask(plugin, agent.runtime, "TASKS")).toEqual({
        ran: [
          { task: "PROBE_TASK", options: { edges } },
          { task: "PROBE_TASK", options: {} },
        ],
      });
    },
  },
  {
    name: "a task worker's validate says yes and no",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const { validate } = workerOf(agent);
      expect(await validate?.(agent.runtime, memoryOf("yes"), emptyState)).toBe(true);
      expect(await validate?.(agent.runtime, memoryOf("no"), emptyState)).toBe(false);
    },
  },
];
