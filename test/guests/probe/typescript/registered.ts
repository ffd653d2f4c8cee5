/** What init registers when the setting PROBE_REGISTER is yes, and uses when it is use: one component of each kind, beyond the manifest. */
import type { IAgentRuntime, Memory } from "@elizaos/core";
import { action, done } from "./define.ts";
import { onProbeEvent, type ProbePayload } from "./events.ts";
import { recordsOf } from "./records.ts";
import { registeredService } from "./services.ts";

export function registerAll(runtime: IAgentRuntime): void {
  runtime.registerAction(
    action("REGISTERED", "Was registered by init", async () => done({ text: "registered action" })),
  );
  runtime.registerProvider({ name: "REGISTERED", get: async () => ({ text: "registered provider" }) });
  runtime.registerEvaluator({
    name: "REGISTERED_EVALUATOR",
    description: "Was registered by init",
    alwaysRun: true,
    examples: [],
    validate: async () => true,
    handler: async () => done({ text: "registered evaluator" }),
  });
  // Resolves when the agent is initialised, and so after init.
  runtime.registerService(registeredService).catch((error) => runtime.logger.error(error));
  runtime.registerModel("PROBE_REGISTERED", async () => "registered model", "probe", 7);
  // The agent calls these with its own runtime, which need not be the one that init was given.
  runtime.registerEvent("PROBE_REGISTERED", (payload: ProbePayload) => onProbeEvent({ ...payload, runtime }));
  runtime.registerTaskWorker({
    name: "PROBE_TASK",
    validate: async (_runtime, message) => message.content.text !== "no",
    execute: async (_runtime, options, task) => {
      recordsOf(runtime).tasks.push({ task: task.name, options });
    },
  });
}

/** Init has the agent use what was registered: the event hears what model and provider gave. */
export async function useRegistered(runtime: IAgentRuntime): Promise<void> {
  const said: unknown = await runtime.useModel("PROBE_REGISTERED" as "TEXT_SMALL", { prompt: "" });
  const memory = { content: { text: "init" } } as Memory;
  const { text } = await runtime.composeState(memory, ["REGISTERED"], true);
  await runtime.emitEvent("PROBE_REGISTERED", { n: `${said}, ${text}` } as never);
}
