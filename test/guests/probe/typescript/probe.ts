/** The plugin that the contract suite calls, in TypeScript; its twins are in rust/ and python/, its smaller one in ../node/. */
import type { Plugin } from "@elizaos/core";
import { actions } from "./actions.ts";
import { evaluators } from "./evaluators.ts";
import { onProbeEvent } from "./events.ts";
import { models } from "./models.ts";
import { recordsOf } from "./records.ts";
import { registerAll, useRegistered } from "./registered.ts";
import { routes } from "./routes.ts";
import { runtimeActions } from "./runtime-actions.ts";
import { services } from "./services.ts";

export default {
  name: "probe",
  description: "The plugin that the contract suite calls",
  config: {
    PROBE_SETTING: null,
    PROBE_DEFAULT: "from the manifest",
    PROBE_REGISTER: null,
    PROBE_WAITS_FOR: null,
  },
  // Of its models: elizaOS gives a plugin's models its priority.
  priority: 5,
  async init(config, runtime) {
    recordsOf(runtime).config = config;
    const register = config.PROBE_REGISTER;
    if (register === "yes" || register === "use") registerAll(runtime);
    if (register === "use") await useRegistered(runtime);
  },
  actions: [...actions, ...runtimeActions],
  providers: [
    {
      name: "PROBE",
      description: "Tells of the message",
      get: async (_runtime, memory, state) => {
        const text = memory.content.text ?? "";
        return { text: `probe of ${text}`, values: { length: [...text].length }, data: { state } };
      },
    },
  ],
  evaluators,
  services,
  routes,
  // elizaOS's types know its own events and models only.
  events: { PROBE_EVENT: [onProbeEvent] } as Plugin["events"] & object,
  models: models as Plugin["models"] & object,
} satisfies Plugin;
