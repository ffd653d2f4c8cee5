/** Services: started, called, waited for and stopped by elizaOS's own runtime. */
import { expect } from "bun:test";
import { closePlugin, type LoadedPlugin } from "../../../src/index.ts";
import { ask } from "../../fixtures/call.ts";
import { codesOf, failure, told } from "../../fixtures/failure.ts";
import { anAgent, fullAgent, startRealAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { gated } from "./gated.ts";
import { type Called, serviceOf } from "./service-of.ts";
import { bytes, edges } from "./values.ts";

export const serviceCases: ContractCase[] = [
  {
    name: "AgentRuntime starts the services after init",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const probe = await serviceOf(agent, "probe");
      expect(probe.capabilityDescription).toBe("Adds and remembers");
      expect(agent.runtime.getServiceRegistrationStatus("probe")).toBe("registered");
      expect((await serviceOf(agent, "probe_bare")).ping).toBeFunction();
    },
  },
  {
    name: "a service lives between calls",
    async run(plugin) {
      const probe = await serviceOf(await fullAgent(plugin), "probe");
      const before = Number(await probe.add?.(0));
      expect(await probe.add?.(2)).toBe(before + 2);
      expect(await probe.add?.(3)).toBe(before + 5);
    },
  },
  {
    name: "a service's arguments and value cross as all values do",
    async run(plugin) {
      const probe = await serviceOf(await fullAgent(plugin), "probe");
      expect(await probe.echo?.()).toEqual([]);
      expect(await probe.echo?.(edges, bytes, [1, [2]], null)).toEqual([edges, bytes, [1, [2]], null]);
    },
  },
  {
    name: "the agent's character as an argument comes without secrets",
    async run(plugin, pair) {
      // A native plugin is given the very object.
      if (!pair.isGuest) return;
      const { runtime } = await fullAgent(plugin);
      runtime.setSetting("CASE_TOKEN", "never sent", true);
      const probe = await serviceOf(await fullAgent(plugin), "probe");
      const said = await probe.echo?.(runtime.character, { of: runtime.character });
      const [character, held] = Object(said) as object[];
      expect(character).toMatchObject({ name: runtime.character.name });
      expect(held).toEqual({ of: character });
      expect(JSON.stringify(character)).not.toContain("never sent");
    },
  },
  {
    name: "a service whose methods nobody declared offers them all",
    async run(plugin) {
      const bare = await serviceOf(await fullAgent(plugin), "probe_bare");
      expect(await bare.ping?.()).toBe("bare pong");
    },
  },
  {
    name: "calls of a service run side by side",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const probe = await serviceOf(agent, "probe");
      await gated(agent, async ({ reached, open }) => {
        const first = probe.host?.("getCache", ["gate 1"]);
        await reached(1);
        await probe.slow?.(1);
        expect(await probe.echo?.("meanwhile")).toEqual(["meanwhile"]);
        open(1);
        await first;
      });
    },
  },
  {
    name: "a service's failure tells its message",
    async run(plugin) {
      const probe = await serviceOf(await fullAgent(plugin), "probe");
      const error = await failure((async () => probe.fail?.("out of tune: é"))());
      expect(error.message).toBe("out of tune: é");
    },
  },
  {
    name: "a service calls the runtime",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const probe = await serviceOf(agent, "probe");
      const room = await probe.host?.("getRoom", [agent.roomId]);
      expect(room).toMatchObject({ id: agent.roomId, worldId: agent.worldId });
    },
  },
  {
    name: "an action is given the very object that its plugin's service is",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await serviceOf(agent, "probe");
      expect(await ask(plugin, agent.runtime, "SAME")).toEqual({ same: true });
    },
  },
  {
    name: "an action calls its plugin's service",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const probe = await serviceOf(agent, "probe");
      const before = Number(await probe.add?.(0));
      const called = { service: "probe", method: "add", args: [4] };
      expect(await ask(plugin, agent.runtime, "SERVICE", called)).toEqual({ value: before + 4 });
      expect(await probe.add?.(0)).toBe(before + 4);
    },
  },
  {
    name: "an action waits for its plugin's service",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const called = { service: "probe", method: "echo", args: ["waited"], wait: true };
      expect(await ask(plugin, agent.runtime, "SERVICE", called)).toEqual({ value: ["waited"] });
    },
  },
  {
    name: "an action calls another plugin's service",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await serviceOf(agent, "peer");
      const called = { service: "peer", method: "echo", args: [edges, bytes] };
      expect(await ask(plugin, agent.runtime, "SERVICE", called)).toEqual({ value: [edges, bytes] });
    },
  },
  {
    name: "another plugin calls the service",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const [peer] = [await serviceOf(agent, "peer"), await serviceOf(agent, "probe")];
      expect(await peer.ask?.("probe", "echo", ["from", { the: "peer" }])).toEqual(["from", { the: "peer" }]);
    },
  },
  {
    name: "services of two plugins call each other within one call",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await Promise.all([serviceOf(agent, "peer"), serviceOf(agent, "probe")]);
      const args = ["probe", "echo", ["there and back"]];
      const called = { service: "peer", method: "ask", args };
      expect(await ask(plugin, agent.runtime, "SERVICE", called)).toEqual({ value: ["there and back"] });
    },
  },
  {
    name: "hasService and getRegisteredServiceTypes know the services of all plugins",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await Promise.all([serviceOf(agent, "probe"), serviceOf(agent, "peer")]);
      const { has, types } = await ask(plugin, agent.runtime, "HAS", { service: "peer" });
      expect(has).toBe(true);
      for (const type of ["probe", "probe_bare", "peer"]) expect(types).toContain(type);
      const none = await ask(plugin, agent.runtime, "HAS", { service: "nobody" });
      expect(none.has).toBe(false);
      expect(none.types).not.toContain("nobody");
    },
  },
  {
    name: "a service that is not there is null",
    async run(plugin) {
      const called = { service: "nobody", method: "x", args: [] };
      expect(await ask(plugin, anAgent(plugin), "SERVICE", called)).toEqual({ missing: true });
    },
  },
  {
    name: "a service and an action wait for a service that starts later",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const called = { service: "late", method: "ping", args: [], wait: true };
      const answer = ask(plugin, agent.runtime, "SERVICE", called);
      expect(agent.runtime.hasService("probe_waits")).toBe(false);
      agent.openLate();
      expect(await answer).toEqual({ value: "late pong" });
      expect(await (await serviceOf(agent, "probe_waits")).waitedFor?.()).toBe("late");
    },
  },
  {
    name: "each agent has an instance of its own, stopped with the agent",
    async run(plugin) {
      const other = await startRealAgent([plugin]);
      const [mine, its] = [
        await serviceOf(await fullAgent(plugin), "probe"),
        await serviceOf(other, "probe"),
      ];
      const before = Number(await mine.add?.(0));
      expect(await its.add?.(7)).toBe(7);
      expect(await mine.add?.(0)).toBe(before);
      await other.close();
      expect(stopsOf(other)).toBe(1);
      expect(await mine.add?.(1)).toBe(before + 1);
    },
  },
];

