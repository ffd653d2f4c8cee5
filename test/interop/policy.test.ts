/** What a plugin may see and ask: manifest, grants and given settings together. */
import { expect, test } from "bun:test";
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

test("a pattern of the manifest reaches no secret, a name and a user's pattern do", () => {
  const manifest = { permissions: ["settings:*"] };
  expect(policyOf(manifest).maySee("PLAIN")).toBe(true);
  expect(policyOf(manifest).maySee("OPENAI_API_KEY")).toBe(false);
  expect(policyOf({ permissions: ["settings:OPENAI_API_KEY"] }).maySee("OPENAI_API_KEY")).toBe(true);
  expect(policyOf(manifest, { grants: ["settings:*"] }).maySee("OPENAI_API_KEY")).toBe(true);
});

test("setting() answers null for what the plugin may not see, and names of Object are no settings", () => {
  const agent = recordingRuntime({ SECRET: "x" });
  const policy = policyOf({ config: {} });
  expect(policy.setting(agent, "SECRET")).toBeNull();
  expect(policy.maySee("constructor")).toBe(false);
  expect(policy.missingMessage("SECRET")).toBe(
    'The plugin probe reads the setting SECRET, which it was not granted: declare it in config of its plugin.json, or grant it with --setting SECRET=… or grants: ["settings:SECRET"]',
  );
});
