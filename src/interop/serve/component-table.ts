/** The components of one kind by name: the plugin's own and those that it registers later. */
import { shown } from "../../channel/shown.ts";
import { closest } from "../../contract/suggestion.ts";
import { errorOf } from "../../errors.ts";

export class ComponentTable<Component> {
  readonly #components = new Map<string, Component>();
  readonly #plugin: string;
  readonly #kind: string;

  /**
   * @param kind for errors, as `action`
   * @param own the first of each name is kept, as by elizaOS
   */
  constructor(plugin: string, kind: string, own: Iterable<readonly [string, Component]>) {
    this.#plugin = plugin;
    this.#kind = kind;
    for (const [name, component] of own)
      if (!this.#components.has(name)) this.#components.set(name, component);
  }

  get(name: string): Component | undefined {
    return this.#components.get(name);
  }

  /** @throws CallError `value_refused` where the name is taken or is none */
  add(name: unknown, component: Component): void {
    if (typeof name !== "string" || name === "")
      throw errorOf(
        "value_refused",
        `Cannot register the ${this.#kind} as its name must be a text: current value is ${shown(name)}`,
        { value: name },
      );
    if (this.#components.has(name))
      throw errorOf(
        "value_refused",
        `Cannot register the ${this.#kind} ${name} as the plugin ${this.#plugin} has one of that name`,
        { value: name, remedy: "Register it once, or give it a name of its own" },
      );
    this.#components.set(name, component);
  }

  /** Puts a component in the place of the one of that name. */
  replace(name: string, component: Component): void {
    this.#components.set(name, component);
  }

  remove(name: string): void {
    this.#components.delete(name);
  }

  /** What the host asks for. @throws CallError `component_unknown` */
  find(name: unknown): Component {
    const component = this.#components.get(String(name));
    if (component !== undefined) return component;
    throw unknownComponent(this.#plugin, `${this.#kind} ${String(name)}`, String(name), [
      ...this.#components.keys(),
    ]);
  }
}

/** The error for what the plugin does not have. */
export function unknownComponent(
  plugin: string,
  component: string,
  name: string,
  known: readonly string[],
): Error {
  const near = closest(name, known);
  const hint = near === undefined ? "" : `: did you mean ${near}?`;
  return errorOf("component_unknown", `The plugin ${plugin} has no ${component}${hint}`, { value: name });
}
