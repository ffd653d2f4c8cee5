/**
 * The plugin in a module's exports: an object, a promise of one, or a function that gives one. Nothing is called where an object is there:
 * what a module exports beside its plugin are its author's tools.
 */
import type { Plugin } from "@elizaos/core";
import { errorOf, messageOf } from "../errors.ts";

export interface Wanted {
  file: string;
  /** The export that the user named: the only one that is looked at. A function is called, whatever its parameters. */
  exportName: string | undefined;
  /** Of the plugin, where its manifest says it. */
  name: string | undefined;
}

/** @throws LoadError `plugin_not_found`; `module_failed` where what may have been the plugin threw */
export async function findPlugin(module: Record<string, unknown>, wanted: Wanted): Promise<Plugin> {
  const failures: Failure[] = [];
  const names = wanted.exportName === undefined ? objectNames(module) : [wanted.exportName];
  for (const name of names) {
    const plugin = await attempt(failures, name, () => module[name]);
    if (isPlugin(plugin)) return plugin;
  }
  for (const name of wanted.exportName === undefined ? factoryNames(module) : [wanted.exportName]) {
    const make = await attempt(failures, name, () => module[name]);
    const isCalled =
      wanted.exportName !== undefined || (make as { length?: number } | undefined)?.length === 0;
    if (typeof make !== "function" || isClass(make) || !isCalled) continue;
    const plugin = await attempt(failures, name, () => make());
    if (isPlugin(plugin)) return plugin;
  }
  // As elizaOS does: an object of any name, where its components leave no doubt.
  for (const name of wanted.exportName === undefined ? Object.keys(module) : []) {
    const plugin = await attempt(failures, name, () => module[name]);
    if (isPlugin(plugin) && COMPONENT_FIELDS.some((field) => field in plugin)) return plugin;
  }
  throw failures.length > 0 ? failed(failures, wanted) : notFound(module, wanted);
}

const objectNames = (module: object): string[] => [
  ...new Set(["default", "plugin", ...Object.keys(module).filter((name) => /plugin$/i.test(name))]),
];

/** No others: `unloadPlugin` ends with the word too. */
const factoryNames = (module: object): string[] => [
  ...new Set([
    "default",
    "plugin",
    ...Object.keys(module).filter((name) => /^(get|create|make|build).*plugin$/i.test(name)),
  ]),
];

interface Failure {
  name: string;
  error: unknown;
}

/** What came of it; nothing where it threw, which is noted. */
async function attempt(failures: Failure[], name: string, give: () => unknown): Promise<unknown> {
  try {
    return await give();
  } catch (error) {
    // An export that is looked at twice fails twice.
    if (!failures.some((failure) => failure.name === name)) failures.push({ name, error });
    return undefined;
  }
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

const COMPONENT_FIELDS = ["actions", "providers", "evaluators", "services", "routes", "events", "models"];
const PLUGIN_FIELDS = [...COMPONENT_FIELDS, "init", "description"];

function isPlugin(value: unknown): value is Plugin {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Plugin).name === "string" &&
    PLUGIN_FIELDS.some((field) => field in value)
  );
}

function failed(failures: readonly Failure[], { file, name }: Wanted): Error {
  const texts = failures.map((failure) => `${failure.name}: ${messageOf(failure.error)}`);
  return errorOf(
    "module_failed",
    `Cannot load ${file} as its plugin failed while it was made: ${texts.join("; ")}`,
    { plugin: name, file, cause: failures[0]?.error, remedy: NAME_IT },
  );
}

const NAME_IT = "Export the plugin as an object, or name the export as file:export";

function notFound(module: object, { file, exportName, name }: Wanted): Error {
  const exported = Object.keys(module);
  const looked =
    exportName ??
    "an object default, plugin or …Plugin, a function without parameters default, plugin or create…Plugin, or any object with components";
  return errorOf("plugin_not_found", `Cannot load ${file} as it exports no plugin: looked for ${looked}`, {
    plugin: name,
    file,
    path: exportName,
    value: exported,
    remedy: `${NAME_IT}; a plugin has a name and actions or providers, the module exports ${exported.join(", ") || "nothing"}`,
  });
}
