/** What of an agent's character reaches a plugin: no secret, at any depth, by any of the messages that hold it. */
import { expect, test } from "bun:test";
import type { IAgentRuntime } from "@elizaos/core";
import { openCharacter, withOpenCharacter } from "../../src/interop/open-character.ts";
import { policing } from "../../src/interop/policed-runtime.ts";
import { Policy } from "../../src/interop/policy.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

const policyOf = (manifest: object, grants: string[] = []) =>
  new Policy({ name: "probe", ...manifest }, { settings: {}, grants });

const CHARACTER = {
  name: "Ada",
  bio: ["Listens"],
  plugins: ["discord"],
  secrets: { A: "hunter2" },
  settings: {
    model: "small",
    CITY: "Rome",
    API_KEY: "hunter2",
    secrets: { B: "hunter2" },
    extra: { apiKey: "hunter2", color: "red", list: [{ jwt: "hunter2", size: 1 }] },
    discord: { botToken: "hunter2", shouldIgnoreBots: true },
    plugins: { other: { anything: "hunter2" } },
  },
  clientConfig: { telegram: { bot_token: "hunter2", polite: true } },
};

test("openCharacter() shows no setting to a plugin without permissions for one", () => {
  expect(openCharacter(CHARACTER, policyOf({ permissions: [] }))).toEqual({
    name: "Ada",
    bio: ["Listens"],
    settings: {},
    clientConfig: { telegram: { polite: true } },
  });
});

test("openCharacter() shows the settings that the policy does, without secrets at any depth", () => {
  expect(openCharacter(CHARACTER, policyOf({ config: { CITY: null } })).settings).toEqual({ CITY: "Rome" });
  expect(openCharacter(CHARACTER, policyOf({ permissions: ["settings:*"] })).settings).toEqual({
    model: "small",
    CITY: "Rome",
    extra: { color: "red", list: [{ size: 1 }] },
    discord: { shouldIgnoreBots: true },
  });
});

test("openCharacter() shows a secret that the user grants, one inside by its path", () => {
  const grants = ["settings:API_KEY", "settings:discord", "settings:discord.botToken"];
  expect(openCharacter(CHARACTER, policyOf({}, grants)).settings).toEqual({
    API_KEY: "hunter2",
    discord: { botToken: "hunter2", shouldIgnoreBots: true },
  });
});

test("openCharacter() withholds what holds a secret, under any name and inside of a setting; a text of the character is none", () => {
  const url = "postgres://u:hunter2@h";
  const character = { bio: [url], settings: { db: { at: url, all: [url, "x"] }, line: url } };
  expect(openCharacter(character, policyOf({ permissions: ["*"] }))).toEqual({
    bio: [url],
    settings: { db: { all: ["x"] } },
  });
  const grants = ["settings:db", "settings:db.at", "settings:db.all", "settings:line"];
  expect(openCharacter(character, policyOf({}, grants))).toEqual(character);
});

test("openCharacter() leaves the agent's own as it is", () => {
  const before = JSON.stringify(CHARACTER);
  openCharacter(CHARACTER, policyOf({}));
  expect(JSON.stringify(CHARACTER)).toBe(before);
});

function agentWith(character: object): IAgentRuntime {
  return Object.assign(recordingRuntime(), { character }) as IAgentRuntime;
}

test("withOpenCharacter() finds the character where elizaOS's providers put it, and its parts", () => {
  const agent = agentWith(CHARACTER);
  const policy = policyOf({ config: { CITY: null } });
  const open = openCharacter(CHARACTER, policy);
  const { settings, secrets } = CHARACTER;
  const state = (character: unknown, parts: object) => ({
    values: { agentName: "Ada" },
    data: { providers: { CHARACTER: { data: { character, ...parts } }, OTHER: { text: "x" } } },
    text: "",
  });
  const seen = withOpenCharacter(state(CHARACTER, { settings, secrets }), agent, policy);
  expect(seen).toEqual(state(open, { settings: { CITY: "Rome" }, secrets: {} }));
  expect(withOpenCharacter({ character: CHARACTER }, agent, policy)).toEqual({ character: open });
  expect(withOpenCharacter(CHARACTER, agent, policy)).toEqual(open);
});

test("withOpenCharacter() gives back the very state that has no character in it", () => {
  const state = { values: {}, data: { providers: { A: { data: { memories: [{}] } } } }, text: "" };
  expect(withOpenCharacter(state, agentWith(CHARACTER), policyOf({}))).toBe(state);
});

test("the runtime of a native plugin shows the same character, and takes what the plugin changes of it", () => {
  const agent = agentWith(structuredClone(CHARACTER));
  const policy = policyOf({ config: { CITY: null } });
  const { character, ...runtime } = policing(policy)(agent) as IAgentRuntime & { settings?: object };
  expect({ ...character }).toMatchObject({ name: "Ada", settings: { CITY: "Rome" } });
  expect(JSON.stringify([character.settings, character.secrets ?? null, runtime.settings])).not.toContain(
    "hunter2",
  );
  character.system = "changed";
  expect(agent.character.system).toBe("changed");
});
