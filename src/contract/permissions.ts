/**
 * Permissions of PROTOCOL.md §2, as `memory:read` or `models:TEXT_*`: which of them a host call needs, and whether a list allows
 * it. The form of one is `permission` of the schema.
 */
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

/** elizaOS takes more than texts for some of them; what is none is named by nothing but a pattern for all. */
function subjectOf(method: HostMethod, args: readonly unknown[]): string {
  const { modelType = "TEXT_LARGE" } = Object(args[1]) as { modelType?: unknown };
  const subject = method === "generateText" ? (modelType ?? "TEXT_LARGE") : args[0];
  return typeof subject === "string" ? subject : "?";
}

/** Whether one of the permissions in the list is, or covers, the one that is needed. */
export function permits(permissions: readonly string[], needed: string): boolean {
  return permissions.some((permission) => covers(permission, needed));
}

function covers(permission: string, needed: string): boolean {
  return permission === "*" || permission === needed || patternOf(permission).test(needed);
}

/** `*` stands for any text, also for none. */
export function patternOf(permission: string): RegExp {
  const parts = permission.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}
