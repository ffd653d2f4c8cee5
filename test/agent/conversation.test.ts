/** A conversation without a key: what is said, kept, run and emitted around elizaOS's own message service. */
import { expect, test } from "bun:test";
import type { Action, Content, Evaluator, IAgentRuntime, Memory, Plugin } from "@elizaos/core";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { received, saying, shout, talking, transcript } from "./talking.ts";

prepareCoreEnvironment("fatal");

test("say() gives what the message service gave back, and what was said", async () => {
  const { agent } = await talking(() => saying("Hello"));
  const told: Content[] = [];
  const said = await agent.say("Hi", (content) => void told.push(content));
  expect(said).toMatchObject({ didRespond: true, mode: "simple", responseContent: { text: "Hello" } });
  expect(said.message).toMatchObject({
    entityId: agent.entityId,
    content: { text: "Hi", channelType: "DM" },
  });
  expect(said.contents).toEqual([expect.objectContaining({ text: "Hello", actions: ["REPLY"] })]);
  expect(told).toEqual(said.contents);
  await agent.close();
});

test("say() keeps the message and each content among the memories", async () => {
  const { agent } = await talking((prompt) => saying(`You said ${received(prompt)}`));
  const { message } = await agent.say("one");
  await agent.say("two");
  expect(await transcript(agent)).toEqual([
    "person: one",
    "agent: You said one",
    "person: two",
    "agent: You said two",
  ]);
  const [answer] = await agent.runtime.getMemories({
    tableName: "messages",
    entityId: agent.runtime.agentId,
  });
  expect(answer).toMatchObject({
    roomId: agent.roomId,
    worldId: agent.worldId,
    content: { source: "elizaos-interop" },
  });
  expect(await agent.runtime.getMemoryById(message.id as never)).toMatchObject({ content: { text: "one" } });
  await agent.close();
});

test("say() runs actions, and its callback answers the memories that it made", async () => {
  const made: Memory[][] = [];
  const twice = {
    ...shout,
    name: "TWICE",
    handler: async (...args: Parameters<typeof shout.handler>) => {
      await shout.handler(...args);
      return shout.handler(...args);
    },
  } as Action;
  const evaluator = {
    name: "MAKES",
    alwaysRun: true,
    validate: async () => true,
    handler: async (
      _r: unknown,
      message: Memory,
      _s: unknown,
      _o: unknown,
      callback: (c: Content) => Promise<Memory[]>,
    ) => {
      made.push(await callback({ text: "evaluated", inReplyTo: message.id as never }));
    },
  } as unknown as Evaluator;
  const plugin = { actions: [twice], evaluators: [evaluator] };
  const { agent } = await talking(() => saying("", "TWICE"), plugin);
  const said = await agent.say("hey");
  expect(said).toMatchObject({ didRespond: true, mode: "actions" });
  expect(said.contents.map(({ text }) => text)).toEqual(["HEY", "HEY", "evaluated"]);
  expect(await transcript(agent)).toEqual(["person: hey", "agent: HEY", "agent: HEY", "agent: evaluated"]);
  expect(made).toEqual([
    [expect.objectContaining({ content: expect.objectContaining({ inReplyTo: said.message.id }) })],
  ]);
  const [[memory]] = made as [[Memory]];
  expect(await agent.runtime.getMemoryById(memory.id as never)).toMatchObject({
    content: { text: "evaluated" },
  });
  expect(agent.runtime.getActionResults(said.message.id as never)).toMatchObject([
    { success: true, text: "shouted" },
  ]);
  await agent.close();
});

test("say() lets evaluators see the message, the state and the responses", async () => {
  const seen: unknown[] = [];
  const evaluator = (name: string, alwaysRun: boolean, valid: boolean) =>
    ({
      name,
      alwaysRun,
      validate: async () => valid,
      handler: async (
        _r: unknown,
        message: Memory,
        state: { values: object },
        _o: unknown,
        _c: unknown,
        responses: Memory[],
      ) => {
        seen.push([
          name,
          message.content.text,
          "agentName" in state.values,
          responses.map(({ content }) => content.text),
        ]);
      },
    }) as unknown as Evaluator;
  const evaluators = [
    evaluator("ALWAYS", true, true),
    evaluator("SELDOM", false, true),
    evaluator("NEVER", true, false),
  ];
  const { agent } = await talking(() => saying("Hello"), { evaluators });
  await agent.say("Hi");
  expect(seen).toEqual([
    ["ALWAYS", "Hi", true, ["Hello"]],
    ["SELDOM", "Hi", true, ["Hello"]],
  ]);
  await agent.close();
});

