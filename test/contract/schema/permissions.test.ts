/** The grammar of permissions, and what covers what. */
import { expect, test } from "bun:test";
import { HOST_METHODS } from "../../../src/contract/generated/messages.ts";
import { validatePermission } from "../../../src/contract/generated/validators.js";
import { type HostMethod, permissionsOf, permits } from "../../../src/contract/permissions.ts";

const GOOD = [
  "*",
  "memory:read",
  "memory:*",
  "models:TEXT_*",
  "models:*",
  "services:eliza",
  "settings:ELIZA_*",
  "events:emit",
  "actions:run",
  "state:read",
  "messages:send",
  "register:tasks",
];
const BAD = [
  "",
  "memory",
  "memory:",
  "memory:delete",
  "money:read",
  "models:",
  "settings:a b",
  "Memory:read",
  "events:hear",
  "register:routes",
];

for (const permission of GOOD)
  test(`${permission} is a permission`, () => expect(validatePermission(permission)).toBe(true));
for (const text of BAD)
  test(`${JSON.stringify(text)} is no permission`, () => expect(validatePermission(text)).toBe(false));

test("permits() takes a permission itself, its area's *, a pattern, and * for everything", () => {
  expect(permits(["memory:read"], "memory:read")).toBe(true);
  expect(permits(["memory:*"], "memory:write")).toBe(true);
  expect(permits(["models:TEXT_*"], "models:TEXT_LARGE")).toBe(true);
  expect(permits(["*"], "messages:send")).toBe(true);
});

test("permits() takes nothing else: neither another area, nor a part, nor a dot for any letter", () => {
  expect(permits([], "memory:read")).toBe(false);
  expect(permits(["memory:read"], "memory:write")).toBe(false);
  expect(permits(["models:TEXT_*"], "models:IMAGE")).toBe(false);
  expect(permits(["models:TEXT_*"], "models:MY_TEXT_LARGE")).toBe(false);
  expect(permits(["services:a.b"], "services:axb")).toBe(false);
  expect(permits(["memory:*"], "models:memory:x")).toBe(false);
});

test("permissionsOf() names models, services and settings by the arguments", () => {
  expect(permissionsOf("useModel", ["TEXT_SMALL", {}])).toEqual(["models:TEXT_SMALL"]);
  expect(permissionsOf("generateText", ["hi", { modelType: "TEXT_SMALL" }])).toEqual(["models:TEXT_SMALL"]);
  expect(permissionsOf("generateText", ["hi"])).toEqual(["models:TEXT_LARGE"]);
  expect(permissionsOf("getServiceLoadPromise", ["eliza"])).toEqual(["services:eliza"]);
  expect(permissionsOf("setSetting", ["KEY", 1])).toEqual(["settings:KEY"]);
  expect(permissionsOf("useModel", [["SMALL"], {}])).toEqual(["models:?"]);
  expect(permissionsOf("generateText", ["hi", { modelType: null }])).toEqual(["models:TEXT_LARGE"]);
});

test("every host method needs permissions of the grammar, but for the wait for the agent", () => {
  for (const method of Object.keys(HOST_METHODS) as HostMethod[]) {
    const needed = permissionsOf(method, ["x", {}]);
    expect(needed.filter((permission) => !validatePermission(permission))).toEqual([]);
    expect(needed.length > 0 || method === "initPromise").toBe(true);
  }
});
