/** Providers: what goes into an agent's state. */
import type { Provider } from "@elizaos/core";
import type { ProviderDefinition } from "../../contract/generated/types.ts";
import type { Adapted } from "./adapter.ts";
import { addTaken, callGuest, resultOf } from "./call.ts";

export function adaptProvider(adapted: Adapted, definition: ProviderDefinition): Provider {
  const { takes, ...shown } = definition;
  const component = `provider ${definition.name}`;
  return {
    ...shown,
    async get(runtime, memory, state) {
      const fields = { provider: definition.name };
      addTaken(fields, { memory, state }, takes);
      const call = { component, fields };
      const answer = callGuest(adapted, runtime, "provider.get", call);
      return resultOf(adapted, component, answer instanceof Promise ? await answer : answer) ?? {};
    },
  };
}