export const serviceGuestCases: ContractCase[] = [
  {
    name: "closePlugin() stops the services before it ends their guest",
    async run(_plugin, pair) {
      const plugin: LoadedPlugin = await pair.load();
      const agent = await startRealAgent([plugin]);
      const probe = await serviceOf(agent, "probe");
      await closePlugin(plugin);
      expect(stopsOf(agent)).toBe(1);
      expect(await failure((async () => probe.add?.(1))())).toMatchObject({ code: "closed" });
      await agent.close();
    },
  },
  {
    name: "a service of another plugin cannot be stopped",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await serviceOf(agent, "peer");
      const called = { service: "peer", method: "stop", args: [] };
      const error = await failure(ask(plugin, agent.runtime, "SERVICE", called));
      expect(told(error)).toMatch(/peer.*\bstop/);
      expect(await (agent.runtime.getService("peer") as Called).echo?.(1)).toEqual([1]);
    },
  },
  {
    name: "a method that a service has not is refused by its name",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await serviceOf(agent, "peer");
      const called = { service: "peer", method: "ecko", args: [] };
      const error = await failure(ask(plugin, agent.runtime, "SERVICE", called));
      expect(told(error)).toContain("The service peer has no method ecko: did you mean echo?");
    },
  },
  {
    name: "a service's failure has a code, the plugin's name and the service's",
    async run(plugin) {
      const probe = await serviceOf(await fullAgent(plugin), "probe");
      const error = await failure((async () => probe.fail?.("off key"))());
      expect(error).toMatchObject({ name: "CallError", code: "handler_failed", plugin: "probe" });
      expect(error.component).toContain("probe");
    },
  },
  {
    name: "a service's failure is told through both plugins",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      await serviceOf(agent, "peer");
      const called = { service: "peer", method: "fail", args: ["the strings broke"] };
      const error = await failure(ask(plugin, agent.runtime, "SERVICE", called));
      expect(codesOf(error)).toEqual(expect.arrayContaining(["handler_failed", "host_failed"]));
      expect(told(error)).toContain("the strings broke");
    },
  },
];

/** How often the service `probe` said that it was stopped. */
function stopsOf({ logs }: { logs: { message: string }[] }): number {
  return logs.filter(({ message }) => message === "probe service stopped").length;
}
