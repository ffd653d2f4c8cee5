/** What a guest may ask of the agent: `host.call`, by elizaOS's own names. */
import type { IAgentRuntime } from "@elizaos/core";
import type { RequestHandlers } from "../channel/call.ts";
import { HOST_METHODS } from "../contract/generated/messages.ts";
import { closest } from "../contract/suggestion.ts";
import { errorOf } from "../errors.ts";

type AnyMethod = (...args: unknown[]) => unknown;

/** The handlers of a guest's requests that are not made inside one call's own callback. */
export function hostHandlers(runtimeOf: () => IAgentRuntime | undefined): RequestHandlers {
  return {
    async "host.call"(message) {
      const { method, args } = message;
      if (typeof method !== "string" || !Array.isArray(args))
        throw errorOf("protocol_violation", "Cannot make a host.call as it must have a method and args");
      const runtime = runtimeOf();
      if (runtime === undefined)
        throw errorOf("host_failed", `Cannot call ${method} as the plugin has no agent yet`, {
          value: method,
        });
      return { value: (await callMethod(runtime, method, args)) ?? null };
    },
  };
}

function callMethod(runtime: IAgentRuntime, method: string, args: unknown[]): unknown {
  if (!(HOST_METHODS as readonly string[]).includes(method)) {
    const near = closest(method, HOST_METHODS);
    throw errorOf(
      "unsupported",
      `The runtime method ${method} cannot be called from a plugin in another language`,
      {
        value: method,
        remedy: near === undefined ? `Use one of ${HOST_METHODS.join(", ")}` : `Did you mean ${near}?`,
      },
    );
  }
  // What elizaOS hands to every event handler beside the payload, and what cannot cross.
  if (method === "emitEvent") args = [args[0], { ...(args[1] as object), runtime }];
  const found = (runtime as unknown as Record<string, AnyMethod | undefined>)[method];
  if (found !== undefined) return found.apply(runtime, args);
  throw errorOf("unsupported", `The agent has no runtime method ${method}`, { value: method });
}
