/** Host methods: each reaches the agent by elizaOS's name, with its arguments, and its value comes back. */
import { expect } from "bun:test";
import type { Memory } from "@elizaos/core";
import { HOST_METHODS, REFUSED_MEMBERS } from "../../../src/contract/generated/messages.ts";
import type { HostMethod } from "../../../src/contract/permissions.ts";
import type { LoadedPlugin } from "../../../src/index.ts";
import { ask, invoke } from "../../fixtures/call.ts";
import { codesOf, failure, told } from "../../fixtures/failure.ts";
import { until } from "../../fixtures/processes.ts";
import { memoryOf } from "../../fixtures/recording-runtime.ts";
import { anAgent, whileAnswering } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { hostSamples } from "./host-samples.ts";

export const hostMethodCases: ContractCase[] = [
  ...(Object.keys(HOST_METHODS) as HostMethod[]).map(
    (method): ContractCase => ({
      name: `the host method ${method} is called with its arguments, and its value comes back`,
      family: "each host method is called with its arguments, and its value comes back",
      run: (plugin) => checkMethod(plugin, method),
    }),
  ),
  {
    name: "a failed host call fails the handler, and the chain tells why",
    kinds: "actions and providers",
    async run(plugin) {
      const getMemories = async () => {
        throw new Error("no such table: dreams");
      };
      await whileAnswering(plugin, { getMemories }, async (runtime) => {
        const options = { method: "getMemories", args: [{}] };
        const error = await failure(invoke(plugin, runtime, { action: "HOST", options }));
        expect(told(error)).toContain("no such table: dreams");
      });
    },
  },
  {
    name: "host calls run concurrently, and answers find their calls",
    kinds: "actions and providers",
    async run(plugin) {
      const waiting: (() => void)[] = [];
      const getMemories = ({ tableName }: { tableName: string }) =>
        new Promise((resolve) => {
          waiting.push(() => resolve([memoryOf(tableName)]));
          if (waiting.length === 20) for (const answer of waiting.reverse()) answer();
        });
      await whileAnswering(plugin, { getMemories }, async (runtime) => {
        const calls = Array.from({ length: 20 }, (_unused, index) =>
          ask(plugin, runtime, "HOST", { method: "getMemories", args: [{ tableName: `t${index}` }] }),
        );
        const values = (await Promise.all(calls)).map(({ value }) => value);
        expect(values).toEqual(calls.map((_call, index) => [memoryOf(`t${index}`)]));
      });
    },
  },
  {
    name: "calls nest: host to plugin to host to plugin",
    kinds: "actions and providers",
    async run(plugin) {
      let depth = 0;
      const dive = async (): Promise<Memory[]> => {
        const memory = memoryOf(`depth ${++depth}`);
        if (depth === 6) return [memory];
        const options = { method: "getMemories", args: [{ depth }] };
        const { value } = await ask(plugin, anAgent(plugin), "HOST", options);
        return [memory].concat(value as Memory[]);
      };
      await whileAnswering(plugin, { getMemories: dive }, async () => {
        const texts = (await dive()).map(({ content }) => content.text);
        expect(texts).toEqual([1, 2, 3, 4, 5, 6].map((n) => `depth ${n}`));
      });
    },
  },
];

export const hostMethodGuestCases: ContractCase[] = [
  {
    name: "a host method that cannot cross is refused by its name",
    kinds: "actions and providers",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const options = { method: "registerSendHandler", args: [] };
      const error = await failure(invoke(plugin, runtime, { action: "HOST", options }));
      expect(told(error)).toMatch(/register_?[sS]end_?[hH]andler/);
      expect(runtime.calls.filter(({ method }) => method === "registerSendHandler")).toEqual([]);
    },
  },
  ...Object.entries(REFUSED_MEMBERS).map(
    ([member, reason]): ContractCase => ({
      name: `the runtime's ${member} is refused with its reason`,
      family: "each member of the runtime that cannot cross is refused with its reason",
      run: (plugin, pair) => checkRefused(plugin, { member, reason, pair: pair.name }),
    }),
  ),
];

/** Those that elizaOS's types allow to be null, which a TypeScript plugin asks for. */
const NULLABLE = new Set(["messageService", "elizaOS"]);

async function checkRefused(
  plugin: LoadedPlugin,
  { member, reason, pair }: { member: string; reason: string; pair: string },
): Promise<void> {
  const asked = ask(plugin, anAgent(plugin), "REFUSED", { member });
  if (pair.startsWith("typescript") && NULLABLE.has(member)) {
    expect(await asked).toEqual({ value: null });
    return;
  }
  const error = await failure(asked);
  expect(told(error)).toContain(
    `The runtime's ${member} cannot be reached from a plugin in another language or process: ${reason}`,
  );
  expect(codesOf(error)).toContain("unsupported");
}

async function checkMethod(plugin: LoadedPlugin, method: HostMethod): Promise<void> {
  const runtime = anAgent(plugin);
  const { args, value } = hostSamples[method];
  const before = runtime.calls.length;
  const answer = await ask(plugin, runtime, "HOST", { method, args });
  // Its value is the running service, which is no value that an action could answer with.
  if (method !== "getServiceLoadPromise") expect(answer.value ?? null).toEqual((value as null) ?? null);
  // elizaOS has a promise of that name, and no method.
  if (method === "initPromise") return;
  const sent = () => runtime.calls.slice(before).find((call) => call.method === method);
  // elizaOS's setSetting answers at once; in a guest it goes out one way.
  await until(`${method} reaches the agent`, () => sent() !== undefined);
  const given = sent()?.args ?? [];
  expect(withoutRuntime(given.slice(0, args.length))).toEqual(withoutRuntime(args));
  for (const more of given.slice(args.length)) expect(more ?? null).toBeNull();
}

/** What elizaOS puts into every event's payload; null where an argument is none. */
function withoutRuntime(args: unknown[]): unknown[] {
  return args.map((arg) => {
    if (arg === undefined) return null;
    if (typeof arg !== "object" || arg === null || !("runtime" in arg)) return arg;
    const { runtime: _runtime, ...rest } = arg;
    return rest;
  });
}
