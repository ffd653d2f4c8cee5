/** The storage of our agent as a whole: what it has not, and how it ends. */
import { expect, test } from "bun:test";
import { unimplementedNames } from "../../../src/agent/sqlite/unimplemented.ts";
import { memory, openStorage, uuid } from "./stored.ts";

test.each([...unimplementedNames])("the adapter refuses %s by its own name", async (name) => {
  const method = openStorage().adapter[name] as () => Promise<unknown>;
  await expect(method()).rejects.toMatchObject({
    code: "unsupported",
    message: `The storage of the command line's agent has no ${name}`,
  });
});

test("the adapter refuses nothing but a connection", () => {
  expect([...unimplementedNames]).toEqual(["getConnection"]);
});

test.each([
  "db",
  "runMigrations",
  "runPluginMigrations",
  "withEntityContext",
  "getAgentRunSummaries",
  "then",
])("the adapter has no %s", (name) => {
  expect((openStorage().adapter as unknown as Record<string, unknown>)[name]).toBe(undefined);
});

test("close() ends the storage", async () => {
  const { adapter } = openStorage();
  await adapter.initialize();
  await adapter.init();
  expect(await adapter.isReady()).toBe(true);
  await adapter.close();
  expect(await adapter.isReady()).toBe(false);
  await expect(adapter.getMemoryById(uuid())).rejects.toThrow();
});

test("one agent's storage knows nothing of another's", async () => {
  const [one, other] = [openStorage(), openStorage()];
  const id = await one.adapter.createMemory(memory(one, "mine"), "messages");
  expect(await one.adapter.getMemoryById(id)).not.toBe(null);
  expect(await other.adapter.getMemoryById(id)).toBe(null);
});
