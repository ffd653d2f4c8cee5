/** What a plugin may see and ask: manifest, grants and given settings together. */
import { describe, expect, test } from "bun:test";
import { openCharacter } from "../../src/interop/open-character.ts";
import { Policy, type UserPolicy } from "../../src/interop/policy.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

const policyOf = (manifest: object, user: Partial<UserPolicy> = {}) =>
  new Policy({ name: "probe", ...manifest }, { settings: {}, grants: [], ...user });
const codeOf = (work: () => void) => {
  try {
    work();
    return "allowed";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test("require() allows everything to a plugin without permissions, but for settings", () => {
  const policy = policyOf({});
  expect(codeOf(() => policy.require("memory:write", "createMemory"))).toBe("allowed");
  expect(codeOf(() => policy.require("settings:KEY", "setSetting"))).toBe("permission_denied");
});

test("require() allows what permissions list and grants add, and nothing else", () => {
  const policy = policyOf({ permissions: ["memory:read"] }, { grants: ["models:TEXT_*"] });
  expect(codeOf(() => policy.require("memory:read", "getMemories"))).toBe("allowed");
  expect(codeOf(() => policy.require("models:TEXT_SMALL", "useModel"))).toBe("allowed");
  expect(() => policy.require("memory:write", "createMemory")).toThrow(
    "The plugin probe may not use createMemory as it lacks the permission memory:write",
  );
});

test("require() lets a plugin reach its own services", () => {
  const policy = policyOf({ permissions: [], services: [{ name: "own" }] });
  expect(codeOf(() => policy.require("services:own", "a service"))).toBe("allowed");
  expect(codeOf(() => policy.require("services:other", "a service"))).toBe("permission_denied");
});

test("requireService() needs the permission though the plugin has a service of that type", () => {
  const policy = policyOf({ permissions: [], services: [{ name: "own" }] });
  expect(() => policy.requireService("own")).toThrow(
    "The plugin probe may not use the service own as it lacks the permission services:own",
  );
  const manifest = { permissions: ["services:own"], services: [{ name: "own" }] };
  expect(codeOf(() => policyOf(manifest).requireService("own"))).toBe("allowed");
  expect(codeOf(() => policyOf({}).requireService("other"))).toBe("allowed");
});

test("addService() makes a type the plugin's own", () => {
  const policy = policyOf({ permissions: [] });
  expect(codeOf(() => policy.require("services:late", "a service"))).toBe("permission_denied");
  policy.addService("late");
  expect(codeOf(() => policy.require("services:late", "a service"))).toBe("allowed");
  expect(codeOf(() => policy.requireService("late"))).toBe("permission_denied");
});

test("settings() are those of config, of exact permissions, of patterns, and the given ones", () => {
  const agent = recordingRuntime({ A: "a", B: "b", P_1: "p", G: "of the agent", HIDDEN: "no" });
  (agent as { settings?: object }).settings = { P_1: 1, HIDDEN: 1, P_API_KEY: 1 };
  const policy = policyOf(
    { config: { A: "default", D: "default", N: null }, permissions: ["settings:B", "settings:P_*"] },
    { settings: { G: "given" } },
  );
  expect(policy.settings(agent)).toEqual({ A: "a", B: "b", D: "default", N: null, P_1: "p", G: "given" });
});

const SECRET = "OPENAI_API_KEY";
const settingsOf = (policy: Policy, agent = recordingRuntime({ [SECRET]: "hunter2", PLAIN: "p" })) =>
  policy.settings(agent);

test.each([
  ["config", { config: { [SECRET]: null } }],
  ["a default in config", { config: { [SECRET]: "default" } }],
  ["permissions by name", { permissions: [`settings:${SECRET}`] }],
  ["permissions by pattern", { permissions: ["settings:*"] }],
  ["permissions for all", { permissions: ["*"] }],
])("a manifest alone reaches no secret, by %s", (_by, manifest) => {
  const policy = policyOf({
    ...manifest,
    config: { PLAIN: null, ...("config" in manifest && manifest.config) },
  });
  expect(policy.maySee(SECRET)).toBe(false);
  expect(settingsOf(policy)).toEqual({ PLAIN: "p" });
  expect(policy.setting(recordingRuntime({ [SECRET]: "hunter2" }), SECRET)).toBeNull();
  expect(codeOf(() => policy.require(`settings:${SECRET}`, "setSetting"))).toBe("permission_denied");
});

test.each([
  ["grants by name", { grants: [`settings:${SECRET}`] }, "hunter2"],
  ["grants by pattern", { grants: ["settings:OPENAI_*"] }, "hunter2"],
  ["grants of all", { grants: ["*"] }, "hunter2"],
  ["settings", { settings: { [SECRET]: "given" } }, "given"],
])("the user gives a secret by %s", (_by, user, value) => {
  expect(settingsOf(policyOf({ config: { [SECRET]: null } }, user))).toMatchObject({ [SECRET]: value });
});

const manifests: object[] = [
  { config: { CITY: "default" } },
  { permissions: ["settings:CITY"] },
  { permissions: ["settings:*"] },
  { permissions: ["*"] },
];
const agentWith = (character: object, settings: Record<string, string> = {}) => {
  const agent = recordingRuntime(settings);
  Object.assign(agent.character, character);
  return agent;
};

test.each([
  ["character.secrets", { secrets: { CITY: "Rome" } }],
  ["settings.secrets", { settings: { secrets: { CITY: "Rome" } } }],
])(
  "no pattern reaches what is stored in %s; a plain name that the manifest says does",
  (_where, character) => {
    const agent = agentWith(character, { CITY: "Rome" });
    for (const manifest of manifests.slice(0, 2))
      expect(policyOf(manifest).settings(agent).CITY).toBe("Rome");
    for (const manifest of manifests.slice(2)) {
      expect(policyOf(manifest).settings(agent)).not.toHaveProperty("CITY");
      expect(policyOf(manifest).answers(agent, "CITY")).toBe(false);
      expect(policyOf(manifest).missingMessage("CITY", agent)).toContain("declare it");
    }
  },
);

describe.each([
  ...["postgres://u:hunter2@h/db", "Bearer x", "sk-x", "xoxb-x", "xoxp-x", "ghp_x", "-----BEGIN KEY"].map(
    (value) => [`that holds ${value}`, agentWith({ settings: { CITY: value } }, { CITY: value })] as const,
  ),
])("a setting of a harmless name %s", (_where, agent) => {
  test.each(manifests)("is not given by %p", (manifest) => {
    const policy = policyOf(manifest);
    expect(policy.settings(agent)).not.toHaveProperty("CITY");
    expect(policy.setting(agent, "CITY")).toBeNull();
    expect(policy.answers(agent, "CITY")).toBe(false);
    expect(codeOf(() => policy.require("settings:CITY", "setSetting", agent))).toBe("permission_denied");
    expect(policy.missingMessage("CITY", agent)).not.toContain("declare it");
    expect(openCharacter(agent.character, policy).settings).toEqual({});
  });

  test("is given by the user's word", () => {
    const policy = policyOf({}, { grants: ["settings:CITY"] });
    expect(policy.settings(agent).CITY).toBe(agent.getSetting("CITY"));
    expect(codeOf(() => policy.require("settings:CITY", "setSetting", agent))).toBe("allowed");
  });
});

test("the plugin's entry in the character gives it a secret, and nobody else", () => {
  const agent = recordingRuntime({ [SECRET]: "hunter2" });
  const plugins = { probe: { [SECRET]: "its own", DEEP: { A: 1 } }, other: { JWT: "never" } };
  Object.assign(agent.character, { settings: { plugins } });
  const policy = policyOf({ config: { [SECRET]: null } });
  expect(policy.settings(agent)).toEqual({ [SECRET]: "its own" });
  expect(policy.answers(agent, "JWT")).toBe(false);
  const named = new Policy({ name: "constructor" }, { settings: {}, grants: ["settings:*"] });
  expect(named.settings(agent)).toEqual({ [SECRET]: "hunter2", KEY: null });
});

test("the user's settings win over the character's entry, and that over the agent's", () => {
  const agent = recordingRuntime({ A: "agent", B: "agent" });
  Object.assign(agent.character, { settings: { plugins: { probe: { A: "entry", B: "entry" } } } });
  expect(policyOf({ config: { A: null, B: null } }, { settings: { A: "user" } }).settings(agent)).toEqual({
    A: "user",
    B: "entry",
  });
});

test("offer() tells by name what a plugin is given, and what it asks for in vain", () => {
  const manifest = {
    config: { PLAIN: null, [SECRET]: null },
    permissions: ["settings:P_*", "settings:JWT", "memory:read"],
  };
  expect(policyOf(manifest, { grants: ["settings:PIN"], settings: { OWN: 1 } }).offer()).toEqual({
    given: ["PLAIN", "OWN", "PIN", "P_*"],
    withheld: [SECRET, "JWT"],
  });
});

test("setting() answers null for what the plugin may not see, and names of Object are no settings", () => {
  const agent = recordingRuntime({ OTHER: "x" });
  const policy = policyOf({ config: {} });
  expect(policy.setting(agent, "OTHER")).toBeNull();
  expect(policy.maySee("constructor")).toBe(false);
});

test("missingMessage() names the flags, and for a secret no other way", () => {
  const flags = (name: string) =>
    `give it with --setting ${name}=… or --grant settings:${name}, or by the options settings or grants`;
  expect(policyOf({}).missingMessage("OTHER")).toBe(
    `The plugin probe reads the setting OTHER, which it was not granted: declare it in config of its plugin.json, or ${flags("OTHER")}`,
  );
  expect(policyOf({}).missingMessage(SECRET)).toBe(
    `The plugin probe reads the setting ${SECRET}, which it was not granted: it looks like a secret's, which a plugin gets by your word only: ${flags(SECRET)}`,
  );
});

test("the refusal of a secret names the grant and not the manifest", () => {
  const remedyOf = (needed: string) => {
    try {
      policyOf({}).require(needed, "setSetting");
      return "allowed";
    } catch (error) {
      return (error as { remedy: string }).remedy;
    }
  };
  expect(remedyOf("settings:PLAIN")).toBe(
    'Add it to permissions of its plugin.json, or load it with grants: ["settings:PLAIN"], on the command line --grant settings:PLAIN',
  );
  expect(remedyOf(`settings:${SECRET}`)).toBe(
    `Load it with grants: ["settings:${SECRET}"], on the command line --grant settings:${SECRET}`,
  );
});
