/** What every plugin must do, whatever the language and the transport: the contract suite as data. */
import { expect } from "bun:test";
import type { Content, Memory } from "@elizaos/core";
import { errorChain, type LoadedPlugin, type PluginError } from "../../src/index.ts";
import { collector, invoke, provide, validate } from "../fixtures/call.ts";
import {
  emptyState,
  memoryOf,
  type RecordingRuntime,
  recordingRuntime,
} from "../fixtures/recording-runtime.ts";

export interface ContractCase {
  name: string;
  run(plugin: LoadedPlugin): Promise<void>;
}

const edges: Record<string, unknown> = {
  none: null,
  yes: true,
  zero: 0,
  integers: [-1, 255, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53)],
  doubles: [0.1, -2.5, 1e-7, 1.7976931348623157e308, 5e-324],
  text: 'é 日本語 🙂👩‍👩‍👧 "quoted" \\ \u0000 \u2028 line\nbreak',
  empty: ["", [], {}],
  dollars: [{ $bytes: "AA==" }, { $x: 1 }, { $$: { $y: 2 } }, { $bytes: 1, more: 2 }],
  deep: { a: { b: { c: { d: [[[["deep"]]]] } } } },
  names: { constructor: 1, toString: "x", "with space": 2, é: 3, "": 4 },
};

const bytes = Uint8Array.from({ length: 1000 }, (_unused, index) => index % 256);

const agents = new WeakMap<LoadedPlugin, RecordingRuntime>();

/** The agent of all cases that ask nothing special of theirs: another one costs a process over ipc. */
function anAgent(plugin: LoadedPlugin): RecordingRuntime {
  const agent = agents.get(plugin) ?? recordingRuntime();
  agents.set(plugin, agent);
  return agent;
}

