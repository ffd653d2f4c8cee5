/** What ELIZA's service answers when other plugins call it, and what the task worker leaves of it. */
import type { ServiceTypeName, Task } from "@elizaos/core";
import type { Agent } from "../../src/agent/agent.ts";

interface Line {
  who: string;
  text: string;
}

/** A plugin in this process answers at once, any other by a promise. */
export interface Sessions {
  history(roomId: string): Line[] | Promise<Line[]>;
  remember(roomId: string, who: unknown, text: unknown): void | Promise<void>;
  reset(roomId?: unknown): number | Promise<number>;
}

export async function sessionsOf({ runtime }: Agent): Promise<Sessions> {
  return (await runtime.getServiceLoadPromise("eliza" as ServiceTypeName)) as unknown as Sessions;
}

/** More than a room keeps. */
const MANY = 203;

export async function serviceAnswers(sessions: Sessions) {
  for (let line = 0; line < MANY; line += 1) await sessions.remember("long", "person", `line ${line}`);
  await sessions.remember("short", "person", "I am sad");
  await sessions.remember("short", "eliza", "What has made you sad?");
  return {
    long: await sessions.history("long"),
    short: await sessions.history("short"),
    refusals: [
      await refusalOf(() => sessions.remember("short", "cat", "Miaow")),
      await refusalOf(() => sessions.remember("short", null, "Who?")),
      await refusalOf(() => sessions.remember("short", "person", 7)),
    ],
    ofShort: await sessions.reset("short"),
    shortAfterwards: await sessions.history("short"),
    ofNowhere: await sessions.reset("nowhere"),
    ofNumber: await sessions.reset(7),
    ofLong: await sessions.reset("long"),
  };
}

/** What it says against it; undefined where it does not refuse. */
async function refusalOf(call: () => unknown): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export async function forgotten({ runtime }: Agent, sessions: Sessions) {
  for (const room of ["one", "other"]) await sessions.remember(room, "person", "Hello");
  const worker = runtime.getTaskWorker("ELIZA_FORGET");
  const task: Task = { name: "ELIZA_FORGET", description: "Forgets", tags: [] };
  const lines = async () => [await sessions.history("one"), await sessions.history("other")];
  const before = await lines();
  await worker?.execute(runtime, { roomId: "one" }, task);
  const ofRoom = await lines();
  await worker?.execute(runtime, {}, task);
  const ofAll = await lines();
  for (const room of ["one", "other"]) await sessions.remember(room, "eliza", "Hello");
  return { before, ofRoom, ofAll, count: await sessions.reset(null) };
}
