/** Who owns a name in elizaOS's own AgentRuntime: the plugin that is listed first, however long its guest takes. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import type { Plugin } from "@elizaos/core";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { type LoadedPlugin, loadPlugin, loadTypeScriptPlugin } from "../../src/index.ts";
import { artefact } from "../fixtures/repository.ts";
import { nativePlugin } from "./fixtures/owner.ts";

const baseDir = join(import.meta.dir, "fixtures");
const python = (name: string) => {
  artefact("dist/python/__main__.py");
  const interop = { protocol: "ipc", moduleName: `owners:${name}` };
  const manifest = { name, description: "Owns", version: "1.0.0", language: "python", interop };
  return loadPlugin({ manifest: manifest as never, baseDir });
};
const native = (name: string) => loadTypeScriptPlugin({ modulePath: `${join(baseDir, "owner.ts")}:${name}` });
/** Kept to a manifest. */
const policed = () =>
  loadPlugin({
    manifest: {
      name: "native",
      description: "Owns",
      version: "1.0.0",
      language: "typescript",
      interop: { protocol: "native", modulePath: "./owner.ts:nativePlugin" },
    } as never,
    baseDir,
  });

/** By kind, the names of the plugins in the agent's order. */
async function ownersIn({ runtime }: Agent, plugins: readonly Plugin[]) {
  const owner = (has: (plugin: Plugin) => boolean) => plugins.find(has)?.name ?? "nobody";
  const named = ({ name }: { name: string }) => name === "WHO";
  const models = (type: string) => (runtime.models.get(type) ?? []).map(({ provider }) => provider);
  return {
    actions: runtime.actions
      .filter(named)
      .map((action) => owner((plugin) => plugin.actions?.includes(action) === true)),
    providers: runtime.providers
      .filter(named)
      .map((provider) => owner((plugin) => plugin.providers?.includes(provider) === true)),
    evaluators: runtime.evaluators
      .filter(named)
      .map((evaluator) => owner((plugin) => plugin.evaluators?.includes(evaluator) === true)),
    events: (runtime.events.WHO ?? []).map((handler) =>
      owner((plugin) => Object(plugin.events).WHO?.includes(handler) === true),
    ),
    models: models("TEXT_SMALL"),
    ofPriority: models("TEXT_LARGE"),
    service: await (
      Object(await runtime.getServiceLoadPromise("owner" as never)) as { who(): Promise<string> }
    ).who(),
  };
}

const SLOW_FIRST = ["slow", "fast", "native"];
const rounds: [string, () => Promise<Plugin>[], string[]][] = [
  [
    "a slow guest, a fast one and a native plugin",
    () => [python("slow"), python("fast"), native("nativePlugin")],
    SLOW_FIRST,
  ],
  [
    "a slow guest, a fast one and a policed native plugin",
    () => [python("slow"), python("fast"), policed()],
    SLOW_FIRST,
  ],
  [
    "two guests and a plugin that nobody loaded",
    () => [python("slow"), python("fast"), Promise.resolve(nativePlugin)],
    SLOW_FIRST,
  ],
  ["a native plugin before guests", () => [native("nativePlugin"), python("fast")], ["native", "fast"]],
  [
    "a slow native plugin before a fast guest",
    () => [native("slowNativePlugin"), python("fast")],
    ["slow native", "fast"],
  ],
];

