/**
 * What a plugin's own code throws, told as an error of ours that names the component. Guests' calls do so by themselves; a
 * native plugin's functions are called by core, which passes on whatever they throw.
 */
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import { errorOf, messageOf, PluginError } from "../errors.ts";
import type { PluginInfo } from "../interop/loaded.ts";
import type { LogRecord } from "../interop/log.ts";
import { standIn } from "../interop/stand-in.ts";
import { startTimer } from "../timer.ts";

export type Named = <Result>(component: string, work: () => Promise<Result> | Result) => Promise<Result>;

/** @param timeoutMs deadline of a native component, which no channel keeps */
export function namedFailures({ manifest, protocol, language }: PluginInfo, timeoutMs?: number): Named {
  const place = { plugin: manifest.name, language };
  return async (component, work) => {
    try {
      const result = Promise.resolve(work());
      if (protocol !== "native" || timeoutMs === undefined) return await result;
      return await withDeadline(result, timeoutMs, { ...place, component });
    } catch (error) {
      if (error instanceof PluginError && (protocol !== "native" || error.code === "deadline")) throw error;
      const remedy = error instanceof PluginError ? error.remedy : undefined;
      throw errorOf("handler_failed", messageOf(error), { ...place, component, remedy, cause: error });
    }
  };
}

/** The plugin, with an `init` that is named. Its components are named when they are found in the runtime. */
export function withNamedInit(plugin: Plugin, named: Named): Plugin {
  return standIn(plugin, {
    init: (init) => (config, runtime) => named("init", () => init.call(plugin, config, runtime)),
  });
}

/** Names the failures of the providers that core asks for every state. */
export function nameProviders(runtime: IAgentRuntime, named: Named): void {
  for (const [index, provider] of runtime.providers.entries())
    runtime.providers[index] = standIn(provider, {
      get:
        (get) =>
        (...args) =>
          named(`provider ${provider.name}`, () => get.apply(provider, args)),
    });
}

/** Core composes a state of all providers and gives none where one fails. Here the one is logged, and the state goes on without it. */
export function spareProviders(
  runtime: IAgentRuntime,
  plugin: string,
  onLog: (record: LogRecord) => void,
): void {
  for (const [index, provider] of runtime.providers.entries())
    runtime.providers[index] = standIn(provider, {
      get:
        (get) =>
        async (...args) => {
          try {
            return await get.apply(provider, args);
          } catch (error) {
            const message = `The state goes on without the provider ${provider.name}, which failed: ${messageOf(error)}`;
            onLog({ plugin, level: "error", message, fields: {} });
            return {};
          }
        },
    });
}

async function withDeadline<Result>(
  work: Promise<Result>,
  timeoutMs: number,
  place: { plugin: string; language: string; component: string },
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = startTimer(() => {
    const message = `The call of ${place.component} did not end within its deadline of ${timeoutMs} ms`;
    reject(
      errorOf("deadline", message, {
        ...place,
        value: timeoutMs,
        remedy: "Raise --timeout if it needs longer",
      }),
    );
  }, timeoutMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
