/** Calls that come while their guest is being opened: their deadlines and signals hold then too, for every kind of component. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IAgentRuntime } from "@elizaos/core";
import type { ScopeEntry } from "../../src/channel/call-scope.ts";
import { closePlugin, type LoadedPlugin, loadPlugin, loadTypeScriptPlugin } from "../../src/index.ts";
import { asyncCallScope } from "../../src/interop/async-call-scope.ts";
import { invoke } from "../fixtures/call.ts";
import { emptyState, memoryOf, recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";
import { introduce, scripted } from "./adapted.ts";

const ready = {
  manifest: {
    name: "scripted",
    actions: [{ name: "A", description: "" }],
    providers: [{ name: "P" }],
    evaluators: [{ name: "E", description: "" }],
    events: [{ name: "V" }],
    models: [{ type: "M" }],
    services: [{ name: "s", methods: ["m"] }],
    routes: [{ type: "GET", path: "/r" }],
  },
};
const memory = memoryOf("x");

/** Each makes one call of another kind. */
const calls: Record<string, (plugin: LoadedPlugin, runtime: IAgentRuntime) => unknown> = {
  "action A": (plugin, runtime) => plugin.actions?.[0]?.handler(runtime, memory, emptyState, {}),
  "provider P": (plugin, runtime) => plugin.providers?.[0]?.get(runtime, memory, emptyState),
  "evaluator E": (plugin, runtime) => plugin.evaluators?.[0]?.handler(runtime, memory, emptyState, {}),
  "event V": (plugin, runtime) =>
    (plugin.events as unknown as Record<string, ((payload: object) => unknown)[]>).V?.[0]?.({ runtime }),
  "model M": (plugin, runtime) =>
    (plugin.models as Record<string, (...args: unknown[]) => unknown>).M?.(runtime, {}),
  "service s": (plugin, runtime) =>
    (plugin.services as unknown as { start(runtime: IAgentRuntime): unknown }[])[0]?.start(runtime),
};

/** The first guest is the other agent's; the one of the agent that calls stays silent. */
async function opening(timeoutMs?: number) {
  const opened = Promise.withResolvers<void>();
  const { plugin } = await scripted(introduce, {
    ready,
    opened: opened.promise,
    ...(timeoutMs && { timeoutMs }),
  });
  await plugin.init?.({}, recordingRuntime());
  return { plugin, open: opened.resolve };
}

test.each(Object.keys(calls))(
  "a call that waits for its guest ends by its deadline: %s",
  async (component) => {
    const { plugin, open } = await opening(20);
    const error = await Promise.try(() => calls[component]?.(plugin, recordingRuntime())).catch((one) => one);
    expect(error).toMatchObject({ code: "deadline", component, value: 20, plugin: "scripted" });
    open();
    await closePlugin(plugin);
  },
);

test.each(Object.keys(calls))(
  "a call that waits for its guest ends with the request that it serves: %s",
  async (component) => {
    const { plugin, open } = await opening();
    const controller = new AbortController();
    const entry: ScopeEntry = { call: undefined };
    const { signal } = controller;
    entry.call = { entry, channel: {}, id: 1, signal, asks: "host.call", inside: undefined, depth: 1 };
    const call = asyncCallScope.run(entry, undefined, () =>
      Promise.try(() => calls[component]?.(plugin, recordingRuntime())).catch((one) => one),
    );
    controller.abort();
    expect(await call).toMatchObject({ code: "cancelled", component });
    open();
    await closePlugin(plugin);
  },
);

test("a route whose client leaves while its guest is opened is given up, without an answer", async () => {
  const { plugin, open } = await opening();
  let leave: (() => void) | undefined;
  const answered: string[] = [];
  const say = (what: string) => () => {
    answered.push(what);
  };
  const res = {
    status: say("status"),
    json: say("json"),
    send: say("send"),
    end: say("end"),
    once: (event: string, listener: () => void) => {
      if (event === "close") leave = listener;
    },
  };
  const done = plugin.routes?.[0]?.handler?.({} as never, res as never, recordingRuntime());
  leave?.();
  await done;
  expect(answered).toEqual([]);
  open();
  await closePlugin(plugin);
});

test("a model whose stream is given up while its guest is opened ends", async () => {
  const { plugin, open } = await opening(20);
  const stream = Promise.try(
    () =>
      (plugin.models as Record<string, (...args: unknown[]) => Promise<unknown>>).M?.(recordingRuntime(), {
        stream: true,
      }) as Promise<unknown>,
  );
  expect(await stream.catch((error) => error)).toMatchObject({ code: "deadline", value: 20 });
  open();
  await closePlugin(plugin);
});

test("a readyTimeoutMs beyond what a timer takes does not pass at once", async () => {
  artefact("dist/python/__main__.py");
  const manifestPath = artefact("test/guests/probe/python/plugin.json");
  await using plugin = await loadPlugin({ manifestPath, readyTimeoutMs: 1e12 });
  expect(await invoke(plugin, recordingRuntime(), { action: "NOTHING" })).toBeUndefined();
});

const told = (work: unknown) =>
  Promise.resolve(work).then(
    () => "done",
    (error) => error.code,
  );

test("init ends by its deadline while its guest is opened", async () => {
  const { plugin } = await opening(20);
  expect(await told(plugin.init?.({}, recordingRuntime()))).toBe("deadline");
  await closePlugin(plugin);
});

test("close ends a guest that is being opened, and init by closed", async () => {
  const { plugin } = await opening();
  const init = told(plugin.init?.({}, recordingRuntime()));
  await closePlugin(plugin);
  expect(await init).toBe("closed");
});

test("an agent that stops ends the opening of its guest, and init by closed", async () => {
  const { plugin } = await opening();
  const runtime = recordingRuntime();
  const init = told(plugin.init?.({}, runtime));
  await runtime.stop();
  expect(await init).toBe("closed");
  await closePlugin(plugin);
});

test("a process whose import never ends is ended by close", async () => {
  const source = `import { existsSync, writeFileSync } from "node:fs";
if (existsSync(process.env.HOME + "/begun")) await new Promise(() => setInterval(() => {}, 1000));
writeFileSync(process.env.HOME + "/begun", "");
export default { name: "second", description: "Hangs the second time", actions: [] };`;
  const folder = mkdtempSync("/tmp/opening-guest-");
  writeFileSync(`${folder}/second.ts`, source);
  const modulePath = `${folder}/second.ts`;
  const plugin = await loadTypeScriptPlugin({ modulePath, protocol: "ipc", env: { HOME: folder } });
  await plugin.init?.({}, recordingRuntime());
  const init = told(plugin.init?.({}, recordingRuntime()));
  await closePlugin(plugin);
  expect(await init).toBe("closed");
  rmSync(folder, { recursive: true });
});
