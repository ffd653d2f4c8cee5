/** Host calls, one after the other, for as long as the host wants them: `elizaos-interop bench` times each. */
import type { Plugin } from "@elizaos/core";

export default {
  name: "bench",
  description: "Asks its host, so that what a host call costs can be measured",
  actions: [
    {
      name: "ASK_HOST",
      description: "Reads one key of the agent's cache again and again, until nothing is there",
      validate: async () => true,
      handler: async (runtime) => {
        let asked = 0;
        while (await runtime.getCache<boolean>("bench")) asked += 1;
        return { success: true, data: { asked } };
      },
    },
  ],
} satisfies Plugin;
