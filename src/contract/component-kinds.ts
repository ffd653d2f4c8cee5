/** The kinds of components that a manifest names, and what of a plugin object is none of them. */

/** The manifest's field of each kind, and the component's field that names it. */
export const COMPONENT_KINDS = [
  ["actions", "name"],
  ["providers", "name"],
  ["evaluators", "name"],
  ["services", "name"],
  ["routes", "path"],
  ["events", "name"],
  ["models", "type"],
] as const;

export type ComponentKind = (typeof COMPONENT_KINDS)[number][0];

/** What tells a component from others of its kind: its name; of routes type and path. */
export function identityOf(kind: ComponentKind, component: Readonly<Record<string, unknown>>): string {
  if (kind === "routes") return `${component.type} ${component.path}`;
  return String(component[kind === "models" ? "type" : "name"]);
}

/** What elizaOS's plugins may have beside components: live objects, which stay in the plugin's own process. */
const LEFT_OUT = ["adapter", "componentTypes", "schema"] as const;

/** The fields that somebody filled and that do not cross: to be told, not to be lost in silence. */
export function fieldsLeftOut(plugin: object): string[] {
  return LEFT_OUT.filter((field) => {
    const value = (plugin as Record<string, unknown>)[field];
    return typeof value === "object" && value !== null && Object.keys(value).length > 0;
  });
}

export function leftOutMessage(plugin: string, fields: readonly string[]): string {
  return `The ${fields.join(", ")} of the plugin ${plugin} stay in its own process: a host in another one has no use for them`;
}
