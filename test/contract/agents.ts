/** The agents, and the loads with other options, that the cases of one pair share: another one costs a process over ipc. */
import type { Handler, Plugin } from "@elizaos/core";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { routeHandler } from "../../src/agent/http/route-handler.ts";
import { closePlugin, type LoadedPlugin, loadPlugin } from "../../src/index.ts";
import type { LogRecord } from "../../src/interop/log.ts";
import { type RecordingRuntime, recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";
import { hostMethods } from "./cases/host-samples.ts";

prepareCoreEnvironment("fatal");

/** elizaOS's own AgentRuntime, and what it logs. */
export interface RealAgent extends Agent {
  logs: LogRecord[];
}

export interface FullAgent extends RealAgent {
  /** Where the routes of its plugins are served, as `http://localhost:1234`. */
  origin: string;
  /** Lets the service `late` start. */
  openLate(): void;
}

type Method = (...args: never[]) => unknown;

const recording = new WeakMap<LoadedPlugin, RecordingRuntime>();
const overrides = new WeakMap<RecordingRuntime, Map<string, Method>>();
const twins = new WeakMap<LoadedPlugin, [RecordingRuntime, RecordingRuntime]>();
const full = new WeakMap<LoadedPlugin, Promise<FullAgent>>();
const loads = new WeakMap<LoadedPlugin, Map<string, Promise<LoadedPlugin>>>();
let peer: Promise<LoadedPlugin> | undefined;

/** The agent of cases that ask nothing special of theirs: it has no other plugins, and answers every host method. */
export function anAgent(plugin: LoadedPlugin): RecordingRuntime {
  const known = recording.get(plugin);
  if (known !== undefined) return known;
  const own = new Map<string, Method>();
  const methods = Object.entries(hostMethods()).map(([name, answer]): [string, Method] => [
    name,
    (...args) => (own.get(name) ?? answer)(...args),
  ]);
  const agent = recordingRuntime({ PROBE_SETTING: "before" }, Object.fromEntries(methods));
  recording.set(plugin, agent);
  overrides.set(agent, own);
  return agent;
}

/** `anAgent`, some of whose methods answer otherwise for as long as the work goes on. */
export async function whileAnswering(
  plugin: LoadedPlugin,
  methods: Record<string, Method>,
  work: (agent: RecordingRuntime) => Promise<void>,
): Promise<void> {
  const agent = anAgent(plugin);
  const own = overrides.get(agent);
  for (const [name, method] of Object.entries(methods)) own?.set(name, method);
  try {
    await work(agent);
  } finally {
    own?.clear();
  }
}

export const otherAgentId = "00000000-0000-4000-8000-00000000000b";

/** Two agents with one plugin; their PROBE_SETTING is "one" and "two". */
export function twoAgents(plugin: LoadedPlugin): [RecordingRuntime, RecordingRuntime] {
  const agents = twins.get(plugin) ?? [
    recordingRuntime({ PROBE_SETTING: "one" }),
    recordingRuntime({ PROBE_SETTING: "two" }, {}, otherAgentId),
  ];
  twins.set(plugin, agents);
  return agents;
}

/**
 * A real agent with other plugins beside the probe: the peer, a model of a lower priority, and the service `late`, for which the
 * probe's `probe_waits` waits. The probe registers more components in its init. Options of its actions come from the message.
 */
export function fullAgent(plugin: LoadedPlugin): Promise<FullAgent> {
  const agent = full.get(plugin) ?? startFullAgent(plugin);
  full.set(plugin, agent);
  return agent;
}

/** A load of the pair with other options, made once and closed with the plugin. */
export function loadBeside(
  plugin: LoadedPlugin,
  name: string,
  load: () => Promise<LoadedPlugin>,
): Promise<LoadedPlugin> {
  const known = loads.get(plugin) ?? new Map<string, Promise<LoadedPlugin>>();
  loads.set(plugin, known);
  const loading = known.get(name) ?? load();
  known.set(name, loading);
  return loading;
}

export async function startRealAgent(
  plugins: Plugin[],
  settings: Record<string, string> = {},
): Promise<RealAgent> {
  const logs: LogRecord[] = [];
  return { ...(await startAgent({ plugins, settings, onLog: (record) => logs.push(record) })), logs };
}

/** Ends what the cases shared, then the plugin. */
export async function closeAll(plugin: LoadedPlugin): Promise<void> {
  const agent = await full.get(plugin)?.catch(() => undefined);
  await agent?.close();
  for (const loading of loads.get(plugin)?.values() ?? [])
    await loading.then(closePlugin, () => {
      // The case that loaded it was told.
    });
  await closePlugin(plugin);
}

async function startFullAgent(plugin: LoadedPlugin): Promise<FullAgent> {
  const opened = Promise.withResolvers<void>();
  peer ??= loadPlugin({ manifestPath: artefact("test/guests/probe/typescript/peer.json") });
  const config = { ...plugin.config, PROBE_REGISTER: "use" };
  const plugins = [
    { name: "low", description: "", priority: 3, models: { PROBE_TEXT: async () => "low" } } as Plugin,
    withMessageOptions({ ...plugin, config }),
    { ...(await peer) },
    latePlugin(opened.promise),
  ];
  const agent = await startRealAgent(plugins, { PROBE_WAITS_FOR: "late" });
  const handle = routeHandler(agent.runtime);
  const fetch = async (request: Request) => (await handle(request)) ?? new Response(null, { status: 404 });
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch });
  return {
    ...agent,
    origin: server.url.origin,
    openLate: opened.resolve,
    async close() {
      await server.stop(true);
      opened.resolve();
      await agent.close();
    },
  };
}

/** AgentRuntime makes the options of an action itself: here those that the message carries are added to them. */
export function withMessageOptions(plugin: Plugin): Plugin {
  const actions = (plugin.actions ?? []).map((action) => {
    const handler: Handler = (runtime, message, state, options, ...rest) => {
      const given = { ...options, ...(message.content.options as object) };
      return action.handler(runtime, message, state, given, ...rest);
    };
    return { ...action, handler };
  });
  return { ...plugin, actions };
}

function latePlugin(opened: Promise<void>): Plugin {
  class LateService {
    static readonly serviceType = "late";
    readonly capabilityDescription = "Starts when it is let";

    static async start(): Promise<LateService> {
      await opened;
      return new LateService();
    }

    async stop(): Promise<void> {}

    ping(): string {
      return "late pong";
    }
  }
  const services = [LateService] as unknown as NonNullable<Plugin["services"]>;
  return { name: "late", description: "", services };
}
