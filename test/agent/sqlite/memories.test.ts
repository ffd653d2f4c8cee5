/** Memories in storage, asked through elizaOS's own AgentRuntime: what is created and found. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { IDatabaseAdapter, Memory, UUID } from "@elizaos/core";
import { type Agent, startAgent } from "../../../src/agent/agent.ts";
import { prepareCoreEnvironment } from "../../../src/agent/core-environment.ts";
import { uuid } from "./stored.ts";

prepareCoreEnvironment("fatal");

let agent: Agent;

beforeAll(async () => {
  agent = await startAgent({ plugins: [], onLog: () => {} });
});
afterAll(() => agent.close());

function memory(text: string, more: Partial<Memory> = {}): Memory {
  return { entityId: agent.entityId, roomId: agent.roomId, content: { text }, ...more };
}

/** Stores memories in a table of its own, and gives a function that asks it. */
async function table(...memories: Memory[]) {
  const tableName = `table ${uuid()}`;
  for (const one of memories) await agent.runtime.createMemory(one, tableName);
  return async (query: Omit<Parameters<IDatabaseAdapter["getMemories"]>[0], "tableName"> = {}) => {
    const found = await agent.runtime.getMemories({ tableName, ...query });
    return found.map(({ content }) => content.text);
  };
}

describe("createMemory()", () => {
  test("stores all that a memory has, and gives its id", async () => {
    const whole: Memory = {
      ...memory("whole"),
      id: uuid(),
      agentId: uuid(),
      worldId: agent.worldId,
      createdAt: 1_234,
      unique: false,
      content: { text: "whole", attachments: [], nested: { n: [1, null] } },
      metadata: { type: "custom", tags: ["a"] },
      embedding: [0.25, -1],
    };
    expect(await agent.runtime.createMemory(whole, "whole")).toBe(whole.id as UUID);
    expect(await agent.runtime.getMemoryById(whole.id as UUID)).toEqual(whole);
  });

  test("fills in what a memory lacks", async () => {
    const before = Date.now();
    const id = await agent.runtime.createMemory(memory("bare"), "bare");
    const stored = await agent.runtime.getMemoryById(id);
    expect(stored).toMatchObject({ agentId: agent.runtime.agentId, unique: true, metadata: {} });
    expect(stored?.createdAt).toBeGreaterThanOrEqual(before);
    expect(stored).not.toHaveProperty("embedding");
    expect(stored).not.toHaveProperty("worldId");
  });

  test("leaves a memory of the same id as it is", async () => {
    const id = uuid();
    const ask = await table(memory("first", { id }), memory("second", { id }));
    expect(await ask()).toEqual(["first"]);
  });

  test("stores a copy", async () => {
    const mine = memory("before");
    const ask = await table(mine);
    mine.content.text = "after";
    expect(await ask()).toEqual(["before"]);
  });

  test("takes content that JSON cannot hold", async () => {
    const content: Memory["content"] = { text: "strange", big: 7n, call() {} };
    content.self = content;
    const id = await agent.runtime.createMemory(memory("", { content }), "strange");
    expect((await agent.runtime.getMemoryById(id))?.content).toEqual({ text: "strange", big: 7 });
  });
});

describe("getMemories()", () => {
  test("gives the newest first, and of one moment the one that was stored last", async () => {
    const ask = await table(
      memory("old", { createdAt: 10 }),
      memory("new", { createdAt: 30 }),
      memory("middle", { createdAt: 20 }),
      memory("middle too", { createdAt: 20 }),
    );
    expect(await ask()).toEqual(["new", "middle too", "middle", "old"]);
  });

  test("gives at most count of them, from offset on; count 0 is no limit", async () => {
    const ask = await table(...[1, 2, 3, 4].map((n) => memory(`${n}`, { createdAt: n })));
    expect(await ask({ count: 2 })).toEqual(["4", "3"]);
    expect(await ask({ count: 2, offset: 1 })).toEqual(["3", "2"]);
    expect(await ask({ offset: 3 })).toEqual(["1"]);
    expect(await ask({ count: 0 })).toEqual(["4", "3", "2", "1"]);
  });

  test("gives those from start to end, both included", async () => {
    const ask = await table(...[1, 2, 3, 4].map((n) => memory(`${n}`, { createdAt: n })));
    expect(await ask({ start: 2, end: 3 })).toEqual(["3", "2"]);
    expect(await ask({ start: 3 })).toEqual(["4", "3"]);
    expect(await ask({ end: 1 })).toEqual(["1"]);
  });

  test("gives those of one table only", async () => {
    const ask = await table(memory("here"));
    await table(memory("there"));
    expect(await ask()).toEqual(["here"]);
  });

  test.each(["roomId", "entityId", "agentId", "worldId"] as const)(
    "gives those of one %s only",
    async (key) => {
      const [ours, theirs] = [uuid(), uuid()];
      const ask = await table(memory("ours", { [key]: ours }), memory("theirs", { [key]: theirs }));
      expect(await ask({ [key]: ours })).toEqual(["ours"]);
      expect((await ask()).sort()).toEqual(["ours", "theirs"]);
    },
  );

  test("gives unique ones only, where that is asked for", async () => {
    const ask = await table(memory("one", { unique: true }), memory("copy", { unique: false }));
    expect(await ask({ unique: true })).toEqual(["one"]);
    expect((await ask({ unique: false })).sort()).toEqual(["copy", "one"]);
  });

  test("refuses a query without a table", async () => {
    await expect(agent.runtime.getMemories({ tableName: "" })).rejects.toThrow("'tableName' must be a text");
  });

  test("refuses a negative offset", async () => {
    const ask = await table(memory("one"));
    await expect(ask({ offset: -1 })).rejects.toThrow("'offset' must not be negative: current value is -1");
  });
});

test("getMemoryById() gives null for an unknown id", async () => {
  expect(await agent.runtime.getMemoryById(uuid())).toBe(null);
});
