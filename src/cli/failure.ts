/** An error as people and programs are told it: on standard error, or with `--json` as an object on standard output. */
import { jsonText, plainCopy } from "../agent/json-text.ts";
import { errorChain, messageOf, PluginError, UsageError } from "../errors.ts";
import { coloursOf } from "./colour.ts";
import { hasWrittenResult, writeMessage, writeResult } from "./output.ts";

export interface Voice {
  json: boolean;
  /** Stacks too, always on standard error. */
  verbose: boolean;
}

const MAX_VALUE_CHARS = 1_000;

/** Tells an error. @returns the exit status that goes with it */
export function tellFailure(error: unknown, { json, verbose }: Voice): number {
  const failure = inFlags(failureOf(error));
  if (json && !hasWrittenResult()) writeResult(`${jsonText({ error: fieldsOf(failure) })}\n`);
  else writeMessage(linesOf(failure));
  if (verbose) writeMessage(`${errorChain(error)}\n`);
  return failure.exitStatus;
}

/** What is not one of our errors is a defect of ours: whatever a plugin does is caught where it is called. */
function failureOf(error: unknown): PluginError {
  if (error instanceof PluginError) return error;
  return new PluginError("internal", messageOf(error), {
    cause: error,
    remedy: "Run it again with --verbose to see where, and report that",
  });
}

/** Option of the library → what does the same here. */
const FLAGS: readonly [RegExp, string][] = [
  [/\btimeoutMs\b/g, "--timeout"],
  [/\bpollUs\b/g, "--poll-us"],
  [/\bgrants: \["([^"]+)"\]/g, "--grant $1"],
  [/\bsettings: \{ ?(\w+): … ?\}/g, "--setting $1=…"],
  [/,? or pass allowOutsidePaths\b/g, ""],
];

/** The loaders speak of their options; whoever types a command has flags. A plugin's own words stay as they are. */
function inFlags(failure: PluginError): PluginError {
  const told = (text: string) => FLAGS.reduce((now, [option, flag]) => now.replace(option, flag), text);
  const { remedy, path, message } = failure;
  const ours = failure instanceof UsageError;
  return Object.create(failure, {
    remedy: { value: remedy && told(remedy) },
    path: { value: path && ours ? told(path) : path },
    message: { value: ours ? told(message) : message },
  });
}

function fieldsOf(failure: PluginError): Record<string, unknown> {
  const { code, component, message, file, path, value, remedy } = failure;
  return {
    code,
    message,
    file: file ?? null,
    path: path ?? component ?? null,
    value: shortened(value),
    remedy: remedy ?? null,
  };
}

function shortened(value: unknown): unknown {
  const text = typeof value === "string" ? value : jsonText(value);
  return text.length <= MAX_VALUE_CHARS ? plainCopy(value) : text.slice(0, MAX_VALUE_CHARS);
}

function linesOf({ message, component, plugin, language, remedy }: PluginError): string {
  const { red, dim } = coloursOf(2);
  const place = component === undefined ? "" : placeOf(component, plugin, language);
  const lines = [`${red("error:")} ${message}`];
  if (place !== "") lines.push(dim(`  in ${place}`));
  if (remedy !== undefined) lines.push(`  → ${remedy}`);
  return `${lines.join("\n")}\n`;
}

function placeOf(component: string, plugin: string | undefined, language: string | undefined): string {
  const of = plugin === undefined ? "" : ` of plugin "${plugin}"`;
  return `${component}${of}${language === undefined ? "" : ` (${language})`}`;
}
