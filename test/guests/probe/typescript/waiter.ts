/** A plugin whose only service waits for another while it starts: with the probe's that waits for this one neither ever would. */
import type { IAgentRuntime, Plugin, Service, ServiceTypeName } from "@elizaos/core";

class WaiterService {
  static readonly serviceType = "waiter";
  readonly capabilityDescription = "Waits for another service";

  static async start(runtime: IAgentRuntime): Promise<WaiterService> {
    await runtime.getServiceLoadPromise(runtime.getSetting("WAITER_WAITS_FOR") as ServiceTypeName);
    return new WaiterService();
  }

  async stop(): Promise<void> {}
}

export default {
  name: "waiter",
  description: "The plugin that waits for the probe",
  config: { WAITER_WAITS_FOR: null },
  services: [WaiterService] as unknown as (typeof Service)[],
} satisfies Plugin;
