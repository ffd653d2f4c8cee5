/** The services that a served plugin's components are given: the plugin's own objects, and proxies of others. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/channel/call.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { Counter, classes } from "./counter.ts";
import { introduced, look, seen } from "./served.ts";

test("getService gives the very object of the plugin's own, and null until it runs", async () => {
  const found: unknown[] = [];
  const guest = await introduced({
    ...classes(Counter),
    actions: [
      look((runtime) => {
        found.push(runtime.getService("counter"));
        return [runtime.hasService("counter"), runtime.getRegisteredServiceTypes()];
      }),
    ],
  });
  expect(await seen(guest)).toEqual([false, []]);
  await guest.ask("service.start", { service: "counter" });
  expect(await seen(guest)).toEqual([true, ["counter"]]);
  expect(found).toEqual([null, expect.any(Counter)]);
  expect(found[1]).toBe(Counter.last);
  await guest.ask("service.stop", { instance: 1 });
  expect(await seen(guest)).toEqual([false, []]);
});

test("another plugin's service is a proxy whose methods ask the host, inside the call that uses it", async () => {
  const calls: unknown[] = [];
  const init = { services: ["eliza"] };
  const handlers = {
    "service.call": ({ service, method, args, parent }: Message) => {
      calls.push({ service, method, args, parent });
      return method === "nothing" ? {} : { value: [1, 2] };
    },
  };
  const asked = look(async (runtime) => {
    const eliza = runtime.getService("eliza") as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    return [await eliza.history?.("room", undefined, 3), await eliza.nothing?.()];
  });
  const guest = await introduced({ actions: [asked] }, { handlers, init });
  expect(await seen(guest)).toEqual([[1, 2], null]);
  expect(calls).toEqual([
    { service: "eliza", method: "history", args: ["room", null, 3], parent: 2 },
    { service: "eliza", method: "nothing", args: [], parent: 2 },
  ]);
});

test("a proxy is no promise and no value, is the same each time, and cannot be stopped", async () => {
  const guest = await introduced(
    {
      actions: [
        look(async (runtime) => {
          const proxy = runtime.getService("eliza") as unknown as Record<string, () => unknown>;
          const again = runtime.getServicesByType("eliza")[0] as unknown as typeof proxy;
          let refusal: unknown;
          try {
            proxy.stop?.();
          } catch (error) {
            refusal = error;
          }
          return {
            awaited: (await proxy) === proxy,
            json: JSON.stringify(proxy),
            same: [proxy === again, proxy.history === again.history],
            none: [proxy.then, proxy.constructor === Object, proxy._hidden, proxy.start],
            refusal: `${refusal}`,
            description: proxy.capabilityDescription,
            proxy,
          };
        }),
      ],
    },
    { init: { services: ["eliza"] } },
  );
  expect(await seen(guest)).toEqual({
    awaited: true,
    json: '{"capabilityDescription":"The service eliza of the agent"}',
    same: [true, true],
    none: [null, false, null, null],
    refusal: "CallError: The service eliza cannot be stopped from another plugin",
    description: "The service eliza of the agent",
  });
  expect(guest.all("service.call")).toEqual([]);
});

test("plugin.update changes which services there are", async () => {
  const guest = await introduced(
    {
      actions: [look((runtime) => [runtime.getService("b") === null, [...runtime.getAllServices().keys()]])],
    },
    { init: { services: ["a"] } },
  );
  expect(await seen(guest)).toEqual([true, ["a"]]);
  guest.host.notify("plugin.update", { services: ["a", "b"] });
  expect(await seen(guest)).toEqual([false, ["a", "b"]]);
  guest.host.notify("plugin.update", { services: [] });
  expect(await seen(guest)).toEqual([true, []]);
});

test("getServiceLoadPromise of the plugin's own service asks the host too, then gives the very object", async () => {
  const runs = Promise.withResolvers<object>();
  const handlers = { "host.call": () => runs.promise };
  const waiting = look(async (runtime) => {
    const load = runtime.getServiceLoadPromise("counter" as "unknown");
    return (await load) === runtime.getService("counter") && (await load) instanceof Counter;
  });
  const guest = await introduced({ ...classes(Counter), actions: [waiting] }, { handlers });
  const loaded = seen(guest);
  await guest.ask("service.start", { service: "counter" });
  runs.resolve({ value: { service: "counter" } });
  expect(await loaded).toBe(true);
  expect(guest.all("host.call")).toMatchObject([{ method: "getServiceLoadPromise", args: ["counter"] }]);
});

test("getServiceLoadPromise of another plugin's service asks the host, then gives the proxy", async () => {
  const handlers = {
    "host.call": ({ method, args }: Message) => ({ value: { service: (args as string[])[0], method } }),
    "service.call": () => ({ value: "hello" }),
  };
  const waiting = look(async (runtime) => {
    const service = await runtime.getServiceLoadPromise("late" as "unknown");
    return (service as unknown as { greet(): Promise<string> }).greet();
  });
  const guest = await introduced({ actions: [waiting] }, { handlers });
  expect(await seen(guest)).toBe("hello");
  expect(guest.all("host.call")).toMatchObject([
    { method: "getServiceLoadPromise", args: ["late"], parent: 2 },
  ]);
});

test("a load promise that nobody looks at harms nobody when it rejects", async () => {
  const moody = {
    serviceType: "moody",
    start: async () => {
      throw new Error("not yet");
    },
  };
  const handlers = {
    "host.call": () => {
      throw new Error("no such service");
    },
  };
  const careless = look((runtime) => {
    void runtime.getServiceLoadPromise("moody" as "unknown");
    void runtime.getServiceLoadPromise("other" as "unknown");
  });
  const guest = await introduced({ ...classes(moody), actions: [careless] }, { handlers });
  await seen(guest);
  await errorOfCall(() => guest.ask("service.start", { service: "moody" }));
  expect(guest.all("host.call")).toHaveLength(2);
});