/** For all pairs. */
export const cases: ContractCase[] = [
  {
    name: "validate says yes and no",
    async run(plugin) {
      const runtime = anAgent(plugin);
      expect(await validate(plugin, runtime, "ECHO", "yes")).toBe(true);
      expect(await validate(plugin, runtime, "ECHO", "no")).toBe(false);
    },
  },
  {
    name: "a handler is given memory, state, options and responses",
    async run(plugin) {
      const responses = [memoryOf("a response")];
      const result = await invoke(plugin, anAgent(plugin), {
        action: "ECHO",
        text: "Grüße 🙂",
        options: { a: 1 },
        responses,
      });
      expect(result).toEqual({
        success: true,
        text: "Grüße 🙂",
        data: { memory: memoryOf("Grüße 🙂"), state: emptyState, options: { a: 1 }, responses },
      });
    },
  },
  {
    name: "values at the edges come back as they went",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", options: edges });
      expect(result?.data?.options).toEqual(edges);
    },
  },
  {
    name: "bytes come back as bytes",
    async run(plugin) {
      const options = { bytes, none: new Uint8Array(0), list: [bytes] };
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", options });
      expect(result?.data?.options).toEqual(options);
    },
  },
  {
    name: "a megabyte of text and of bytes comes back whole",
    async run(plugin) {
      const text = "é🙂x".repeat(150_000);
      const large = new Uint8Array(1_000_000).fill(7);
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", text, options: { large } });
      expect(result?.text === text).toBe(true);
      const echoed = result?.data?.options as { large: Uint8Array } | undefined;
      expect(echoed !== undefined && Buffer.compare(echoed.large, large) === 0).toBe(true);
    },
  },
  {
    name: "contents are emitted in order, and answered",
    async run(plugin) {
      const { emitted, callback } = collector();
      const contents: Content[] = [{ text: "one" }, { text: "zwei 🙂", actions: ["A"] }, { text: "three" }];
      const result = await invoke(plugin, anAgent(plugin), {
        action: "EMIT",
        options: { contents },
        callback,
      });
      expect(emitted).toEqual(contents);
      expect(result?.data?.memories).toEqual(contents.map(({ text }) => [memoryOf(`memory of ${text}`)]));
    },
  },
  {
    name: "a callback that throws fails the handler",
    async run(plugin) {
      const callback = async (): Promise<Memory[]> => {
        throw new Error("the host has no room for it");
      };
      const call = invoke(plugin, anAgent(plugin), {
        action: "EMIT",
        options: { contents: [{ text: "x" }] },
        callback,
      });
      const error = await call.catch((thrown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(errorChain(error)).toContain("the host has no room for it");
    },
  },
  {
    name: "a failure tells its message, and the next call works",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const call = invoke(plugin, runtime, { action: "FAIL", options: { message: "it broke: é🙂" } });
      const error = await call.catch((thrown) => thrown);
      expect((error as Error).message).toBe("it broke: é🙂");
      expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
    },
  },
  {
    name: "a refusal is a result",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), {
        action: "REFUSE",
        options: { message: "not today" },
      });
      expect(result).toMatchObject({ success: false, error: "not today" });
    },
  },
  {
    name: "nothing stays nothing",
    async run(plugin) {
      expect(await invoke(plugin, anAgent(plugin), { action: "NOTHING" })).toBeUndefined();
    },
  },
  {
    name: "a host call passes its arguments and its value",
    async run(plugin) {
      const found = [memoryOf("old"), { ...memoryOf("older"), createdAt: 1 }];
      const runtime = recordingRuntime({}, { getMemories: async () => found });
      const args = [{ tableName: "messages", roomId: memoryOf("").roomId, count: 2 }];
      const result = await invoke(plugin, runtime, {
        action: "HOST",
        options: { method: "getMemories", args },
      });
      expect(runtime.calls).toEqual([{ method: "getMemories", args }]);
      expect(result?.data?.value).toEqual(found);
    },
  },
  {
    name: "a failed host call fails the handler, and the chain tells why",
    async run(plugin) {
      const getMemories = async () => {
        throw new Error("no such table: dreams");
      };
      const runtime = recordingRuntime({}, { getMemories });
      const call = invoke(plugin, runtime, {
        action: "HOST",
        options: { method: "getMemories", args: [{}] },
      });
      const error = await call.catch((thrown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(errorChain(error)).toContain("no such table: dreams");
    },
  },
  {
    name: "host calls run concurrently, and answers find their calls",
    async run(plugin) {
      const waiting: (() => void)[] = [];
      const getMemories = ({ tableName }: { tableName: string }) =>
        new Promise((resolve) => {
          waiting.push(() => resolve([memoryOf(tableName)]));
          if (waiting.length === 20) for (const answer of waiting.reverse()) answer();
        });
      const runtime = recordingRuntime({}, { getMemories });
      const calls = Array.from({ length: 20 }, (_unused, index) =>
        invoke(plugin, runtime, {
          action: "HOST",
          options: { method: "getMemories", args: [{ tableName: `t${index}` }] },
        }),
      );
      const results = await Promise.all(calls);
      expect(results.map((result) => result?.data?.value)).toEqual(
        calls.map((_call, index) => [memoryOf(`t${index}`)]),
      );
    },
  },
  {
    name: "calls nest: host to plugin to host to plugin",
    async run(plugin) {
      let depth = 0;
      const runtime = recordingRuntime({}, { getMemories: () => dive() });
      const dive = async (): Promise<Memory[]> => {
        const memory = memoryOf(`depth ${++depth}`);
        if (depth === 6) return [memory];
        const options = { method: "getMemories", args: [{ depth }] };
        const result = await invoke(plugin, runtime, { action: "HOST", options });
        return [memory].concat(result?.data?.value as Memory[]);
      };
      expect((await dive()).map(({ content }) => content.text)).toEqual(
        [1, 2, 3, 4, 5, 6].map((n) => `depth ${n}`),
      );
    },
  },
  {
    name: "settings come from the agent",
    async run(plugin) {
      const runtime = recordingRuntime({ PROBE_SETTING: "from the agent" });
      const read = async (key: string) =>
        (await invoke(plugin, runtime, { action: "SETTING", options: { key } }))?.data?.value;
      expect(await read("PROBE_SETTING")).toBe("from the agent");
      expect(await read("NOBODY")).toBeNull();
      runtime.setSetting("PROBE_SETTING", "changed");
      expect(await read("PROBE_SETTING")).toBe("changed");
    },
  },
  {
    name: "two agents have settings and a name of their own",
    async run(plugin) {
      const other = "00000000-0000-4000-8000-00000000000b" as const;
      const runtimes = [
        recordingRuntime({ PROBE_SETTING: "one" }),
        recordingRuntime({ PROBE_SETTING: "two" }, {}, other),
      ];
      const read = async (action: string) =>
        Promise.all(
          runtimes.map((runtime) => invoke(plugin, runtime, { action, options: { key: "PROBE_SETTING" } })),
        );
      expect((await read("SETTING")).map((result) => result?.data?.value)).toEqual(["one", "two"]);
      expect((await read("AGENT")).map((result) => result?.data?.agentId)).toEqual([
        memoryOf("").agentId,
        other,
      ]);
    },
  },
  {
    name: "the agent is known",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), { action: "AGENT" });
      expect(result?.data).toEqual({ agentId: memoryOf("").agentId, name: "Test agent" });
    },
  },
  {
    name: "a provider gives text, values and data",
    async run(plugin) {
      const result = await provide(plugin, anAgent(plugin), "PROBE", "Grüße 🙂");
      expect(result).toEqual({
        text: "probe of Grüße 🙂",
        values: { length: 7 },
        data: { state: emptyState },
      });
    },
  },
  {
    name: "logs reach the agent's logger at their level",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const result = await invoke(plugin, runtime, {
        action: "LOG",
        options: { level: "warn", message: "careful é🙂" },
      });
      expect(result?.text).toBe("logged");
      expect(runtime.logs).toContainEqual({ level: "warn", message: "careful é🙂" });
    },
  },
];

