/** The storage of our agent, asked through elizaOS's own AgentRuntime. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { IDatabaseAdapter, Memory, UUID } from "@elizaos/core";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { openAdapter } from "../../src/agent/sqlite/adapter.ts";
import { unimplementedNames } from "../../src/agent/sqlite/unimplemented.ts";

prepareCoreEnvironment("fatal");

let agent: Agent;
let adapter: IDatabaseAdapter;

beforeAll(async () => {
  agent = await startAgent({ plugins: [], onLog: () => {} });
  adapter = agent.runtime.adapter;
});
afterAll(() => agent.close());

const uuid = () => crypto.randomUUID() as UUID;

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
});

describe("the adapter", () => {
  test("getMemoryById() gives null for an unknown id", async () => {
    expect(await agent.runtime.getMemoryById(uuid())).toBe(null);
  });

  test("keeps agents, and replaces the fields that are given", async () => {
    const id = uuid();
    expect(await adapter.getAgent(id)).toBe(null);
    expect(await adapter.createAgent({ id, name: "One", bio: "b" })).toBe(true);
    expect(await adapter.createAgent({ id, name: "Two" })).toBe(false);
    expect(await adapter.updateAgent(id, { name: "Three" })).toBe(true);
    expect(await adapter.getAgent(id)).toMatchObject({ id, name: "Three", bio: "b" });
    expect(await adapter.updateAgent(uuid(), { name: "Nobody" })).toBe(false);
  });

  test("keeps entities, and leaves those that exist as they are", async () => {
    const id = uuid();
    const { runtime } = agent;
    await runtime.createEntity({
      id,
      names: ["A", "B"],
      metadata: { web: { n: 1 } },
      agentId: runtime.agentId,
    });
    await runtime.createEntity({ id, names: ["C"], metadata: {}, agentId: runtime.agentId });
    expect(await runtime.getEntityById(id)).toEqual({
      id,
      agentId: runtime.agentId,
      names: ["A", "B"],
      metadata: { web: { n: 1 } },
      components: [],
    });
    expect(await runtime.getEntityById(uuid())).toBe(null);
  });

  test("keeps worlds, and leaves those that exist as they are", async () => {
    const id = uuid();
    const world = { id, agentId: agent.runtime.agentId, name: "Earth", metadata: { roles: {} } };
    expect(await agent.runtime.createWorld(world)).toBe(id);
    expect(await agent.runtime.createWorld({ ...world, name: "Mars" })).toBe(id);
    expect(await agent.runtime.getWorld(id)).toEqual(world);
    expect(await agent.runtime.getWorld(uuid())).toBe(null);
  });

  test("keeps rooms and who is in them", async () => {
    const [id, person] = [uuid(), uuid()];
    const { runtime } = agent;
    const room = { id, name: "Lobby", source: "test", type: "GROUP" as never, worldId: agent.worldId };
    expect(await runtime.createRooms([room])).toEqual([id]);
    expect(await runtime.getRoom(id)).toEqual({ ...room, agentId: runtime.agentId });
    expect(await runtime.getRoomsByIds([id, uuid()])).toHaveLength(1);
    expect(await runtime.addParticipant(person, id)).toBe(true);
    expect(await runtime.addParticipantsRoom([person, runtime.agentId], id)).toBe(true);
    expect((await runtime.getParticipantsForRoom(id)).sort()).toEqual([person, runtime.agentId].sort());
  });

  test.each(unimplementedNames)("refuses %s by its own name", async (name) => {
    const method = adapter[name] as () => Promise<unknown>;
    await expect(method()).rejects.toMatchObject({
      code: "unsupported",
      message: `The storage of the command line's agent has no ${name}`,
    });
  });

  test.each(["db", "runMigrations", "runPluginMigrations", "withEntityContext", "then"])(
    "has no %s",
    (name) => {
      expect((adapter as unknown as Record<string, unknown>)[name]).toBe(undefined);
    },
  );

  test("is not ready once it is closed", async () => {
    const other = openAdapter(uuid());
    expect(await other.isReady()).toBe(true);
    await other.close();
    expect(await other.isReady()).toBe(false);
    await expect(other.getMemoryById(uuid())).rejects.toThrow();
  });

  test("of one agent knows nothing of another's", async () => {
    const [one, other] = [openAdapter(uuid()), openAdapter(uuid())];
    const id = await one.createMemory(memory("mine"), "messages");
    expect(await one.getMemoryById(id)).not.toBe(null);
    expect(await other.getMemoryById(id)).toBe(null);
  });
});