for (const [name, load, order] of rounds) {
  test(`AgentRuntime with ${name} has them in the order of the list`, async () => {
    for (let round = 0; round < 3; round++) {
      const warnings: string[] = [];
      const plugins = await Promise.all(load());
      const agent = await startAgent({
        plugins: [...plugins],
        onLog: ({ level, message }) => level === "warn" && warnings.push(message),
      });
      try {
        const [first = "", second] = order;
        expect(await ownersIn(agent, plugins)).toEqual({
          actions: [first],
          providers: order,
          evaluators: order,
          events: order,
          models: order,
          // The guests' have a priority.
          ofPriority: order
            .filter((owner) => !owner.includes("native"))
            .concat(order.filter((owner) => owner.includes("native"))),
          service: first,
        });
        for (const component of ["action WHO", "provider WHO", "evaluator WHO", "service owner"])
          expect(warnings).toContain(
            `The plugins ${first} and ${second} both have the ${component}: ${first} comes first, as it is listed first`,
          );
        expect(
          agent.runtime.plugins.map((plugin) => plugin.name).filter((plugin) => order.includes(plugin)),
        ).toEqual(order);
        expect(Object.hasOwn(agent.runtime, "registerPlugin")).toBe(false);
      } finally {
        await agent.close();
        for (const plugin of plugins) await (plugin as Partial<LoadedPlugin>)[Symbol.asyncDispose]?.();
      }
    }
  }, 60_000);
}

test("a native plugin that shares no name with a guest listed before it does not wait for it", async () => {
  await using guest = await python("slow");
  const seen: string[] = [];
  const { init } = guest;
  guest.init = async (config, runtime) => {
    const done = init?.(config, runtime);
    await null;
    await null;
    seen.push(...runtime.actions.map(({ name }) => name).filter((name) => name === "OTHER"));
    await done;
  };
  const action = {
    name: "OTHER",
    description: "",
    validate: async () => true,
    handler: async () => undefined,
  };
  const agent = await startAgent({
    plugins: [guest, { name: "other", description: "", actions: [action] }],
    onLog: () => {},
  });
  expect(seen).toEqual(["OTHER"]);
  await agent.close();
});

test("a plugin that an init registers does not wait for that init, shared names or not", async () => {
  await using guest = await python("slow");
  const outer: Plugin = {
    name: "outer",
    description: "",
    actions: nativePlugin.actions ?? [],
    init: async (_config, runtime) => {
      await null;
      await runtime.registerPlugin({ name: "inner", description: "", actions: nativePlugin.actions ?? [] });
    },
  };
  const agent = await startAgent({ plugins: [guest, outer], onLog: () => {} });
  expect(agent.runtime.plugins.map(({ name }) => name)).toContain("inner");
  await agent.close();
});

test("an init uses a model of a guest that is listed later and shares no name with it", async () => {
  await using guest = await python("fast");
  const got = Promise.withResolvers<unknown>();
  const first: Plugin = {
    name: "first",
    description: "",
    init: async (_config, runtime) => {
      // The guest is listed in the same turn; its registration must not wait for this init.
      const deadline = Date.now() + 5_000;
      while (!runtime.getModel("TEXT_LARGE") && Date.now() < deadline) await Bun.sleep(5);
      got.resolve(await runtime.useModel("TEXT_LARGE", { prompt: "x" }).catch(String));
    },
  };
  await using none = await python("none");
  const agent = await startAgent({ plugins: [none, first, guest], onLog: () => {} });
  expect(await got.promise).toBe("fast");
  await agent.close();
}, 30_000);

test("an action that two guests register in init is the first one's, and a warning names both", async () => {
  await using one = await python("one");
  await using two = await python("two");
  const warnings: string[] = [];
  const agent = await startAgent({
    plugins: [one, two],
    onLog: ({ level, message }) => level === "warn" && warnings.push(message),
  });
  expect(agent.runtime.actions.filter(({ name }) => name === "DYN")).toHaveLength(1);
  expect(warnings.filter((message) => message.includes("DYN"))).toEqual([
    expect.stringMatching(
      /^The plugin (one|two) registers the action DYN, which (one|two) has already: skipped$/,
    ),
  ]);
  await agent.close();
}, 30_000);

test("of a frozen plugin that cannot be held no warning says who comes first", async () => {
  await using guest = await python("slow");
  const warnings: string[] = [];
  const agent = await startAgent({
    plugins: [guest, Object.freeze({ ...nativePlugin, name: "frozen" })],
    onLog: ({ level, message }) => level === "warn" && warnings.push(message),
  });
  expect(warnings).toContain(
    "The plugins slow and frozen both have the action WHO: the one whose init ends first comes first",
  );
  await agent.close();
}, 30_000);
