/** The kinds of components that a manifest names, and which of them cross between host and guest. */
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

/** The kinds of components that cross between host and guest in this version. */
const CROSSING: readonly string[] = ["actions", "providers"];

/** The kinds that somebody names and that do not cross: to be told, not to be lost in silence. */
export function kindsLeftOut(
  components: Partial<Record<(typeof COMPONENT_KINDS)[number][0], unknown>>,
): string[] {
  return COMPONENT_KINDS.map(([kind]) => kind).filter((kind) => {
    const named = components[kind];
    const count = Array.isArray(named) ? named.length : Object.keys(named ?? {}).length;
    return count > 0 && !CROSSING.includes(kind);
  });
}

export function leftOutMessage(plugin: string, kinds: readonly string[]): string {
  return `The ${kinds.join(", ")} of the plugin ${plugin} are left out: only ${CROSSING.join(" and ")} cross in this version`;
}
