/** What guests hear of their agent, and what elizaOS's own AgentRuntime leaves to us: services that cannot start, stored settings. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, Plugin, Service, Agent as StoredAgent } from "@elizaos/core";
import { closePlugin } from "../../src/index.ts";
import { startRealAgent } from "../contract/agents.ts";
import { serviceOf } from "../contract/cases/service-of.ts";
import { ask } from "../fixtures/call.ts";
import { failure } from "../fixtures/failure.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { adapted, introduce, scripted } from "./adapted.ts";
import { classes } from "./counter.ts";
import { look, until } from "./served.ts";

const service = (start: (runtime: IAgentRuntime) => Promise<object>) =>
  ({ serviceType: "moody", start }) as unknown as typeof Service;
const broken = service(async () => {
  throw new Error("no key");
});
const stoppable = { capabilityDescription: "", stop: async () => {} };

/** A plugin in this process whose init does that. */
const initialising = (init: (runtime: IAgentRuntime) => unknown): Plugin => ({
  name: "initialising",
  description: "",
  init: async (_config, runtime) => void (await init(runtime)),
});

/** Registers `broken`, as a plugin's code does that looks after its failures. */
const registering = initialising((runtime) => {
  runtime.registerService(broken).catch(() => {});
});

test("a service that a plugin's code registers and that cannot start has failed, and who waits is told", async () => {
  const waiting: Promise<Error>[] = [];
  const asking = initialising((runtime) => {
    waiting.push(failure(runtime.getServiceLoadPromise("moody" as "unknown")));
  });
  const agent = await startRealAgent([registering, { ...asking, name: "asking" }]);
  expect((await waiting[0])?.message).toBe("no key");
  expect(agent.runtime.getServiceRegistrationStatus("moody")).toBe("failed");
  await agent.close();
});

test("who waits for a service that a plugin names and that cannot start is told by elizaOS", async () => {
  const waiting: Promise<Error>[] = [];
  const naming: Plugin = {
    ...initialising((runtime) => {
      waiting.push(failure(runtime.getServiceLoadPromise("moody" as "unknown")));
    }),
    services: [broken],
  };
  const agent = await startRealAgent([naming]);
  expect((await waiting[0])?.message).toBe(
    "Service moody from plugin initialising failed to register: no key",
  );
  await agent.close();
});

test("a service that a plugin's code registers in place of one that could not start is waited for", async () => {
  const gate = Promise.withResolvers<void>();
  const loads: Promise<unknown>[] = [];
  const patient = service(async () => {
    await gate.promise;
    return stoppable;
  });
  const retrying = initialising((runtime) => {
    runtime.registerService(broken).catch(() => {
      void runtime.registerService(patient);
      loads.push(runtime.getServiceLoadPromise("moody" as "unknown"));
      // After all that the failure brings about.
      setTimeout(gate.resolve);
    });
  });
  const agent = await startRealAgent([retrying]);
  const running = await serviceOf(agent, "moody");
  expect(running as object).toBe(stoppable);
  expect((await loads[0]) as object).toBe(stoppable);
  await agent.close();
});

for (const [whose, plugin] of Object.entries<Plugin>({
  "a plugin's code registers": registering,
  "a plugin names": { name: "naming", description: "", services: [broken] },
}))
  test(`a service that ${whose} and that cannot start is none for guests`, async () => {
    const { plugin: guest, guests } = await scripted();
    const agent = await startRealAgent([guest, plugin]);
    const told = () => guests[0]?.requests("plugin.update").map(({ services }) => services as string[]) ?? [];
    await until(() => told().at(-1)?.includes("moody") === false);
    expect(told().some((services) => services.includes("moody"))).toBe(true);
    await agent.close();
    await closePlugin(guest);
  });

/** elizaOS has kept a setting of the agent in an earlier run. */
const storing = initialising((runtime) => {
  const { agentId: id, character } = runtime;
  return runtime.createAgent({ ...character, id, settings: { KEPT: "stored" } } as Partial<StoredAgent>);
});

test("a guest sees the settings that elizaOS adds from its storage, without a further change", async () => {
  const actions = [look((runtime) => runtime.getSetting("KEPT"))];
  await using guest = await adapted({ config: { KEPT: null as never }, actions });
  const agent = await startRealAgent([storing, guest]);
  expect(await ask(guest, agent.runtime, "A")).toEqual({ seen: "stored" });
  await agent.close();
});

test("a guest's service sees the settings that elizaOS adds from its storage when it starts", async () => {
  const seen: unknown[] = [];
  const keen = service(async (runtime) => {
    seen.push(runtime.getSetting("KEPT"));
    return stoppable;
  });
  await using guest = await adapted({ config: { KEPT: null as never }, ...classes(keen) });
  const agent = await startRealAgent([storing, guest]);
  await serviceOf(agent, "moody");
  expect(seen).toEqual(["stored"]);
  await agent.close();
});

test("setSetting() and registerService() succeed though a guest takes no message of that length; the agent is warned", async () => {
  const manifest = { name: "scripted", config: { LONG: null } };
  const { plugin } = await scripted(introduce, { ready: { manifest, maxFrameBytes: 2000 } });
  const runtime = recordingRuntime();
  await plugin.init?.({}, runtime);
  runtime.setSetting("LONG", "x".repeat(2000));
  const [warning] = runtime.logs;
  expect(warning?.level).toBe("warn");
  expect(warning?.message).toStartWith(
    "The plugin scripted could not be told what changed of its agent: Cannot send the message plugin.update",
  );
  await runtime.registerService(service(async () => stoppable));
  expect(runtime.getService("moody") as object).toBe(stoppable);
  await closePlugin(plugin);
});
