/** Failures: what they tell, also through several languages, and how calls end that nobody answers. */
import { expect } from "bun:test";
import type { IAgentRuntime, Plugin, Service } from "@elizaos/core";
import { closePlugin, loadPlugin, PluginError, pluginInfo } from "../../../src/index.ts";
import { ask, invoke } from "../../fixtures/call.ts";
import { codesOf, failure, told } from "../../fixtures/failure.ts";
import { until } from "../../fixtures/processes.ts";
import { memoryOf, recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { artefact } from "../../fixtures/repository.ts";
import { anAgent, startRealAgent, whileAnswering } from "../agents.ts";
import { pluginOf } from "../loaded.ts";
import { pairNamed } from "../pairs.ts";
import type { ContractCase } from "./contract-case.ts";
import { type Called, serviceOf } from "./service-of.ts";

export const failureCases: ContractCase[] = [
  {
    name: "a failure tells its message, and the next call works",
    kinds: "actions and providers",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const message = "it broke: é🙂";
      const error = await failure(invoke(plugin, runtime, { action: "FAIL", options: { message } }));
      expect(error.message).toBe(message);
      expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
    },
  },
];

export const failureGuestCases: ContractCase[] = [
  {
    name: "a failure has a code and the plugin's name",
    kinds: "actions and providers",
    async run(plugin) {
      const options = { message: "it broke" };
      const error = await failure(invoke(plugin, anAgent(plugin), { action: "FAIL", options }));
      expect(error).toMatchObject({
        name: "CallError",
        code: "handler_failed",
        plugin: "probe",
        component: "action FAIL",
      });
    },
  },
  {
    name: "a failure through two plugins in two languages tells all its parts, both ways round",
    async run(plugin, pair) {
      const other = await pluginOf(pairNamed(pair.name.startsWith("python") ? "rust wasm" : "python ipc"));
      const [one, two] = [withServicesNamed(plugin, "one"), withServicesNamed(other, "two")];
      const agent = await startRealAgent([one, two]);
      await Promise.all([serviceOf(agent, "one_probe"), serviceOf(agent, "two_probe")]);
      const ways = [
        [plugin, other, "two_probe"],
        [other, plugin, "one_probe"],
      ] as const;
      for (const [asking, failing, service] of ways) {
        const options = { service, method: "fail", args: ["the ice broke"] };
        const error = await failure(ask(asking, agent.runtime, "SERVICE", options));
        const languages = languagesOf(error);
        expect(languages.at(0)).toBe(languageOf(asking));
        expect(languages.at(-1)).toBe(languageOf(failing));
        expect(error.component).toBe("action SERVICE");
        expect(told(error)).toContain("the ice broke");
        expect(told(error)).toContain("caused by: ");
      }
      await agent.close();
    },
  },
  {
    name: "two services whose starts wait for each other fail by deadlock, which names both",
    apart: true,
    async run(_plugin, pair) {
      await using plugin = await pair.load({ settings: { PROBE_WAITS_FOR: "waiter" } });
      await using other = await loadPlugin({
        manifestPath: artefact("test/guests/probe/typescript/waiter.json"),
        protocol: "ipc",
        settings: { WAITER_WAITS_FOR: "probe_waits" },
      });
      const starts: Promise<unknown>[] = [];
      const agent = await startRealAgent([
        { name: "probe", description: "", services: [watched(plugin, "probe_waits", starts)] },
        { name: "waiter", description: "", services: [watched(other, "waiter", starts)] },
      ]);
      await until("both are starting", () => starts.length === 2);
      const errors = await Promise.all(starts.map(failure));
      const deadlocks = errors.filter((error) => codesOf(error).includes("deadlock"));
      expect(deadlocks).not.toEqual([]);
      for (const deadlock of deadlocks)
        for (const type of ["probe_waits", "waiter"]) expect(told(deadlock)).toContain(type);
      await agent.close();
    },
  },
  {
    name: "an action that has the agent run itself ends by deadlock",
    async run(plugin) {
      let depth = 0;
      const processActions = async () => {
        depth++;
        await ask(plugin, anAgent(plugin), "PROCESS", { responses: [memoryOf("again")] });
      };
      await whileAnswering(plugin, { processActions }, async (runtime) => {
        const error = await failure(processActions());
        expect(codesOf(error)).toContain("deadlock");
        expect(told(error)).toContain("action PROCESS");
        // The first is asked from outside; 64 are nested in it.
        expect(depth).toBeGreaterThan(20);
        expect(depth).toBeLessThanOrEqual(65);
        expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
      });
    },
  },
  {
    name: "a call that takes too long ends by its deadline, and the next call works",
    kinds: "actions and providers",
    async run(_plugin, pair) {
      await using plugin = await pair.load({ timeoutMs: 400 });
      const runtime = recordingRuntime();
      await invoke(plugin, runtime, { action: "NOTHING" });
      const late = { name: "DeadlineError", code: "deadline", plugin: "probe", value: 400 };
      const call = failure(invoke(plugin, runtime, { action: "WAIT", options: { ms: 60_000 } }));
      const ofService = pair.kinds === "all" ? failure(slowServiceCall(plugin, runtime)) : undefined;
      expect(await call).toMatchObject({ ...late, component: "action WAIT" });
      if (ofService !== undefined)
        expect(await ofService).toMatchObject({ ...late, component: "service probe.slow" });
      expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
    },
  },
  {
    name: "close ends the calls under way, and later ones",
    kinds: "actions and providers",
    async run(_plugin, pair) {
      const plugin = await pair.load();
      const runtime = recordingRuntime();
      const call = failure(invoke(plugin, runtime, { action: "WAIT", options: { ms: 60_000 } }));
      await invoke(plugin, runtime, { action: "NOTHING" });
      await closePlugin(plugin);
      expect(await call).toMatchObject({ name: "ClosedError", code: "closed" });
      const later = await failure(invoke(plugin, runtime, { action: "NOTHING" }));
      expect(later).toMatchObject({ name: "ClosedError", code: "closed" });
    },
  },
  {
    name: "an agent that stops ends its own guest only",
    kinds: "actions and providers",
    async run(_plugin, pair) {
      await using plugin = await pair.load();
      const [one, two] = [recordingRuntime(), recordingRuntime()];
      await invoke(plugin, one, { action: "COUNT" });
      await invoke(plugin, two, { action: "COUNT" });
      await one.stop();
      expect(await failure(invoke(plugin, one, { action: "COUNT" }))).toMatchObject({ name: "ClosedError" });
      expect((await invoke(plugin, two, { action: "COUNT" }))?.data?.count).toBe(2);
    },
  },
];