/** For the pairs with a channel between: what holds because of it. */
export const guestCases: ContractCase[] = [
  {
    name: "a failure has a code and the plugin's name",
    async run(plugin) {
      const call = invoke(plugin, anAgent(plugin), { action: "FAIL", options: { message: "it broke" } });
      const error = (await call.catch((thrown) => thrown)) as PluginError;
      expect(error).toMatchObject({
        name: "CallError",
        code: "handler_failed",
        plugin: "probe",
        component: "action FAIL",
      });
    },
  },
  {
    name: "a refusal has a key that keeps it one in AgentRuntime",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), {
        action: "REFUSE",
        options: { message: "no" },
      });
      expect(result).toEqual({ success: false, error: "no", data: {} });
    },
  },
  {
    name: "a host method that cannot cross is refused by its name",
    async run(plugin) {
      const runtime = recordingRuntime({}, { registerSendHandler: () => "never called" });
      const call = invoke(plugin, runtime, {
        action: "HOST",
        options: { method: "registerSendHandler", args: [] },
      });
      const error = await call.catch((thrown) => thrown);
      expect(errorChain(error)).toMatch(/register_?[sS]end_?[hH]andler/);
      expect(runtime.calls).toEqual([]);
    },
  },
  {
    name: "what cannot cross is left out",
    async run(plugin) {
      const options = {
        keep: 1,
        gone() {},
        alsoGone: new Map([[1, 2]]),
        at: new Date(0),
        list: [() => 1, 2],
      };
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", options });
      expect(result?.data?.options).toEqual({ keep: 1, at: "1970-01-01T00:00:00.000Z", list: [null, 2] });
    },
  },
  {
    name: "a value that is refused names its place, and the next call works",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const options = { a: [{ big: 2n ** 60n }] };
      const error = await invoke(plugin, runtime, { action: "ECHO", options }).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: "value_refused", path: "$.options.a[0].big" });
      expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
    },
  },
  {
    name: "two agents share no state",
    async run(plugin) {
      const [one, two] = [recordingRuntime(), recordingRuntime()];
      const count = async (runtime: typeof one) =>
        (await invoke(plugin, runtime, { action: "COUNT" }))?.data?.count;
      expect([await count(one), await count(one), await count(one)]).toEqual([1, 2, 3]);
      expect(await count(two)).toBe(1);
    },
  },
  {
    name: "the character comes without secrets",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const sent: string[] = [];
      runtime.logger.warn = (...args: unknown[]) => void sent.push(String(args.at(-1)));
      await invoke(plugin, runtime, { action: "AGENT" });
      const result = await invoke(plugin, runtime, { action: "SETTING", options: { key: "KEY" } });
      expect(result?.data?.value).toBeNull();
    },
  },
];
