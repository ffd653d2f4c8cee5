/** The runtime that a served plugin is given: every member of elizaOS's is local, or asked of the host, or refused. */
import { expect, test } from "bun:test";
import type { IAgentRuntime, UUID } from "@elizaos/core";
import type { Message, RequestHandlers } from "../../src/channel/call.ts";
import { HOST_METHODS, LOCAL_MEMBERS, REFUSED_MEMBERS } from "../../src/contract/generated/messages.ts";
import { errorOfCall } from "../channel/opened-channel.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";
import { AGENT, actionOf, given, introduced } from "./served.ts";

type Members = Record<string, unknown>;
type Host = keyof typeof HOST_METHODS;
type Local = (typeof LOCAL_MEMBERS)[number];
type Refused = keyof typeof REFUSED_MEMBERS;

/** Compiles only where the type is never. */
const none = <Type extends never>(...types: Type[]) => types.length;

const memory = memoryOf("hello");
const echo: RequestHandlers = { "host.call": ({ method, args }: Message) => ({ value: [method, args] }) };

test("every member of elizaOS's runtime is in exactly one list", () => {
  none<Exclude<keyof IAgentRuntime, Host | Local | Refused>>();
  none<(Host & Local) | (Host & Refused) | (Local & Refused)>();
  const names = [...Object.keys(HOST_METHODS), ...LOCAL_MEMBERS, ...Object.keys(REFUSED_MEMBERS)];
  expect(new Set(names).size).toBe(names.length);
});

test.each(
  Object.keys(HOST_METHODS).filter(
    (name) => !["initPromise", "setSetting", "getServiceLoadPromise"].includes(name),
  ),
)("runtime.%s is a host.call of that name", async (method) => {
  const { runtime, all } = await given(echo);
  const ask = (runtime as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[method];
  expect(await ask?.("a", undefined, { b: 1, f: () => {} }, undefined)).toEqual([
    method,
    ["a", null, { b: 1 }],
  ]);
  expect(all("host.call")).toMatchObject([{ method, args: ["a", null, { b: 1 }] }]);
});

test.each(LOCAL_MEMBERS.map((name) => [name]))("runtime.%s is answered without the host", async (member) => {
  const { runtime, all } = await given(echo);
  expect((runtime as unknown as Members)[member]).toBeDefined();
  expect(all("host.call")).toEqual([]);
});

test.each(Object.entries(REFUSED_MEMBERS))(
  "runtime.%s is refused with its reason",
  async (member, reason) => {
    const { runtime, all } = await given(echo);
    const members = runtime as unknown as Record<string, () => unknown>;
    if (member === "messageService") expect(members[member]).toBeNull();
    else if (member === "elizaOS") expect(members[member]).toBeUndefined();
    else {
      const error = await errorOfCall(() => members[member]?.());
      expect(error.code).toBe("unsupported");
      expect(error.message).toBe(
        `The runtime's ${member} cannot be reached from a plugin in another language or process: ${reason}`,
      );
    }
    expect(all("host.call")).toEqual([]);
  },
);

test("a refused member that holds data is refused when it is read", async () => {
  const { runtime } = await given();
  for (const member of ["adapter", "db", "actions", "services", "stateCache"])
    expect(() => (runtime as unknown as Members)[member]).toThrow(
      `The runtime's ${member} cannot be reached`,
    );
});

test("an unknown member is undefined, and the runtime is no promise", async () => {
  const { runtime } = await given();
  expect((runtime as unknown as Members).getTypedService).toBeUndefined();
  expect(await runtime).toBe(runtime);
});

test("methods of the runtime may be replaced, as those of elizaOS's own", async () => {
  const { runtime } = await given();
  runtime.stop = async () => {};
  await runtime.stop();
});

test("local members tell what plugin.init told", async () => {
  const { runtime } = await given();
  expect([runtime.agentId, runtime.character.name]).toEqual([AGENT.id as UUID, "Test agent"]);
  expect([runtime.getConversationLength(), runtime.hasElizaOS()]).toEqual([7, false]);
  expect(runtime.createRunId()).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  expect(runtime.fetch).toBe(globalThis.fetch);
  const { runtime: other } = await given({}, { agent: { id: AGENT.id, character: {} } });
  expect(other.getConversationLength()).toBe(32);
});

test("a host.call names the request inside which it is made", async () => {
  const { ask, all } = await introduced(
    { actions: [actionOf(async (runtime) => ({ success: await runtime.deleteCache("k") }))] },
    { handlers: { "host.call": () => ({ value: true }) } },
  );
  await ask("action.invoke", { action: "A", memory });
  expect(all("host.call")).toMatchObject([{ parent: 2, method: "deleteCache", args: ["k"] }]);
});

test("emitEvent goes without functions and without the runtime", async () => {
  const { runtime, all } = await given({ "host.call": () => ({ value: null }) });
  await runtime.emitEvent("SEEN", { runtime, source: "test", onComplete: () => {}, n: 1 } as never);
  expect(all("host.call").map(({ args }) => args)).toEqual([["SEEN", { source: "test", n: 1 }]]);
});

test("the logger tells the host level, words, fields and the request", async () => {
  const { ask, all } = await introduced({
    actions: [
      actionOf(async ({ logger }) => {
        logger.info("one", "two" as never, 3 as never);
        logger.warn({ a: 1 }, "fields");
        logger.error(new Error("broken"));
        logger.success("done");
        logger.child({ b: 2 }).child({ c: 3 }).debug({ a: 1 }, "child");
        logger.info({ big: 10n ** 20n }, "kept");
        logger.info("long".repeat(300_000));
        logger.clear();
      }),
    ],
  });
  await ask("action.invoke", { action: "A", memory });
  expect(all("log").map(({ re, level, message, fields }) => ({ re, level, message, fields }))).toEqual([
    { re: 2, level: "info", message: "one two 3", fields: {} },
    { re: 2, level: "warn", message: "fields", fields: { a: 1 } },
    { re: 2, level: "error", message: "broken", fields: {} },
    { re: 2, level: "info", message: "done", fields: {} },
    { re: 2, level: "debug", message: "child", fields: { a: 1, b: 2, c: 3 } },
    { re: 2, level: "info", message: "kept", fields: undefined },
    { re: 2, level: "info", message: "long".repeat(2048), fields: undefined },
  ]);
});
