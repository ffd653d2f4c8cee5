/** What the models of a conversation are asked, and what their answers lead to. */
import { expect, test } from "bun:test";
import type { ChannelType } from "@elizaos/core";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { type Answers, received, saying, shout, type Talking, talking, transcript } from "./talking.ts";

prepareCoreEnvironment("fatal");

test("say() gives the model who the agent is, what was said, and which actions there are", async () => {
  const silent = { ...shout, name: "SILENT", validate: async () => false };
  const broken = { ...shout, name: "BROKEN", validate: async () => Promise.reject(new Error("no idea")) };
  const { agent, prompts, logs } = await talking(() => saying("Fine"), { actions: [shout, silent, broken] });
  await agent.say("How are you?");
  await agent.say("Still?");
  const [, { prompt }] = prompts as [unknown, Talking["prompts"][number]];
  expect(prompt).toContain("for the character Interop");
  expect(prompt).toContain("# About Interop\nAn agent that runs one plugin");
  expect(prompt).toContain("# Conversation Messages\nPerson: How are you?\nInterop: Fine\nPerson: Still?\n");
  expect(prompt).toContain("# Received Message\nPerson: Still?\n");
  expect(prompt).toContain("Possible response actions: SHOUT, REPLY, IGNORE\n");
  expect(prompt).toContain("- **SHOUT**: Shouts it back");
  const faults = logs.filter(({ level }) => level === "error");
  expect(faults.length).toBeGreaterThan(0);
  for (const { fields } of faults)
    expect(fields).toMatchObject({ action: "BROKEN", error: expect.stringContaining("no idea") });
  await agent.close();
});

test("say() gives the model no results of actions among what was said, and a name for whoever has none", async () => {
  const answers = [saying("", "SHOUT"), saying("Fine")];
  const { agent, prompts } = await talking(() => answers.shift() as Answers, { actions: [shout] });
  const { runtime, roomId } = agent;
  const stranger = crypto.randomUUID();
  await runtime.createMemory({ entityId: stranger, roomId, content: { text: "psst" } }, "messages");
  await agent.say("hey");
  await agent.say("And?");
  expect(prompts[1]?.prompt).toContain(
    "# Conversation Messages\nSomebody: psst\nPerson: hey\nInterop: HEY\nPerson: And?\n\n",
  );
  await agent.close();
});

test("say() leaves the providers and actions of a plugin alone", async () => {
  const providers = ["CHARACTER", "RECENT_MESSAGES", "ACTIONS"].map((name) => ({
    name,
    get: async () => ({ text: `from the plugin: ${name}` }),
  }));
  const actions = [
    { ...shout, name: "REPLY" },
    { ...shout, name: "IGNORE" },
  ];
  const { agent, prompts } = await talking(() => saying("Fine"), { providers, actions });
  await agent.say("Hi");
  await agent.say("Hi");
  expect(agent.runtime.providers).toEqual(providers);
  expect(agent.runtime.actions).toEqual(actions);
  for (const { name } of providers) expect(prompts[0]?.prompt).toContain(`from the plugin: ${name}`);
  await agent.close();
});

test("an agent that says nothing has no provider or action beside its plugins'", async () => {
  const { agent } = await talking(() => saying("Fine"), { actions: [shout] });
  expect([agent.runtime.providers, agent.runtime.actions]).toEqual([[], [shout]]);
  await agent.close();
});

test("say() streams the text of the answer", async () => {
  const { agent } = await talking(() => saying("Streamed piece by piece"));
  const chunks: string[] = [];
  const onStreamChunk = async (chunk: string) => void chunks.push(chunk);
  const { responseContent } = await agent.say("Hi", undefined, { onStreamChunk });
  expect(chunks.length).toBeGreaterThan(1);
  expect(chunks.join("")).toBe("Streamed piece by piece");
  expect(responseContent?.text).toBe("Streamed piece by piece");
  await agent.close();
});

test("REPLY beside another action says the planned text", async () => {
  const { agent } = await talking(() => saying("Listen", "REPLY,SHOUT"), { actions: [shout] });
  const { contents } = await agent.say("hey");
  expect(contents.map(({ text }) => text)).toEqual(["Listen", "HEY"]);
  await agent.close();
});

test("IGNORE says nothing", async () => {
  const { agent, logs } = await talking(() => saying("", "IGNORE"));
  const { contents } = await agent.say("hey");
  expect(contents).toEqual([]);
  expect(await transcript(agent)).toEqual(["person: hey"]);
  expect(logs.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  await agent.close();
});

test("in a group the model is asked first whether to respond", async () => {
  const decide = (prompt: string): Answers =>
    prompt.includes("<action>RESPOND")
      ? {
          name: "Interop",
          reasoning: "r",
          action: received(prompt)?.includes("Interop") ? "RESPOND" : "IGNORE",
        }
      : saying("Yes?");
  const { agent, prompts } = await talking(decide);
  await agent.runtime.updateRoom({ id: agent.roomId, source: "test", type: "GROUP" as ChannelType });
  const ignored = await agent.say("somebody?");
  expect(ignored).toMatchObject({ didRespond: false, contents: [{ actions: ["IGNORE"] }] });
  expect(await agent.say("Interop?")).toMatchObject({ didRespond: true, contents: [{ text: "Yes?" }] });
  expect(prompts.map(({ type }) => type)).toEqual(["TEXT_SMALL", "TEXT_SMALL", "TEXT_LARGE"]);
  // The message service itself has kept, once, that it ignored the first.
  expect(await transcript(agent)).toEqual([
    "person: somebody?",
    "agent: -",
    "person: Interop?",
    "agent: Yes?",
  ]);
  await agent.close();
});