async function slowServiceCall(plugin: Plugin, runtime: IAgentRuntime): Promise<unknown> {
  const service = await plugin.services?.find(({ serviceType }) => serviceType === "probe")?.start(runtime);
  return (service as unknown as Called).slow?.(60_000);
}

/** Only the services of a plugin, under types of their own: two probes in one agent. */
function withServicesNamed(plugin: Plugin, prefix: string): Plugin {
  const services = (plugin.services ?? [])
    .filter(({ serviceType }) => serviceType === "probe")
    .map((service) => subclass(service, { serviceType: `${prefix}_${service.serviceType}` }));
  return { name: prefix, description: "", services };
}

/** The service of a plugin, whose starts are told. */
function watched(plugin: Plugin, type: string, starts: Promise<unknown>[]): typeof Service {
  const service = plugin.services?.find(({ serviceType }) => serviceType === type);
  if (service === undefined) throw new Error(`The plugin has no service ${type}`);
  const start: (typeof Service)["start"] = (runtime) => {
    const started = service.start(runtime);
    starts.push(started);
    return started;
  };
  return subclass(service, { start });
}

function subclass(service: typeof Service, statics: Partial<typeof Service>): typeof Service {
  class Subclass extends (service as unknown as new () => object) {}
  for (const [name, value] of Object.entries(statics))
    Object.defineProperty(Subclass, name, { value, configurable: true });
  return Subclass as unknown as typeof Service;
}

/** The languages of the plugins that a failure came through, the outermost first. */
function languagesOf(error: unknown): string[] {
  const languages: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof PluginError && at.language !== undefined) languages.push(at.language);
  return languages;
}

function languageOf(plugin: Plugin): string {
  return pluginInfo(plugin)?.language ?? "none";
}
