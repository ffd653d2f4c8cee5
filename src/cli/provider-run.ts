/** The work of `provide`: one provider, asked by core's own composeState and watched from inside. */
import type { IAgentRuntime, Provider } from "@elizaos/core";
import { plainCopy } from "../agent/json-text.ts";
import type { Protocol } from "../contract/generated/types.ts";
import { exactly, type RunRequest, withAgent } from "./agent-session.ts";
import { elapsedMs } from "./plugin-session.ts";

export interface ProviderRun {
  plugin: string;
  provider: string;
  protocol: Protocol;
  language: string;
  /** What `get` returned; null for nothing. */
  result: unknown;
  loadMs: number;
  /** Of `get` alone. */
  invokeMs: number;
}

/** @param show told of the run while plugin and agent are still open */
export function runProvider(request: RunRequest, show: (run: ProviderRun) => void): Promise<void> {
  return withAgent(request, async (session) => {
    const { runtime, message, info, loadMs } = session;
    const watched = watch(exactly<Provider>("provider", request.name, session), runtime);
    await runtime.composeState(message, [request.name], true);
    show({
      plugin: info.manifest.name,
      provider: request.name,
      protocol: info.protocol,
      language: info.language,
      result: watched.result,
      loadMs,
      invokeMs: watched.invokeMs,
    });
  });
}

/** Replaces the provider in the runtime by one that notes what it gives. */
function watch(provider: Provider, runtime: IAgentRuntime): { result: unknown; invokeMs: number } {
  const seen = { result: null as unknown, invokeMs: 0 };
  runtime.providers[runtime.providers.indexOf(provider)] = {
    ...provider,
    get: async (...args) => {
      const start = performance.now();
      const result = await provider.get(...args);
      seen.invokeMs = elapsedMs(start);
      seen.result = plainCopy(result);
      return result;
    },
  };
  return seen;
}
