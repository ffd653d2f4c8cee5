/** What a served plugin registers by its runtime: in its tables at once, then told to the host. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, Plugin, Service } from "@elizaos/core";
import type { Message, RequestHandlers } from "../../src/channel/call.ts";
import { errorOf } from "../../src/errors.ts";
import { errorOfCall, settled } from "../channel/opened-channel.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";
import { actionOf, introduced, type Served, served, until } from "./served.ts";

const memory = memoryOf("hello");
const accept: RequestHandlers = { "component.register": () => ({}) };
const refuse: RequestHandlers = {
  "component.register": ({ definition }: Message) => {
    throw errorOf(
      "permission_denied",
      `The plugin may not register ${(definition as { name: string }).name}`,
    );
  },
};

const init = (work: (runtime: IAgentRuntime) => unknown): Partial<Plugin> => ({
  init: async (_config, runtime) => {
    await work(runtime);
  },
});

/** A plugin whose runtime a test keeps for after init. */
async function kept(
  parts: Partial<Plugin>,
  handlers: RequestHandlers,
): Promise<Served & { runtime: IAgentRuntime }> {
  let runtime: IAgentRuntime | undefined;
  const keep = init((agent) => {
    runtime = agent;
  });
  const guest = await introduced({ ...parts, ...keep }, { handlers });
  return { ...guest, runtime: runtime as IAgentRuntime };
}

const evaluator = {
  name: "E",
  description: "Looks",
  examples: [],
  alwaysRun: true,
  validate: async () => true,
  handler: async () => ({ success: true }),
};
const provider = { name: "P", get: async () => ({ text: "registered" }) };
const service = {
  serviceType: "registered",
  start: async () => ({ ping: () => "pong", stop: async () => {} }),
} as unknown as typeof Service;

test("everything that init registers is told inside init, and answers the host", async () => {
  const heard: unknown[] = [];
  const everything = init(async (runtime) => {
    runtime.registerAction(actionOf(() => ({ success: true, text: "registered" }), "R"));
    runtime.registerProvider(provider);
    runtime.registerEvaluator(evaluator);
    await runtime.registerService(service);
    runtime.registerModel("M", async () => "model", "someone", 7);
    runtime.registerModel("N", async () => "model", undefined as never);
    runtime.registerEvent("SEEN", async ({ source }) => void heard.push(source));
    runtime.registerEvent("SEEN", async () => void heard.push("second"));
    runtime.registerTaskWorker({ name: "T", execute: async () => void heard.push("task") });
  });
  const { ask, all, said } = await introduced(everything, { handlers: accept });
  expect(all("component.register").map(({ kind, definition, parent }) => [kind, definition, parent])).toEqual(
    [
      ["action", { name: "R", description: "Does something" }, 1],
      ["provider", { name: "P" }, 1],
      ["evaluator", { name: "E", description: "Looks", examples: [], alwaysRun: true }, 1],
      ["service", { name: "registered" }, 1],
      ["model", { type: "M", priority: 7, provider: "someone" }, 1],
      ["model", { type: "N" }, 1],
      ["event", { name: "SEEN" }, 1],
      ["task", { name: "T", validates: false }, 1],
    ],
  );
  expect(said.at(-1)).toMatchObject({ type: "plugin.init.result" });
  expect((await ask("action.invoke", { action: "R", memory })).result).toMatchObject({ text: "registered" });
  expect((await ask("provider.get", { provider: "P", memory })).result).toEqual({ text: "registered" });
  expect((await ask("evaluator.validate", { evaluator: "E", memory })).valid).toBe(true);
  expect(await ask("service.start", { service: "registered" })).toMatchObject({ methods: ["ping"] });
  expect((await ask("model.invoke", { model: "M" })).value).toBe("model");
  await ask("event.emit", { event: "SEEN", payload: { source: "test" } });
  await ask("task.execute", { worker: "T", task: {} });
  expect(heard).toEqual(["test", "second", "task"]);
});

test("a registered component answers before the host has answered its registration", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<object>();
  const guest = served(
    init((runtime) => runtime.registerProvider(provider)),
    { handlers: { "component.register": () => gate } },
  );
  let isIntroduced = false;
  const introduction = guest.init().finally(() => {
    isIntroduced = true;
  });
  await until(() => guest.all("component.register").length === 1);
  expect((await guest.ask("provider.get", { provider: "P", memory })).result).toEqual({ text: "registered" });
  expect(isIntroduced).toBe(false);
  open({});
  await introduction;
});

test("init waits for registrations that come while it waits for others", async () => {
  const gates: Record<string, PromiseWithResolvers<object>> = {
    provider: Promise.withResolvers(),
    action: Promise.withResolvers(),
  };
  const late = Promise.withResolvers<void>();
  const guest = served(
    init((runtime) => {
      runtime.registerProvider(provider);
      void late.promise.then(() => runtime.registerAction(actionOf(() => {})));
    }),
    { handlers: { "component.register": ({ kind }: Message) => gates[kind as string]?.promise ?? {} } },
  );
  let isIntroduced = false;
  const introduction = guest.init().finally(() => {
    isIntroduced = true;
  });
  await until(() => guest.all("component.register").length === 1);
  late.resolve();
  await until(() => guest.all("component.register").length === 2);
  gates.provider?.resolve({});
  await settled();
  expect(isIntroduced).toBe(false);
  gates.action?.resolve({});
  await introduction;
});

