/** Waits for services: what can end is waited for, what cannot is refused with the chain. */
import { expect, test } from "bun:test";
import type { IAgentRuntime } from "@elizaos/core";
import type { OutgoingCall, ScopedCall } from "../../src/channel/call-scope.ts";
import type { PluginError } from "../../src/errors.ts";
import { awaitInitialised, awaitService, findService } from "../../src/interop/service-waits.ts";

/** A request of a guest inside a call of the host's. */
function inside(type: string, fields: object, place: object): ScopedCall & { inside: { hasEnded: boolean } } {
  // 80 percent of its deadline is how long a wait that looks endless may stand.
  const more = { scope: undefined, context: undefined, timeoutMs: 50, hasEnded: false };
  const call: OutgoingCall & { hasEnded: boolean } = { type, fields, place, ...more };
  const { signal } = new AbortController();
  const asks = "host.call getServiceLoadPromise";
  return { entry: { call: undefined }, channel: {}, id: 1, signal, asks, inside: call, depth: 1 };
}
const starting = (service: string, plugin: string) =>
  inside("service.start", { service }, { component: `service ${service}`, plugin, language: "rust" });

/** An agent whose services start when a test says so. */
function agent(status = "registering") {
  const running = new Map<string, object>();
  const promises = new Map<string, PromiseWithResolvers<object>>();
  const promiseOf = (type: string) => {
    const known = promises.get(type) ?? Promise.withResolvers<object>();
    promises.set(type, known);
    return known;
  };
  const runtime = {
    getService: (type: string) => running.get(type) ?? null,
    getServiceLoadPromise: (type: string) => promiseOf(type).promise,
    getServiceRegistrationStatus: () => status,
    getRegisteredServiceTypes: () => [...running.keys()],
  } as unknown as IAgentRuntime;
  const start = (type: string) => {
    const service = { type };
    running.set(type, service);
    promiseOf(type).resolve(service);
    return service as never;
  };
  return { runtime, start };
}
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: PluginError) => error,
  );

test("findService() gives a running service, waits for a starting one, and refuses an unknown one by names near it", async () => {
  const one = agent();
  const waiting = findService(one.runtime, "eliza", undefined);
  const service = one.start("eliza");
  expect(await waiting).toBe(service);
  expect(await findService(one.runtime, "eliza", undefined)).toBe(service);
  const other = agent("unknown");
  other.start("eliza");
  const error = await errorOf(findService(other.runtime, "elisa", undefined));
  expect(error).toMatchObject({ message: "The agent has no service elisa: did you mean eliza?" });
});

test("awaitService() refuses two services whose starts wait for each other, and names both", async () => {
  const { runtime, start } = agent();
  const first = awaitService(runtime, "b", starting("a", "one"));
  await null;
  const error = await errorOf(awaitService(runtime, "a", starting("b", "two")));
  expect(error).toMatchObject({
    code: "deadlock",
    message:
      'The wait cannot end: service b of "two" (rust) waits for the service a, service a of "one" (rust) waits for the service b',
  });
  start("b");
  await first;
});

test("awaitService() refuses a service that waits for itself, and a circle of three", async () => {
  const { runtime } = agent();
  expect(await errorOf(awaitService(runtime, "a", starting("a", "one")))).toMatchObject({ code: "deadlock" });
  void errorOf(awaitService(runtime, "b", starting("a", "one")));
  void errorOf(awaitService(runtime, "c", starting("b", "two")));
  await null;
  await null;
  const error = await errorOf(awaitService(runtime, "a", starting("c", "three")));
  expect(error?.message).toContain('service a of "one" (rust) waits for the service b, service b of "two"');
});

test("awaitService() forgets a wait that has ended", async () => {
  const { runtime, start } = agent();
  const first = awaitService(runtime, "b", starting("a", "one"));
  await null;
  const service = start("b");
  expect(await first).toBe(service);
  const second = awaitService(runtime, "a", starting("b", "two"));
  start("a");
  expect(await second).toMatchObject({ type: "a" });
});

test("a start that ends meanwhile has not waited: its circle is none", async () => {
  const { runtime, start } = agent();
  const [one, two] = [starting("a", "one"), starting("b", "two")];
  const first = awaitService(runtime, "b", one);
  await null;
  const second = awaitService(runtime, "a", two);
  one.inside.hasEnded = true;
  two.inside.hasEnded = true;
  await Bun.sleep(60);
  start("a");
  start("b");
  expect(await Promise.all([first, second])).toHaveLength(2);
});

test("a wait inside init is refused when init goes on, and holds when init ends; a wait elsewhere holds", async () => {
  const initialised = Promise.withResolvers<void>();
  const { runtime, start } = agent();
  (runtime as { initPromise: Promise<void> }).initPromise = initialised.promise;
  const init = inside("plugin.init", {}, { component: "init", plugin: "one", language: "python" });
  expect(await errorOf(awaitInitialised(runtime, init))).toMatchObject({ code: "deadlock" });
  expect(await errorOf(awaitService(runtime, "b", init))).toMatchObject({
    code: "deadlock",
    message:
      'The wait cannot end: init of "one" (python) waits until the service b starts, which comes after init: init of "one" (python) → host.call getServiceLoadPromise',
  });
  const elsewhere = awaitService(runtime, "b", starting("a", "one"));
  const ahead = [awaitInitialised(runtime, init), awaitService(runtime, "b", init)];
  init.inside.hasEnded = true;
  await Bun.sleep(60);
  initialised.resolve();
  start("b");
  await Promise.all([elsewhere, ...ahead]);
});
