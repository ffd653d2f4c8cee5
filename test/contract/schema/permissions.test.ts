/** The grammar of permissions, and what covers what. */
import { expect, test } from "bun:test";
import fc from "fast-check";
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

test("permits() shares a name out between the stars of a pattern", () => {
  expect(permits(["models:*_*"], "models:TEXT_LARGE")).toBe(true);
  expect(permits(["models:T*T_*E"], "models:TEXT_LARGE")).toBe(true);
  expect(permits(["models:**"], "models:")).toBe(true);
  expect(permits(["models:A*A"], "models:A")).toBe(false);
  expect(permits(["models:*AB*B"], "models:AB")).toBe(false);
  expect(permits(["models:*AB*B"], "models:AABB")).toBe(true);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", "*") }),
      fc.string({ unit: fc.constantFrom("a", "b") }),
      (pattern, name) => {
        const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name);
        expect(permits([pattern], name)).toBe(expected || pattern === name);
      },
    ),
  );
});

test("permits() takes little time for any pattern and any name", () => {
  const begun = performance.now();
  expect(permits([`models:${"*a".repeat(120)}*b`], `models:${"a".repeat(240)}`)).toBe(false);
  expect(permits(["models:*"], `models:${"a".repeat(1_000_000)}`)).toBe(false);
  expect(permits(["*"], `models:${"a".repeat(1_000_000)}`)).toBe(true);
  expect(performance.now() - begun).toBeLessThan(500);
});

test("permissionsOf() names a subject that is too long as one that is no text", () => {
  expect(permissionsOf("useModel", ["A".repeat(257), {}])).toEqual(["models:?"]);
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
