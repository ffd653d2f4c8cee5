/** A served plugin's services, as the host has them: started, called and stopped by number. */
import { expect, test } from "bun:test";
import type { IAgentRuntime } from "@elizaos/core";
import { errorOfCall } from "../channel/opened-channel.ts";
import { Counter, classes } from "./counter.ts";
import { introduced, look, type Served, seen, until } from "./served.ts";

const call = async ({ ask }: Served, instance: unknown, method: string, ...args: unknown[]) =>
  (await ask("service.call", { instance, method, args })).value;

test("service.start answers a number and the public methods of class and instance", async () => {
  const guest = await introduced(classes(Counter));
  const first = await guest.ask("service.start", { service: "counter" });
  expect(first).toMatchObject({ instance: 1 });
  expect((first.methods as string[]).sort()).toEqual([
    "add",
    "arrow",
    "dates",
    "fails",
    "live",
    "noDate",
    "nothing",
  ]);
  expect(await guest.ask("service.start", { service: "counter" })).toMatchObject({ instance: 2 });
  expect(await call(guest, 1, "add", 2)).toBe(2);
  expect(await call(guest, 1, "add", 3)).toBe(5);
  expect(await call(guest, 2, "add", 1)).toBe(1);
  expect(await call(guest, 1, "arrow")).toBe("field");
  expect(await call(guest, 1, "nothing")).toBe(null);
  expect(await call(guest, 1, "dates")).toEqual(["2024-02-29T00:00:00.000Z"]);
  expect(await call(guest, 1, "noDate")).toBe(null);
});

test("service.start tells methods of all classes below elizaOS's Service, of whatever copy", async () => {
  class OtherCopy {
    static serviceType: string;
    static async start(): Promise<unknown> {
      throw new Error("Not implemented");
    }
    static async stop(): Promise<void> {}
    health(): string {
      return "of every service";
    }
  }
  class Base extends OtherCopy {
    ping(): string {
      return "pong";
    }
  }
  class Heir extends Base {
    static override serviceType = "heir";
    static override async start(): Promise<Heir> {
      return new Heir();
    }
    own(): void {}
    async stop(): Promise<void> {}
  }
  class Bare {
    static serviceType = "bare";
    static async start(): Promise<object> {
      return new Bare();
    }
    static async stop(): Promise<void> {}
    work(): void {}
  }
  const plain = { serviceType: "plain", start: async () => ({ ping: () => "pong" }) };
  const { ask } = await introduced(classes(Heir, Bare, plain));
  const methods = async (service: string) => (await ask("service.start", { service })).methods as string[];
  expect((await methods("heir")).sort()).toEqual(["own", "ping"]);
  expect(await methods("bare")).toEqual(["work"]);
  expect(await methods("plain")).toEqual(["ping"]);
});

test.each([
  "_hidden",
  "stop",
  "start",
  "constructor",
  "then",
  "toString",
  "hasOwnProperty",
  "capabilityDescription",
])("service.call does not reach %s", async (method) => {
  const guest = await introduced(classes(Counter));
  const { instance } = await guest.ask("service.start", { service: "counter" });
  const error = await errorOfCall(() => call(guest, instance, method));
  expect(error.code).toBe("component_unknown");
  expect(error.message).toContain(`has no method ${method} of service counter`);
  expect(Counter.last?.stops).toBe(0);
});

test("a class's static methods are all that others may call", async () => {
  class Declared extends Counter {
    static override serviceType = "declared";
    static methods = ["add"];
  }
  const guest = await introduced(classes(Declared));
  expect(await guest.ask("service.start", { service: "declared" })).toMatchObject({
    instance: 1,
    methods: ["add"],
  });
  expect(await call(guest, 1, "add", 4)).toBe(4);
  const error = await errorOfCall(() => call(guest, 1, "nothing"));
  expect(error.message).toBe("The plugin probe has no method nothing of service declared");
  expect((await errorOfCall(() => call(guest, 1, "ad"))).message).toEndWith(": did you mean add?");
});

test("service.call tells what a method raised, and refuses what cannot cross", async () => {
  const guest = await introduced(classes(Counter));
  await guest.ask("service.start", { service: "counter" });
  expect(await errorOfCall(() => call(guest, 1, "fails"))).toMatchObject({
    code: "handler_failed",
    message: "out of numbers",
  });
  expect(await errorOfCall(() => call(guest, 1, "live"))).toMatchObject({
    code: "value_refused",
    message:
      "Cannot send what service counter.live returned as it must be a value that can cross: current value is an instance of Map",
  });
});

test("service.stop stops the instance once; afterwards its number means nothing", async () => {
  const guest = await introduced(classes(Counter));
  await guest.ask("service.start", { service: "counter" });
  await guest.ask("service.stop", { instance: 1 });
  expect(Counter.last?.stops).toBe(1);
  expect(await errorOfCall(() => guest.ask("service.stop", { instance: 1 }))).toMatchObject({
    code: "component_unknown",
  });
  expect(await errorOfCall(() => call(guest, 1, "add", 1))).toMatchObject({ code: "component_unknown" });
});

test.each([
  ["has no start", {}, "Cannot start the service odd as its class has no static start"],
  [
    "gives nothing",
    { start: async () => undefined },
    "Cannot use what the start of the service odd gave as it must be an instance: current value is undefined",
  ],
])("service.start fails where the class %s", async (_what, odd, message) => {
  const guest = await introduced(classes({ ...odd, serviceType: "odd" }));
  const error = await errorOfCall(() => guest.ask("service.start", { service: "odd" }));
  expect(error).toMatchObject({ code: "handler_failed", message });
});

test("a start that the host gave up is stopped as soon as it ends", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  class Slow extends Counter {
    static override serviceType = "slow";
    static override async start(runtime: IAgentRuntime): Promise<Counter> {
      await gate;
      return Counter.start(runtime);
    }
  }
  const guest = await introduced({
    ...classes(Slow),
    actions: [look((runtime) => runtime.hasService("slow"))],
  });
  Counter.last = undefined;
  const canceller = new AbortController();
  const starting = errorOfCall(() =>
    guest.ask("service.start", { service: "slow" }, { signal: canceller.signal }),
  );
  canceller.abort();
  expect(await starting).toMatchObject({ code: "cancelled" });
  open();
  await until(() => Counter.last?.stops === 1);
  expect(await seen(guest)).toBe(false);
});
