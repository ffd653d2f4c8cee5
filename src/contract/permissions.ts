/**
 * Permissions of PROTOCOL.md §2, as `memory:read` or `models:TEXT_*`: which of them a host call needs, and whether a list allows
 * it. The form of one is `permission` of the schema.
 */
import { LIMITS } from "../limits.ts";
import { HOST_METHODS } from "./generated/messages.ts";

export type HostMethod = keyof typeof HOST_METHODS;

export function isHostMethod(name: string): name is HostMethod {
  return Object.hasOwn(HOST_METHODS, name);
}

/** What a call of a host method needs: all of these. Models, services and settings are named by the arguments. */
export function permissionsOf(method: HostMethod, args: readonly unknown[]): string[] {
  return HOST_METHODS[method].map((permission: string) =>
    permission.includes(":") ? permission : `${permission}:${subjectOf(method, args)}`,
  );
}

/** elizaOS takes more than texts for some of them; what is none, or is too long, is named by nothing but a pattern for all. */
function subjectOf(method: HostMethod, args: readonly unknown[]): string {
  const { modelType = "TEXT_LARGE" } = Object(args[1]) as { modelType?: unknown };
  const subject = method === "generateText" ? (modelType ?? "TEXT_LARGE") : args[0];
  return typeof subject === "string" && subject.length <= LIMITS.maxNameChars ? subject : "?";
}

/** Whether one of the permissions in the list is, or covers, the one that is needed. The list must not change afterwards. */
export function permits(permissions: readonly string[], needed: string): boolean {
  let compiled = compiledLists.get(permissions);
  if (compiled === undefined) {
    compiled = compile(permissions);
    compiledLists.set(permissions, compiled);
  }
  const { exact, patterns } = compiled;
  if (exact.has(needed)) return true;
  // The area and the colon stand before the name.
  if (needed.length > LIMITS.maxNameChars * 2) return exact.has("*");
  return patterns.some((texts) => matches(texts, needed));
}

interface CompiledPermissions {
  exact: Set<string>;
  /** Of each pattern the texts between its stars, of which there is one at least. */
  patterns: string[][];
}

/** Each policy asks by the same lists, over and over. */
const compiledLists = new WeakMap<readonly string[], CompiledPermissions>();

function compile(permissions: readonly string[]): CompiledPermissions {
  const patterns = permissions.filter((permission) => permission.includes("*"));
  return { exact: new Set(permissions), patterns: patterns.map((pattern) => pattern.split("*")) };
}

/**
 * `*` stands for any text, also for none. Each text is looked for once, behind the one before: a RegExp of the pattern tries all
 * the ways to share a subject between its stars, which are without number.
 */
function matches(texts: readonly string[], subject: string): boolean {
  const [first = "", ...others] = texts;
  const last = others.pop() ?? "";
  const end = subject.length - last.length;
  let at = first.length;
  if (end < at || !subject.startsWith(first) || !subject.endsWith(last)) return false;
  for (const text of others) {
    const found = subject.indexOf(text, at);
    if (found === -1 || found + text.length > end) return false;
    at = found + text.length;
  }
  return true;
}
