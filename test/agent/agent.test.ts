/** The command line's agent: elizaOS's runtime as a plugin finds it. */
import { describe, expect, test } from "bun:test";
import type { Plugin } from "@elizaos/core";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import type { LogRecord } from "../../src/interop/log.ts";

prepareCoreEnvironment("fatal");

interface Started {
  agent: Agent;
  logs: LogRecord[];
}

async function start(plugin: Partial<Plugin> = {}, settings: Record<string, string> = {}): Promise<Started> {
  const logs: LogRecord[] = [];
  const plugins = [{ name: "tested", description: "", ...plugin }];
  const agent = await startAgent({ plugins, settings, onLog: (record) => logs.push(record) });
  return { agent, logs };
}

describe("startAgent()", () => {
  test("gives a runtime with a world, a room and a person, the same ids each time", async () => {
    const [{ agent }, { agent: again }] = [await start(), await start()];
    const { runtime, roomId, entityId, worldId } = agent;
    expect(again).toMatchObject({ roomId, entityId, worldId });
    expect(again.runtime.agentId).toBe(runtime.agentId);
    expect(await runtime.getRoom(roomId)).toMatchObject({ type: "DM", worldId });
    expect(await runtime.getEntityById(entityId)).toMatchObject({ names: ["Person", "person"] });
    expect((await runtime.getParticipantsForRoom(roomId)).sort()).toEqual([entityId, runtime.agentId].sort());
    await Promise.all([agent.close(), again.close()]);
  });

  test("initialises the plugins with their config", async () => {
    let given: unknown;
    const init: Plugin["init"] = async (config) => {
      given = config;
    };
    const { agent } = await start({ config: { A: "a", B: null, C: 1 }, init });
    expect(given).toEqual({ A: "a", C: "1" });
    await agent.close();
  });

  test("rejects with what init throws", async () => {
    const init: Plugin["init"] = async () => {
      throw new Error("no key");
    };
    await expect(start({ init })).rejects.toThrow("no key");
  });

  test.each([
    ["text", "text"],
    ["true", true],
    ["false", false],
    ["0", "0"],
    ["", ""],
  ])("lets getSetting answer %p", async (text, value) => {
    const { agent } = await start({}, { KEY: text });
    expect(agent.runtime.getSetting("KEY")).toBe(value);
    expect(agent.runtime.getSetting("OTHER")).toBe(null);
    await agent.close();
  });

  test("takes a plugin with an embedding model", async () => {
    const { agent } = await start({ models: { TEXT_EMBEDDING: async () => [0.1, 0.2] } });
    expect(await agent.runtime.useModel("TEXT_EMBEDDING", { text: "x" })).toEqual([0.1, 0.2]);
    await agent.close();
  });

  test("gives what runtime.logger is told to onLog, by the name of the plugin that speaks", async () => {
    const { agent, logs } = await start();
    expect(logs.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
    logs.length = 0;
    const { logger } = agent.runtime;
    logger.warn({ src: "mine", n: 1 }, "with fields");
    logger.info("without", "more");
    logger.error(new Error("an error"), "and why");
    logger.success({ plugin: "named" }, "done");
    logger.child({ src: "child" }).debug("of a child");
    expect(logs).toEqual([
      { plugin: "mine", level: "warn", message: "with fields", fields: { src: "mine", n: 1 } },
      { plugin: "agent", level: "info", message: "without more", fields: {} },
      { plugin: "agent", level: "error", message: "an error and why", fields: {} },
      { plugin: "named", level: "info", message: "done", fields: { plugin: "named" } },
      { plugin: "child", level: "debug", message: "of a child", fields: { src: "child" } },
    ]);
    await agent.close();
  });
});

describe("close()", () => {
  test("stops the services of plugins", async () => {
    const { Service } = await import("@elizaos/core");
    const calls: string[] = [];
    class Watched extends Service {
      static override serviceType = "watched";
      capabilityDescription = "Is watched";
      static override async start(): Promise<Watched> {
        calls.push("start");
        return new Watched();
      }
      async stop(): Promise<void> {
        calls.push("stop");
      }
    }
    const { agent } = await start({ services: [Watched] });
    await agent.runtime.getServiceLoadPromise("watched" as never);
    await agent.close();
    expect(calls).toEqual(["start", "stop"]);
  });
});