test("init fails when one registration does, and the component is gone", async () => {
  const guest = served(
    init((runtime) => runtime.registerProvider(provider)),
    { handlers: refuse },
  );
  const error = await errorOfCall(() => guest.init());
  expect(error).toMatchObject({ code: "handler_failed", message: "The plugin may not register P" });
  expect(error.cause).toMatchObject({ code: "permission_denied" });
  const gone = await errorOfCall(() => guest.ask("provider.get", { provider: "P", memory }));
  expect(gone).toMatchObject({ code: "component_unknown" });
  expect(guest.all("log")).toEqual([]);
});

test("after init a refused registration is logged, and the component is gone", async () => {
  const { runtime, ask, all } = await kept({}, refuse);
  runtime.registerProvider(provider);
  await until(() => all("log").length > 0);
  expect(all("log")).toMatchObject([
    { level: "warn", message: "The provider P could not be registered: The plugin may not register P" },
  ]);
  expect(await errorOfCall(() => ask("provider.get", { provider: "P", memory }))).toMatchObject({
    code: "component_unknown",
  });
});

test("registerService after init rejects as the host refused, and harms nobody who does not look", async () => {
  const { runtime, all } = await kept({}, refuse);
  expect(await errorOfCall(() => runtime.registerService(service))).toMatchObject({
    code: "permission_denied",
  });
  void runtime.registerService(service).catch(() => {});
  await until(() => all("log").length === 2);
});

test.each<[string, (runtime: IAgentRuntime) => unknown, string]>([
  ["action", (runtime) => runtime.registerAction(actionOf(() => {})), "action A"],
  ["provider", (runtime) => runtime.registerProvider({ ...provider, name: "OWN" }), "provider OWN"],
  ["evaluator", (runtime) => runtime.registerEvaluator({ ...evaluator, name: "OWN" }), "evaluator OWN"],
  ["service", (runtime) => runtime.registerService(service), "service registered"],
  ["model", (runtime) => runtime.registerModel("TEXT_SMALL", async () => "", "x"), "model TEXT_SMALL"],
])("a second %s of the same name is refused at once", async (_kind, register, component) => {
  const { runtime, all } = await kept(
    {
      actions: [actionOf(() => {})],
      providers: [{ ...provider, name: "OWN" }],
      evaluators: [{ ...evaluator, name: "OWN" }],
      services: [service],
      models: { TEXT_SMALL: async () => "" },
    },
    accept,
  );
  const error = await errorOfCall(() => register(runtime));
  expect(error.code).toBe("value_refused");
  expect(error.message).toBe(`Cannot register the ${component} as the plugin probe has one of that name`);
  expect(all("component.register")).toEqual([]);
});

test("a component without a name is refused at once", async () => {
  const { runtime } = await kept({}, accept);
  const nameless = { ...provider, name: undefined as unknown as string };
  const error = await errorOfCall(() => runtime.registerProvider(nameless));
  expect(error.message).toBe(
    "Cannot register the provider as its name must be a text: current value is undefined",
  );
});

test("a further handler of an event that the plugin has is told to nobody", async () => {
  const heard: string[] = [];
  const events = { SEEN: [async () => void heard.push("own")] } as unknown as NonNullable<Plugin["events"]>;
  const { runtime, ask, all } = await kept({ events }, accept);
  runtime.registerEvent("SEEN", async () => void heard.push("registered"));
  await ask("event.emit", { event: "SEEN", payload: {} });
  expect(heard).toEqual(["own", "registered"]);
  expect(all("component.register")).toEqual([]);
  expect(events).toMatchObject({ SEEN: [expect.any(Function)] });
});

test("what the manifest names is registered without telling the host again", async () => {
  const { ask, all } = await introduced(
    init((runtime) => {
      runtime.registerModel("TEXT_LARGE", async () => "large", "probe", 5);
      runtime.registerProvider(provider);
      runtime.registerTaskWorker({ name: "P", execute: async () => {} });
    }),
    {
      handlers: accept,
      manifest: { models: [{ type: "TEXT_LARGE", priority: 5 }], providers: [{ name: "P" }] },
    },
  );
  expect(all("component.register").map(({ kind }) => kind)).toEqual(["task"]);
  expect((await ask("model.invoke", { model: "TEXT_LARGE" })).value).toBe("large");
});

test("a definition that cannot cross fails its registration", async () => {
  const guest = served(
    init((runtime) => runtime.registerProvider({ ...provider, position: (10n ** 20n) as unknown as number })),
    { handlers: accept },
  );
  const error = await errorOfCall(() => guest.init());
  expect(error).toMatchObject({ code: "value_refused" });
  expect(error.message).toContain("$.definition.position");
});
