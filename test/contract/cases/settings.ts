/** Settings: a plugin sees what it declares and what the user grants, of the agent that it serves. */
import { expect } from "bun:test";
import type { LoadedPlugin } from "../../../src/index.ts";
import { ask, invoke } from "../../fixtures/call.ts";
import { told } from "../../fixtures/failure.ts";
import { until } from "../../fixtures/processes.ts";
import { memoryOf, type RecordingRuntime, recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { anAgent, loadBeside, otherAgentId, twoAgents } from "../agents.ts";
import type { Pair } from "../pairs.ts";
import type { ContractCase } from "./contract-case.ts";

const values = {
  PROBE_SETTING: "declared",
  PROBE_EXTRA: "by pattern",
  GRANTED: "by name",
  OTHER: "never sent",
};

interface Granted {
  plugin: LoadedPlugin;
  agent: RecordingRuntime;
}

const granted = new WeakMap<LoadedPlugin, RecordingRuntime>();

/** The plugin with settings that the user grants, and an agent that has more, once per pair. */
async function withGrants(plugin: LoadedPlugin, pair: Pair): Promise<Granted> {
  const grants = ["settings:GRANTED", "settings:PROBE_*"];
  const loaded = await loadBeside(plugin, "settings", () =>
    pair.load({ grants, settings: { GIVEN: "given" } }),
  );
  const agent = granted.get(loaded) ?? recordingRuntime(values);
  granted.set(loaded, agent);
  return { plugin: loaded, agent };
}

async function read(plugin: LoadedPlugin, agent: RecordingRuntime, key: string): Promise<unknown> {
  return (await ask(plugin, agent, "SETTING", { key })).value;
}

function warningsOf({ logs }: RecordingRuntime, name: string): string[] {
  return logs
    .filter(({ level, message }) => level === "warn" && message.includes(name))
    .map(({ message }) => message);
}

export const settingCases: ContractCase[] = [
  {
    name: "settings come from the agent",
    kinds: "actions and providers",
    async run(plugin) {
      const [agent] = twoAgents(plugin);
      expect(await read(plugin, agent, "PROBE_SETTING")).toBe("one");
      expect(await read(plugin, agent, "NOBODY")).toBeNull();
      agent.setSetting("PROBE_SETTING", "changed");
      expect(await read(plugin, agent, "PROBE_SETTING")).toBe("changed");
      agent.setSetting("PROBE_SETTING", "one");
    },
  },
  {
    name: "two agents have settings and a name of their own",
    kinds: "actions and providers",
    async run(plugin) {
      const runtimes = twoAgents(plugin);
      const all = (action: string) =>
        Promise.all(
          runtimes.map((runtime) => invoke(plugin, runtime, { action, options: { key: "PROBE_SETTING" } })),
        );
      expect((await all("SETTING")).map((result) => result?.data?.value)).toEqual(["one", "two"]);
      expect((await all("AGENT")).map((result) => result?.data?.agentId)).toEqual([
        memoryOf("").agentId,
        otherAgentId,
      ]);
    },
  },
  {
    name: "a declared setting that the agent has not is its default, or null",
    async run(plugin) {
      const agent = anAgent(plugin);
      expect(await read(plugin, agent, "PROBE_DEFAULT")).toBe("from the manifest");
      expect(await read(plugin, agent, "PROBE_WAITS_FOR")).toBeNull();
      expect(warningsOf(agent, "PROBE_WAITS_FOR")).toEqual([]);
    },
  },
  {
    name: "an undeclared setting is null, and the user is told once what to do",
    async run(plugin) {
      const agent = anAgent(plugin);
      for (let n = 0; n < 3; n++) expect(await read(plugin, agent, "UNDECLARED_KEY")).toBeNull();
      await until("the user is told", () => warningsOf(agent, "UNDECLARED_KEY").length > 0);
      // A further record would have come before this answer.
      await invoke(plugin, agent, { action: "LOG", options: { level: "info", message: "after" } });
      const [warning, ...more] = warningsOf(agent, "UNDECLARED_KEY");
      expect(more).toEqual([]);
      expect(warning).toContain("--setting UNDECLARED_KEY=");
      expect(warning).toContain("grants");
      expect(warning).toContain("settings:UNDECLARED_KEY");
    },
  },
  {
    name: "a granted setting comes from the agent",
    async run(plugin, pair) {
      const { plugin: granting, agent } = await withGrants(plugin, pair);
      expect(await read(granting, agent, "GRANTED")).toBe("by name");
      expect(await read(granting, agent, "PROBE_SETTING")).toBe("declared");
      expect(await read(granting, agent, "OTHER")).toBeNull();
    },
  },
  {
    name: "a manifest alone obtains no secret, the user's grant and the character's entry do",
    async run(plugin, pair) {
      const config = { API_KEY: null, DEEP_TOKEN: null, CITY: null };
      const secret = await loadBeside(plugin, "secret", () =>
        pair.load({ grants: ["settings:WALLET_MNEMONIC"] }, { config }),
      );
      const agent = recordingRuntime({ API_KEY: "hunter2", CITY: "Rome", WALLET_MNEMONIC: "granted" });
      const plugins = { [secret.name]: { DEEP_TOKEN: "by its entry" } };
      Object.assign(agent.character, { settings: { plugins, extra: { apiKey: "hunter2" } } });
      expect(await read(secret, agent, "API_KEY")).toBeNull();
      await until("the user is told", () => warningsOf(agent, "API_KEY").length > 0);
      expect(warningsOf(agent, "API_KEY")[0]).toContain("--grant settings:API_KEY");
      expect(await read(secret, agent, "CITY")).toBe("Rome");
      expect(await read(secret, agent, "WALLET_MNEMONIC")).toBe("granted");
      expect(await read(secret, agent, "DEEP_TOKEN")).toBe("by its entry");
    },
  },
  {
    name: "a pattern grants the settings that it matches",
    async run(plugin, pair) {
      const { plugin: granting, agent } = await withGrants(plugin, pair);
      expect(await read(granting, agent, "PROBE_EXTRA")).toBe("by pattern");
    },
  },
  {
    name: "a setting that the loader gives needs no grant",
    async run(plugin, pair) {
      const { plugin: granting, agent } = await withGrants(plugin, pair);
      expect(await read(granting, agent, "GIVEN")).toBe("given");
    },
  },
  {
    name: "setSetting changes the agent's setting, and is read back at once",
    async run(plugin, pair) {
      const { plugin: granting, agent } = await withGrants(plugin, pair);
      const set = { key: "GRANTED", value: "set by the plugin" };
      expect(await ask(granting, agent, "SET", set)).toEqual({ value: "set by the plugin" });
      await until("the agent has it", () => agent.getSetting("GRANTED") === "set by the plugin");
      expect(await read(granting, agent, "GRANTED")).toBe("set by the plugin");
      agent.setSetting("GRANTED", "by name");
    },
  },
  {
    name: "setSetting of what was not granted is refused, and leaves the agent's alone",
    async run(plugin, pair) {
      const { plugin: granting, agent } = await withGrants(plugin, pair);
      // Over a channel it goes out one way and the refusal is logged; elizaOS's own answers at once.
      const thrown = await ask(granting, agent, "SET", { key: "OTHER", value: "x" }).then(() => "", told);
      await until(
        "the refusal is told",
        () => thrown !== "" || warningsOf(agent, "settings:OTHER").length > 0,
      );
      expect(thrown + warningsOf(agent, "settings:OTHER")).toContain("settings:OTHER");
      expect(agent.getSetting("OTHER")).toBe("never sent");
    },
  },
];
