/** A guest's own services, and those of other plugins that have the same type: which of them it reaches without a permission. */
import { expect, test } from "bun:test";
import type { Service } from "@elizaos/core";
import type { Message } from "../../src/channel/call.ts";
import { closePlugin } from "../../src/index.ts";
import { ask } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { adapted, introduce, scripted } from "./adapted.ts";
import { look, until } from "./served.ts";

const service = (methods: object) =>
  ({
    serviceType: "shared",
    start: async () => ({ stop: async () => {}, ...methods }),
  }) as unknown as typeof Service;

/** What a guest with a service of the type `shared` is answered when it calls another plugin's. */
async function answerWith(permissions: string[]): Promise<Message | undefined> {
  const manifest = { name: "scripted", services: [{ name: "shared" }], permissions };
  const { plugin, guests } = await scripted(introduce, {
    manifest,
    ready: { manifest: { name: "scripted" } },
  });
  const runtime = recordingRuntime();
  await runtime.registerService(service({ tell: () => "a secret" }));
  await plugin.init?.({}, runtime);
  guests[0]?.give({ type: "service.call", id: 1, service: "shared", method: "tell", args: [] });
  const answer = () => guests[0]?.sent.find(({ re }) => re === 1);
  await until(() => answer() !== undefined);
  expect(runtime.agentId).toBeString();
  await closePlugin(plugin);
  return answer();
}

test("service.call of another plugin's service needs its permission though the guest has one of that type", async () => {
  expect(await answerWith([])).toMatchObject({
    type: "error",
    code: "permission_denied",
    message: "The plugin scripted may not use the service shared as it lacks the permission services:shared",
  });
  expect(await answerWith(["services:shared"])).toMatchObject({ value: "a secret" });
});

test("a service that a guest registers is its own: it waits for it without a permission", async () => {
  const own = service({ ping: () => "pong" });
  const waits = look(async (runtime) => {
    const load = runtime.getServiceLoadPromise("shared" as "unknown");
    return ((await load) as unknown as { ping(): string }).ping();
  });
  await using plugin = await adapted(
    {
      actions: [waits],
      init: async (_config, runtime) => {
        await runtime.registerService(own);
      },
    },
    { said: { permissions: ["register:services"] } },
  );
  const runtime = recordingRuntime();
  await runtime.registerPlugin(plugin);
  expect(await ask(plugin, runtime, "A")).toEqual({ seen: "pong" });
});

test("a service that a guest may not register does not become its own", async () => {
  const manifest = { name: "scripted", permissions: [] };
  const { plugin, guests } = await scripted(introduce, { ready: { manifest } });
  const runtime = recordingRuntime();
  await plugin.init?.({}, runtime);
  const [guest] = guests;
  guest?.give({ type: "component.register", id: 1, kind: "service", definition: { name: "shared" } });
  guest?.give({ type: "host.call", id: 2, method: "getServiceLoadPromise", args: ["shared"] });
  const codes = () => guest?.requests("error").map(({ code }) => code);
  await until(() => codes()?.length === 2);
  expect(codes()).toEqual(["permission_denied", "permission_denied"]);
  expect(runtime.agentId).toBeString();
  await closePlugin(plugin);
});
