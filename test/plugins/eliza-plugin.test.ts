/** ELIZA in TypeScript, in the agent's own process: what eliza-parity.test.ts compares the others with must itself be right. */
import { beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import conversation from "../../plugins/eliza/conversation.json";
import type { Manifest } from "../../src/contract/manifest.ts";
import { root } from "../fixtures/repository.ts";
import { type ElizaRecord, recordOf, withEliza } from "./eliza-record.ts";

const baseDir = join(root, "plugins/eliza/typescript");
const manifest: Manifest = await Bun.file(join(baseDir, "plugin.json")).json();

describe("ELIZA in TypeScript", () => {
  let native: ElizaRecord;
  beforeAll(async () => {
    native = await withEliza({ manifest, baseDir }, recordOf);
  });

  test("has a component of every kind", () => {
    const { components } = native;
    expect(components).toMatchObject({
      actions: [{ name: "ELIZA_REPLY", similes: ["ELIZA", "REPLY_AS_ELIZA"] }],
      providers: [{ name: "ELIZA_TOPICS" }],
      evaluators: [{ name: "ELIZA_MOOD", alwaysRun: true }],
      services: ["eliza"],
      capability: "Keeps what was said to ELIZA and by her, room by room",
      events: ["MESSAGE_RECEIVED"],
      models: ["TEXT_SMALL", "TEXT_LARGE"],
      taskWorker: "ELIZA_FORGET",
    });
    expect(components.routes).toEqual(manifest.routes?.map(({ type, path }) => `${type} ${path}`) ?? []);
  });

  test("takes whatever has a text", () => {
    const { action, evaluator, results } = native.verdicts;
    expect([action, evaluator]).toEqual([
      [true, true, false, false],
      [true, true, false, false],
    ]);
    expect<unknown>(results).toEqual([
      { success: true, data: { pleasant: 1, unpleasant: 1 } },
      { success: true, data: { pleasant: 0, unpleasant: 0 } },
    ]);
  });

  test("says what was worked out by hand, by the action that its own model chooses", () => {
    expect<unknown>(native.turns).toEqual(
      conversation.turns.map(({ reply: text, keyword, rule }) => ({
        said: [{ text, actions: ["ELIZA_REPLY"], source: "elizaos-interop", answersTheMessage: true }],
        results: [{ success: true, text, data: { keyword, rule } }],
        plan: expect.objectContaining({ mode: "actions", actions: ["ELIZA_REPLY"], providers: [] }),
      })),
    );
  });

  test("tells the topics", () => {
    const topics = conversation.turns.map(({ keyword }) => keyword).filter((word) => word !== null);
    expect(native.topics).toMatchObject({ data: { topics: [...new Set(topics)] } });
  });

  test("keeps both sides' lines, from MESSAGE_RECEIVED and from the action", () => {
    const said = conversation.turns.flatMap(({ user, reply }) => [
      { who: "person", text: user },
      { who: "eliza", text: reply },
    ]);
    expect(native.history).toEqual(said);
  });

  test("stores the feelings of a message as a fact of the person", () => {
    const words = ["unhappy", "gloomy", "miserable", "lonely", "sad", "sad lonely"].map((text) =>
      text.split(" "),
    );
    expect<unknown>(native.facts).toEqual(
      words.map((words) => ({
        content: {
          text: `0 pleasant, ${words.length} unpleasant`,
          pleasant: 0,
          unpleasant: words.length,
          words,
        },
        metadata: {},
        isOfPerson: true,
        isOfAgent: true,
      })),
    );
  });

  test("responds to a group, but not to silence", () => {
    expect<unknown>(native.inGroup).toMatchObject([
      {
        didRespond: true,
        said: [{ text: "With whom do you share it when you are glad?" }],
        facts: [{ text: "1 pleasant, 1 unpleasant", words: ["glad", "tired"] }],
      },
      { didRespond: false, said: [{ actions: ["IGNORE"] }], facts: [] },
    ]);
  });

  test("keeps the last 200 lines of a room for other plugins", () => {
    const { long, ...others } = native.service;
    expect(long).toHaveLength(200);
    expect([long.at(0)?.text, long.at(-1)?.text]).toEqual(["line 3", "line 202"]);
    expect(others).toEqual({
      short: [
        { who: "person", text: "I am sad" },
        { who: "eliza", text: "What has made you sad?" },
      ],
      refusals: [
        'Cannot remember a line as who must be person or eliza: current value is "cat"',
        "Cannot remember a line as who must be person or eliza: current value is null",
        "Cannot remember a line as text must be a string: current value is 7",
      ],
      ofShort: 2,
      shortAfterwards: [],
      ofNowhere: 0,
      ofNumber: 0,
      ofLong: 200,
    });
  });

  test("forgets one room or all of them when its task is run", () => {
    const hello = [{ who: "person", text: "Hello" }];
    expect(native.forgotten).toEqual({
      before: [hello, hello],
      ofRoom: [[], hello],
      ofAll: [[], []],
      count: 2,
    });
  });

  test("answers HTTP", () => {
    const { routes } = native;
    const plain = { "content-type": "text/plain; charset=utf-8" };
    const json = { "content-type": "application/json; charset=utf-8" };
    const lines = native.history.map(({ who, text }) => `${who}: ${text}\n`);
    expect(routes.transcript).toEqual({ status: 200, headers: plain, body: lines.join("") });
    expect(routes["transcript of nowhere"]).toEqual({ status: 200, headers: plain, body: "" });
    expect(bodyOf(routes.topics)).toEqual(native.topics.data);
    expect(bodyOf(routes["a reply"])).toEqual({ reply: "What has made you unhappy?", keyword: "i" });
    expect(routes["its transcript"]?.body).toBe(
      [
        "person: My boss ignores me\n",
        "eliza: Your boss ignores you?\n",
        "person: Nothing more today\n",
        "eliza: Something you said stays with me: your boss ignores you.\n",
      ].join(""),
    );
    const error = "Cannot reply as body.text must be a string: current value is 7.5";
    expect(routes["a reply to a number"]).toEqual({
      status: 400,
      headers: json,
      body: JSON.stringify({ error }),
    });
    expect(bodyOf(routes["a reply to nothing"])).toEqual({ error: "Cannot reply as body.text is missing" });
    const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(bodyOf(routes["a digest"])).toEqual({ sha256, bytes: 3 });
  });

  test("answers the forms of the message service, and other prompts, in parts where that is asked", () => {
    const { models } = native;
    const decision = (reasoning: string, action: string) =>
      `<response><name>Interop</name><reasoning>${reasoning}</reasoning><action>${action}</action></response>`;
    const plan = (text: string) =>
      `<response><thought>ELIZA replies to whatever is said</thought><actions>ELIZA_REPLY</actions><providers></providers><text>${text}</text></response>`;
    const texts = Object.entries(models).map(([name, { text }]) => [name, text]);
    for (const type of ["TEXT_SMALL", "TEXT_LARGE"])
      expect(Object.fromEntries(texts)).toMatchObject({
        [`${type}: whether, of nothing`]: decision("ELIZA responds to whoever speaks", "RESPOND"),
        [`${type}: whether, of silence`]: decision("Nothing was said", "IGNORE"),
        [`${type}: whether, of a farewell`]: decision("The person takes leave", "STOP"),
        [`${type}: what, of nothing`]: plan("Take your time."),
        [`${type}: what, of two lines`]: plan("What has made you unhappy?"),
        [`${type}: what, of a line that looks like a form`]: plan("Your life?"),
        [`${type}: what, of marks`]: plan("What does it mean to you to be R&amp;D?"),
        [`${type}: a line below others`]: "What is your sister like?",
        [`${type}: nothing`]: "Take your time.",
      });
    for (const { text, called, read } of Object.values(models)) {
      expect([called.text, read.text, called.parts.join("")]).toEqual([text, text, text]);
      expect(read).toEqual({ text, parts: called.parts, usage: undefined, finishReason: "stop" });
    }
    expect(models["TEXT_LARGE: a line"]?.read.parts).toEqual(["What ", "has ", "made ", "you ", "unhappy?"]);
  });

  test("goes on with another script when the setting changes", () => {
    expect(native.inAnotherScript).toMatchObject({ data: { topics: ["x"] } });
  });
});

describe("the permissions of ELIZA", () => {
  const without = (permission: string) => ({
    baseDir,
    manifest: {
      ...manifest,
      permissions: manifest.permissions?.filter((listed) => listed !== permission) ?? [],
    },
  });

  test("are three", () => {
    expect(manifest.permissions).toEqual(["memory:read", "memory:write", "register:tasks"]);
  });

  for (const permission of ["memory:read", "memory:write"])
    test(`${permission} is needed to hold a conversation`, async () => {
      const said = withEliza(without(permission), (agent) => agent.say("I am unhappy"));
      await expect(said).rejects.toThrow(permission);
    });

  test("register:tasks is needed to start", async () => {
    const started = withEliza(without("register:tasks"), async () => "started");
    await expect(started).rejects.toThrow("register:tasks");
  });
});

function bodyOf(answer: { body: string } | undefined): unknown {
  return JSON.parse(answer?.body ?? "null");
}
