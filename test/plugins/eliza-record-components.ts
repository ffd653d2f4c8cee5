/** What ELIZA's components are to the agent, and what those answer that are asked by themselves. */
import type { Action, Evaluator, IAgentRuntime, Memory } from "@elizaos/core";
import type { Agent } from "../../src/agent/agent.ts";

/** As elizaOS sees them; whatever else is there belongs to the way in which the plugin was loaded. */
export function componentsOf({ runtime }: Agent) {
  const plugin = runtime.plugins.find(({ name }) => name === "eliza");
  const {
    actions = [],
    providers = [],
    evaluators = [],
    routes = [],
    events = {},
    models = {},
  } = { ...plugin };
  return {
    actions: actions.map(({ name, description, similes }) => ({ name, description, similes })),
    providers: providers.map(({ name, description, dynamic }) => ({ name, description, dynamic })),
    evaluators: evaluators.map(({ name, description, alwaysRun }) => ({ name, description, alwaysRun })),
    services: runtime.getRegisteredServiceTypes(),
    capability: runtime.getService("eliza")?.capabilityDescription,
    routes: routes.map(({ type, path }) => `${type} ${path}`),
    events: Object.keys(events),
    models: Object.keys(models),
    taskWorker: runtime.getTaskWorker("ELIZA_FORGET")?.name,
  };
}

const TEXTS: unknown[] = ["I am glad", "", 7, null];

export async function verdictsOf(agent: Agent) {
  const { runtime } = agent;
  const asked = async (component: Action | Evaluator | undefined) => {
    const verdicts: unknown[] = [];
    for (const text of TEXTS) verdicts.push(await component?.validate(runtime, messageOf(agent, text)));
    return verdicts;
  };
  const evaluator = runtime.evaluators.find(({ name }) => name === "ELIZA_MOOD");
  return {
    action: await asked(runtime.actions.find(({ name }) => name === "ELIZA_REPLY")),
    evaluator: await asked(evaluator),
    results: [
      await evaluator?.handler(runtime, messageOf(agent, "I am glad, but tired")),
      await evaluator?.handler(runtime, messageOf(agent, "I am here")),
    ],
  };
}

function messageOf({ entityId }: Agent, text: unknown): Memory {
  const roomId: IAgentRuntime["agentId"] = crypto.randomUUID();
  return { id: crypto.randomUUID(), entityId, roomId, createdAt: 1, content: { text } } as Memory;
}
