/**
 * The agent's character as a plugin may see it: without secrets, and of its settings those that the plugin's policy shows. A character
 * is found in more than `runtime.character`: elizaOS's own CHARACTER provider puts it into every state.
 */
import type { IAgentRuntime } from "@elizaos/core";
import { isMap } from "../channel/values.ts";
import { isSecretName, isSecretValue } from "../contract/secret-names.ts";
import { LIMITS } from "../limits.ts";
import type { Policy } from "./policy.ts";

type Fields = Record<string, unknown>;

/** A copy, which shares what is no map or list with the agent's own. */
export function openCharacter(character: object, policy: Policy): Fields {
  const { secrets: _secrets, settings, plugins: _plugins, ...rest } = character as Fields;
  return { ...(without(rest, isSecretName) as Fields), settings: openSettings(settings, policy) };
}

/** `plugins` of the settings holds what single plugins are given: each gets its own by getSetting. */
function openSettings(settings: unknown, policy: Policy): Fields {
  const { plugins: _entries, secrets: _secrets, ...own } = Object(settings) as Fields;
  const withheld: Withheld = (name, value, path) =>
    (isSecretName(name) || isSecretValue(value)) && !policy.userGives(path);
  const seen = Object.entries(own).filter(
    ([name, value]) => policy.maySee(name) && !withheld(name, value, name),
  );
  return Object.fromEntries(seen.map(([name, value]) => [name, without(value, withheld, name)]));
}

/** @param path as in `discord.botToken`: by it the user gives a secret; an item of a list has its list's, and no name */
type Withheld = (name: string, value: unknown, path: string) => boolean;

/** Without secrets, at any depth. */
function without(value: unknown, withheld: Withheld, path = "", depth = 0): unknown {
  // What nests deeper cannot cross, and in this process nobody needs it.
  if (depth > LIMITS.maxDepth) return undefined;
  if (Array.isArray(value))
    return value
      .filter((item) => !withheld("", item, path))
      .map((item) => without(item, withheld, path, depth + 1));
  if (!isMap(value) || !isPlainMap(value)) return value;
  const fields: Fields = {};
  for (const [name, field] of Object.entries(value)) {
    const place = path === "" ? name : `${path}.${name}`;
    if (!withheld(name, field, place)) fields[name] = without(field, withheld, place, depth + 1);
  }
  return fields;
}

function isPlainMap(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/**
 * A state, a payload of an event, an argument of a service: with the agent's character as the plugin may see it. Mostly that is the very one that was given, and every
 * call with a state comes by here.
 */
export function withOpenCharacter(value: unknown, runtime: IAgentRuntime, policy: Policy): unknown {
  const character = runtime.character as unknown as Fields | undefined;
  if (character === undefined || !isMap(value)) return value;
  const { settings, secrets } = character;
  return replacement(value, { character, settings, secrets, policy }, CHARACTER_DEPTH);
}

/** `data.providers.CHARACTER.data.character` is the fifth level. */
const CHARACTER_DEPTH = 5;

/** What is looked for. */
interface Search {
  character: Fields;
  settings: unknown;
  secrets: unknown;
  policy: Policy;
}

/** Looks through maps only: lists of a state are its memories, which are many. */
function replaced(map: Fields, search: Search, depth: number): Fields {
  let copy: Fields | undefined;
  for (const name in map) {
    const field = map[name];
    if (typeof field !== "object" || field === null) continue;
    const open = replacement(field, search, depth - 1);
    if (open === field) continue;
    copy ??= { ...map };
    copy[name] = open;
  }
  return copy ?? map;
}

function replacement(field: object, search: Search, depth: number): object {
  if (field === search.character) return openCharacter(field, search.policy);
  if (field === search.settings) return openSettings(field, search.policy);
  if (field === search.secrets) return {};
  if (depth === 0 || Array.isArray(field) || !isPlainMap(field)) return field;
  return replaced(field as Fields, search, depth);
}