test("say() emits MESSAGE_RECEIVED and then the events of the run", async () => {
  const events: unknown[] = [];
  const hear = (name: string) => async (payload: Record<string, unknown>) => {
    const { runtime, source, message, status } = payload as {
      runtime: unknown;
      source: string;
      message?: Memory;
      status?: string;
    };
    events.push([name, source, message?.content.text ?? status, runtime === agent.runtime]);
    const callback = payload.callback as ((content: Content) => Promise<Memory[]>) | undefined;
    await callback?.({ text: "heard" });
  };
  const names = ["MESSAGE_RECEIVED", "RUN_STARTED", "RUN_ENDED", "ACTION_STARTED", "ACTION_COMPLETED"];
  const plugin = { actions: [shout], events: Object.fromEntries(names.map((name) => [name, [hear(name)]])) };
  const { agent } = await talking(() => saying("", "SHOUT"), plugin as Partial<Plugin>);
  const { contents } = await agent.say("hey");
  expect(events).toEqual([
    ["MESSAGE_RECEIVED", "elizaos-interop", "hey", true],
    ["RUN_STARTED", "messageHandler", "started", true],
    ["ACTION_STARTED", "runtime", undefined, true],
    ["ACTION_COMPLETED", "runtime", undefined, true],
    ["RUN_ENDED", "messageHandler", "completed", true],
  ]);
  expect(contents.map(({ text }) => text)).toEqual(["heard", "HEY"]);
  await agent.close();
});

test("say() rejects with what a model throws, when the run has ended", async () => {
  const ended: unknown[] = [];
  const events = { RUN_ENDED: [async ({ error }: { error?: string }) => void ended.push(error)] };
  const fails = () => {
    throw new Error("no weights");
  };
  const { agent } = await talking(fails, { events } as unknown as Partial<Plugin>);
  await expect(agent.say("Hi")).rejects.toThrow("no weights");
  expect(ended).toEqual(["no weights"]);
  await agent.close();
});

test("say() leaves logs of model calls, actions and evaluators", async () => {
  const evaluator = {
    name: "E",
    alwaysRun: true,
    validate: async () => true,
    handler: async () => undefined,
  };
  const plugin = { actions: [shout], evaluators: [evaluator as unknown as Evaluator] };
  const { agent } = await talking(() => saying("", "SHOUT"), plugin);
  const { message } = await agent.say("hey");
  const logs = await agent.runtime.getLogs({});
  expect(logs.map(({ type }) => type)).toEqual(["evaluator", "action", "useModel:TEXT_LARGE"]);
  expect(logs[1]?.body).toMatchObject({
    action: "SHOUT",
    messageId: message.id,
    result: { text: "shouted" },
  });
  await agent.close();
});

test("say() waits for services that are starting, and goes on without one that fails", async () => {
  const gate = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  class Late {
    static serviceType = "late";
    capabilityDescription = "";
    static async start() {
      await gate.promise;
      return new Late();
    }
    async stop() {}
  }
  class Broken extends Late {
    static override serviceType = "broken";
    static override async start(): Promise<Late> {
      throw new Error("no");
    }
  }
  const plugin = {
    services: [Late, Broken],
    events: {
      MESSAGE_RECEIVED: [
        async ({ runtime }: { runtime: IAgentRuntime }) => seen.push(runtime.getService("late")),
      ],
    },
  } as unknown as Partial<Plugin>;
  const { agent } = await talking(() => saying("Hello"), plugin);
  const said = agent.say("Hi");
  gate.resolve();
  await said;
  expect(seen).toEqual([expect.any(Late)]);
  await agent.close();
});
