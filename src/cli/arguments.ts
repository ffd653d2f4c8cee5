/**
 * The words of a command, read strictly. citty defines commands and prints their help, but lets pass what is unknown,
 * too much or said twice; here each of them is an error that names the word.
 */
import type { ArgsDef } from "citty";
import { closest } from "../contract/suggestion.ts";
import { UsageError } from "../errors.ts";

/** citty's definition of a flag or a positional, which may be `repeatable`: all its values are kept then. */
export type Definitions = Record<string, ArgsDef[string] & { repeatable?: true }>;

/** The values by name: a list where repeatable, a boolean for boolean flags, else a text. */
export type Values<Defined extends Definitions> = {
  [Name in keyof Defined]: ValueOf<Defined[Name]>;
};

type ValueOf<Definition> = Definition extends { repeatable: true }
  ? string[]
  : Definition extends { type: "boolean" }
    ? boolean
    : Definition extends { type: "positional"; required?: true } | { required: true }
      ? string
      : string | undefined;

interface Token {
  kind: "flag" | "unknown flag" | "positional";
  /** As it was written, without a value. */
  word: string;
  /** The flag's name. */
  name?: string;
  value: string | undefined;
}

/** @throws UsageError for the first word that does not fit */
export function readArguments<const Defined extends Definitions>(
  command: string,
  rawArgs: readonly string[],
  definitions: Defined,
): Values<Defined> {
  const positionals = Object.keys(definitions).filter((name) => definitions[name]?.type === "positional");
  const given = new Map<string, string[]>();
  let position = 0;
  for (const token of tokens(rawArgs, definitions)) {
    const name = token.kind === "positional" ? positionals[position] : token.name;
    if (name === undefined) throw unexpected(command, token, definitions);
    const definition = definitions[name] as Definitions[string];
    checkValue(command, token, definition);
    const values = given.get(name) ?? [];
    if (token.kind === "flag" && values.length > 0 && !definition.repeatable)
      throw usage(command, `${token.word} is given twice`, token, "Give it once");
    given.set(name, [...values, token.value ?? ""]);
    if (token.kind === "positional" && !definition.repeatable) position++;
  }
  const missing = positionals.find((name) => definitions[name]?.required !== false && !given.has(name));
  if (missing !== undefined) throw missingPositional(command, missing);
  return valuesOf(definitions, given);
}

/** Whether somebody asks for help: by a word of its own, not by the value of a flag. */
export function asksForHelp(rawArgs: readonly string[], definitions: Definitions): boolean {
  for (const { kind, word } of tokens(rawArgs, definitions))
    if (kind === "unknown flag" && (word === "--help" || word === "-h")) return true;
  return false;
}

/**
 * Everything after `--` is positional, and so is a lone dash. The word after a flag that takes a value is its value, unless it
 * begins with two dashes.
 */
function* tokens(rawArgs: readonly string[], definitions: Definitions): Generator<Token> {
  for (let index = 0; index < rawArgs.length; index++) {
    const raw = rawArgs[index] as string;
    if (raw === "--") {
      for (const word of rawArgs.slice(index + 1)) yield { kind: "positional", word, value: word };
      return;
    }
    if (!raw.startsWith("-") || raw === "-") {
      yield { kind: "positional", word: raw, value: raw };
      continue;
    }
    const at = raw.startsWith("--") ? raw.indexOf("=") : -1;
    const word = at === -1 ? raw : raw.slice(0, at);
    let value = at === -1 ? undefined : raw.slice(at + 1);
    const name = word.slice(2);
    if (!word.startsWith("--") || !isDefinedFlag(name, definitions)) {
      yield { kind: "unknown flag", word, value };
      continue;
    }
    const next = rawArgs[index + 1];
    if (value === undefined && definitions[name]?.type !== "boolean" && next?.startsWith("--") === false) {
      value = next;
      index++;
    }
    yield { kind: "flag", word, name, value };
  }
}

function isDefinedFlag(name: string, definitions: Definitions): boolean {
  return Object.hasOwn(definitions, name) && definitions[name]?.type !== "positional";
}

function checkValue(command: string, token: Token, definition: Definitions[string]): void {
  const { kind, word, name, value } = token;
  if (kind === "positional") return;
  if (definition.type === "boolean") {
    if (value === undefined) return;
    throw usage(
      command,
      `${word} takes no value: current value is ${JSON.stringify(value)}`,
      token,
      `Write ${word}`,
    );
  }
  if (value === undefined) throw usage(command, `${word} needs a value`, token, `Write ${word}=<${name}>`);
  const options = definition.type === "enum" ? (definition.options ?? []) : [];
  if (options.length === 0 || options.includes(value)) return;
  const near = closest(value, options);
  const rule = `'${word}' must be one of ${options.join(", ")}: current value is ${JSON.stringify(value)}`;
  throw usage(command, rule, token, near === undefined ? seeHelp(command) : `Did you mean ${near}?`);
}

function unexpected(command: string, token: Token, definitions: Definitions): Error {
  if (token.kind === "positional")
    return usage(command, `${JSON.stringify(token.word)} is one argument too many`, token, seeHelp(command));
  const flags = Object.keys(definitions).filter((name) => isDefinedFlag(name, definitions));
  const near = closest(
    token.word,
    [...flags, "help"].map((name) => `--${name}`),
  );
  const remedy = near === undefined ? seeHelp(command) : `Did you mean ${near}?`;
  return usage(command, `${token.word} is not one of its flags`, token, remedy);
}

function missingPositional(command: string, name: string): Error {
  const token: Token = { kind: "positional", word: `<${name}>`, value: undefined };
  return usage(command, `its argument <${name}> is missing`, token, seeHelp(command));
}

function seeHelp(command: string): string {
  return `See elizaos-interop ${command} --help`;
}

function usage(command: string, reason: string, { word, value }: Token, remedy: string): Error {
  return new UsageError("usage", `Cannot run ${command} as ${reason}`, { path: word, value, remedy });
}

function valuesOf<Defined extends Definitions>(
  definitions: Defined,
  given: Map<string, string[]>,
): Values<Defined> {
  const values = Object.entries(definitions).map(([name, definition]) => {
    const texts = given.get(name);
    if (definition.repeatable) return [name, texts ?? []];
    return [name, definition.type === "boolean" ? texts !== undefined : texts?.[0]];
  });
  return Object.fromEntries(values) as Values<Defined>;
}
