/** One method of one service of the agent, called for a guest: which ones it reaches. */
import { expect, test } from "bun:test";
import type { Service } from "@elizaos/core";
import { closePlugin, type Manifest } from "../../src/index.ts";
import { callService } from "../../src/interop/service-call.ts";
import type { ScriptedPeer } from "../channel/scripted-peer.ts";
import { failure } from "../fixtures/failure.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { introduce, scripted } from "./adapted.ts";
import { Counter } from "./counter.ts";

async function withService(service: unknown) {
  const runtime = recordingRuntime();
  await runtime.registerService(service as typeof Service);
  const { serviceType } = service as typeof Service;
  return (method: string, ...args: unknown[]) =>
    callService(runtime, { service: serviceType, method, args }, undefined);
}

test("callService() reaches only the methods that the service's class declares, where it declares some", async () => {
  class Declared extends Counter {
    static methods = ["add"];
  }
  const call = await withService(Object.assign(Declared, { start: async () => new Declared() }));
  expect(await call("add", 3)).toBe(3);
  const error = await failure(call("nothing"));
  expect(error).toMatchObject({
    code: "host_failed",
    message: "The service counter has no method nothing",
    remedy: "Call one of add",
  });
  expect((await failure(call("ad"))).message).toEndWith(": did you mean add?");
});

test("callService() reaches every method of a service whose class declares none", async () => {
  const call = await withService(Counter);
  expect(await call("arrow")).toBe("field");
  expect((await failure(call("_hidden"))).message).toBe("The service counter has no method _hidden");
});

test("callService() reaches a service that has no class", async () => {
  const bare = Object.assign(Object.create(null), { ping: () => "pong" });
  const call = await withService({ serviceType: "bare", start: async () => bare });
  expect(await call("ping")).toBe("pong");
});

test("callService() reaches what a guest's service offers beyond the methods of plugin.json", async () => {
  const manifest = { name: "scripted", services: [{ name: "own", methods: ["told"] }] } as Partial<Manifest>;
  const serving = (guest: ScriptedPeer, message: ScriptedPeer["lastRequest"]) => {
    introduce(guest, message);
    const { type, id, method } = message;
    if (type === "service.start")
      guest.give({ type: "service.result", re: id, instance: 1, methods: ["more"] });
    else if (type.startsWith("service.")) guest.give({ type: "service.result", re: id, value: method });
  };
  const { plugin } = await scripted(serving, { manifest });
  const call = await withService(plugin.services?.[0]);
  expect(await call("told")).toBe("told");
  expect(await call("more")).toBe("more");
  expect((await failure(call("less"))).message).toContain("has no method less");
  await closePlugin(plugin);
});
