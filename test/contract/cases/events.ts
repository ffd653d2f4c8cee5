/** Events: what was emitted reaches the handlers in order, and those can emit, answer and fail in turn. */
import { expect } from "bun:test";
import type { Content, Memory } from "@elizaos/core";
import { ask, invoke } from "../../fixtures/call.ts";
import { failure } from "../../fixtures/failure.ts";
import { type FullAgent, fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { edges } from "./values.ts";

type EmitEvent = (event: string, payload: object) => Promise<void>;

/** core's emitEvent asks for the runtime in the payload, and puts it there itself. */
function emit({ runtime }: FullAgent, ...args: Parameters<EmitEvent>): Promise<void> {
  return (runtime as { emitEvent: EmitEvent }).emitEvent(...args);
}

/** Of the events of one case: the agent is shared. */
async function seen(
  agent: FullAgent,
  of: { plugin: Parameters<typeof ask>[0]; action: string },
  tag: string,
): Promise<unknown[]> {
  const { seen: all } = await ask(of.plugin, agent.runtime, of.action);
  return (all as unknown[]).filter((n) => JSON.stringify(n ?? null).includes(tag));
}

function hundred(tag: string): string[] {
  return Array.from({ length: 100 }, (_unused, n) => `${tag} ${n}`);
}

export const eventCases: ContractCase[] = [
  {
    name: "an event reaches its handler with its payload",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const n = { tag: "payload", ...edges };
      await emit(agent, "PROBE_EVENT", { n });
      expect(await seen(agent, { plugin, action: "EVENTS" }, "payload")).toEqual([n]);
    },
  },
  {
    name: "a hundred events arrive in the order in which they were emitted",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await Promise.all(hundred("order").map((n) => emit(agent, "PROBE_EVENT", { n })));
      expect(await seen(agent, { plugin, action: "EVENTS" }, "order")).toEqual(hundred("order"));
    },
  },
  {
    name: "a hundred events go from one plugin to the other and keep their order",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const { plugins } = agent.runtime;
      const peer = plugins.find(({ name }) => name === "peer");
      if (peer === undefined) throw new Error("The agent has no peer");
      const passed = hundred("passed").map((n) => emit(agent, "PROBE_EVENT", { n, emit: "PEER_EVENT" }));
      await Promise.all(passed);
      const atPeer = { plugin: peer, action: "PEER_EVENTS" };
      expect(await seen(agent, atPeer, "passed")).toEqual(hundred("passed"));
      const back = hundred("back").map((n) => emit(agent, "PEER_EVENT", { n, emit: "PROBE_EVENT" }));
      await Promise.all(back);
      expect(await seen(agent, { plugin, action: "EVENTS" }, "back")).toEqual(hundred("back"));
    },
  },
  {
    name: "an action emits an event to all plugins",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const emitted = { event: "PROBE_EVENT", payload: { n: "by action" } };
      const result = await invoke(plugin, agent.runtime, { action: "EMIT_EVENT", options: emitted });
      expect(result).toMatchObject({ success: true });
      expect(await seen(agent, { plugin, action: "EVENTS" }, "by action")).toEqual(["by action"]);
    },
  },
  {
    name: "a payload's callback is called, and the event waits for it",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const contents: Content[] = [];
      let answered = false;
      const callback = async (content: Content): Promise<Memory[]> => {
        contents.push(content);
        await Bun.sleep(5);
        answered = true;
        return [];
      };
      await emit(agent, "PROBE_EVENT", { n: 77, callback });
      expect(contents).toEqual([{ text: "event 77" }]);
      expect(answered).toBe(true);
    },
  },
  {
    name: "a payload goes without what cannot cross",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const live = { onComplete() {}, self: agent.runtime, map: new Map([[1, 2]]) };
      await emit(agent, "PROBE_EVENT", { n: "alone", ...live });
      expect(await seen(agent, { plugin, action: "EVENTS" }, "alone")).toEqual(["alone"]);
    },
  },
  {
    name: "a handler that fails, fails the one who emits, and the next event arrives",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const error = await failure(emit(agent, "PROBE_EVENT", { n: "failed", fail: "not at this hour" }));
      expect(error.message).toBe("not at this hour");
      await emit(agent, "PROBE_EVENT", { n: "failed, next" });
      const all = await seen(agent, { plugin, action: "EVENTS" }, "failed");
      expect(all).toEqual(["failed", "failed, next"]);
    },
  },
];
