/** The flags of the commands that load a plugin, and what they mean to the loaders and to the agent. */
import type { Protocol } from "../contract/generated/types.ts";
import { messageOf, UsageError } from "../errors.ts";
import type { LoadOptions } from "../interop/options.ts";
import type { Definitions, Values } from "./arguments.ts";

const PROTOCOLS: string[] = ["native", "wasm", "ffi", "ipc"] satisfies Protocol[];

export const PLUGIN = {
  type: "positional",
  description:
    "plugin.json, its folder, a .wasm, .so, .dylib, .ts or .js file, npm:package[:export] or python:module[:attribute]",
} as const;

/** Of every command that loads one. */
export const LOAD_FLAGS = {
  protocol: {
    type: "enum",
    options: PROTOCOLS,
    description: "How to reach the plugin, instead of what its manifest says",
  },
  env: {
    type: "string",
    valueHint: "name[=value]",
    repeatable: true,
    description: "An environment variable for the plugin; without a value, passed on from here (repeatable)",
  },
  python: { type: "string", valueHint: "path", description: "The Python interpreter" },
  "poll-us": {
    type: "string",
    valueHint: "µs",
    description:
      "How long to look for a message of a plugin's process before sleeping; 0 sleeps at once (50)",
  },
  "allow-ffi": {
    type: "boolean",
    description: "Let a manifest have its shared library loaded into this process",
  },
  json: { type: "boolean", description: "Print one JSON object" },
  verbose: { type: "boolean", description: "Show all logs, and the stacks of errors" },
} as const satisfies Definitions;

/** Of those that run a component of it. */
export const RUN_FLAGS = {
  text: {
    type: "string",
    valueHint: "text",
    description: "The text of the message that the plugin is given",
  },
  setting: {
    type: "string",
    valueHint: "name=value",
    repeatable: true,
    description: "A setting that the plugin may read (repeatable)",
  },
  grant: {
    type: "string",
    valueHint: "permission",
    repeatable: true,
    description:
      "What the plugin may ask beyond its manifest, such as memory:read or settings:NAME (repeatable)",
  },
  timeout: { type: "string", valueHint: "ms", description: "Deadline of each call, in milliseconds" },
  ...LOAD_FLAGS,
} as const satisfies Definitions;

type Loaded = Values<typeof LOAD_FLAGS> & Partial<Values<typeof RUN_FLAGS>>;

/** @throws UsageError for a value that has not the form that its flag asks for */
export function loadOptionsOf(args: Loaded): LoadOptions {
  return {
    protocol: args.protocol as Protocol | undefined,
    python: args.python,
    pollUs: args["poll-us"] === undefined ? undefined : microseconds("--poll-us", args["poll-us"]),
    allowFfi: args["allow-ffi"],
    env: environmentOf(args.env),
    timeoutMs: args.timeout === undefined ? undefined : milliseconds("--timeout", args.timeout),
    grants: args.grant,
    settings: Object.fromEntries(
      Object.entries(settingsOf(args.setting ?? [])).map(([name, value]) => [name, settingValue(value)]),
    ),
  };
}

/** The settings as texts, as an agent's character has them. */
export function settingsOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => pair("--setting", word)));
}

/** As elizaOS's own getSetting answers. */
function settingValue(text: string): string | boolean {
  return text === "true" ? true : text === "false" ? false : text;
}

/** A variable that is named without a value and that we do not have either stays unset. */
function environmentOf(words: readonly string[]): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const word of words) {
    const [name, value] = word.includes("=") ? pair("--env", word) : [word, process.env[word]];
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

function pair(flag: string, word: string): [name: string, value: string] {
  const at = word.indexOf("=");
  if (at > 0) return [word.slice(0, at), word.slice(at + 1)];
  throw malformed(flag, "name=value", word);
}

function milliseconds(flag: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw malformed(flag, "a positive number of milliseconds", text);
}

/** The loader says how many it takes. */
function microseconds(flag: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw malformed(flag, "a whole number of microseconds", text);
}

/** The `--options` of invoke: what the handler gets beside core's own. @throws UsageError */
export function handlerOptionsOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed("--options", `a JSON object (${messageOf(error)})`, text);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw malformed("--options", "a JSON object", text);
}

function malformed(flag: string, rule: string, value: string): Error {
  const message = `Cannot read the flags as '${flag}' must be ${rule}: current value is ${JSON.stringify(value)}`;
  return new UsageError("usage", message, { path: flag, value });
}
