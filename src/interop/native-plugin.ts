/** A TypeScript plugin in this process: it already is a `Plugin`, and is found in its module as published ones are. */
import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import { errorOf, messageOf } from "../errors.ts";
import { provideHostModules } from "./host-modules.ts";
import { artefactPath, type PluginSource, pathInside } from "./source.ts";

/** `path:export` and `package:export`, split. A drive letter is no export. */
export function splitExport(modulePath: string): { module: string; exportName: string | undefined } {
  const match = /^(.+):([A-Za-z_$][\w$]*)$/.exec(modulePath);
  return { module: match?.[1] ?? modulePath, exportName: match?.[2] };
}

/** The file of the module that a source names. @throws LoadError `module_not_found`, `path_escapes` */
export function moduleFile(source: PluginSource, allowOutside: boolean | undefined): string {
  const { module } = splitExport(String(source.artefacts.modulePath));
  const looksLikePath =
    module.startsWith(".") || isAbsolute(module) || existsSync(resolve(source.baseDir, module));
  const isPath = looksLikePath && source.artefacts.packageOnly !== true;
  if (!isPath && !source.trusted && allowOutside !== true && !PACKAGE.test(module))
    pathInside(source, "modulePath", `../${module}`);
  if (isPath)
    return artefactPath({ ...source, artefacts: { modulePath: module } }, "modulePath", allowOutside);
  try {
    return Bun.resolveSync(module, source.baseDir);
  } catch {
    throw errorOf(
      "module_not_found",
      `Cannot load the module ${JSON.stringify(module)} as it is not installed`,
      {
        plugin: source.manifest?.name,
        file: source.file,
        ...(source.trusted ? undefined : { path: "$.interop.modulePath" }),
        value: module,
        remedy: `Install it with bun add ${module}, or name a file`,
      },
    );
  }
}

/** A package, or a module of one: no URL, and no way up out of node_modules. */
const PACKAGE = /^(@[\w.-]+\/)?[\w-][\w.-]*(\/(?!\.\.?(\/|$))[^/:]+)*$/;

/** Imports the module and finds the plugin in it. @throws LoadError `module_failed`, `plugin_not_found` */
export async function importPlugin(source: PluginSource, file: string): Promise<Plugin> {
  const { exportName } = splitExport(String(source.artefacts.modulePath));
  let module: Record<string, unknown>;
  try {
    await provideHostModules();
    module = await import(file);
  } catch (error) {
    throw errorOf(
      "module_failed",
      `Cannot load ${file} as it failed while it was imported: ${messageOf(error)}`,
      {
        plugin: source.manifest?.name,
        file,
        cause: error,
        remedy: "Mend the module, or install what it imports",
      },
    );
  }
  for (const name of exportName === undefined ? candidates(module) : [exportName]) {
    const plugin = await unwrap(module[name], file);
    if (isPlugin(plugin)) return plugin;
  }
  const wanted = exportName ?? "default, plugin, or a name that ends with Plugin";
  throw errorOf("plugin_not_found", `Cannot load ${file} as it exports no plugin: looked for ${wanted}`, {
    plugin: source.manifest?.name,
    file,
    path: exportName,
    value: Object.keys(module),
    remedy: `Export an object with a name and actions or providers; the module exports ${Object.keys(module).join(", ") || "nothing"}`,
  });
}

function candidates(module: Record<string, unknown>): string[] {
  const named = Object.keys(module).filter((name) => /plugin$/i.test(name) && name !== "plugin");
  return [
    "default",
    "plugin",
    ...named,
    ...Object.keys(module).filter((name) => /^(get|create).*plugin/i.test(name)),
  ];
}

/** Plugins are exported as an object, as a promise of one, or as a function that gives one. */
async function unwrap(exported: unknown, file: string): Promise<unknown> {
  try {
    const value = await exported;
    return typeof value === "function" && !isClass(value) ? await value() : value;
  } catch (error) {
    throw errorOf(
      "module_failed",
      `Cannot load ${file} as its plugin failed while it was made: ${messageOf(error)}`,
      {
        file,
        cause: error,
      },
    );
  }
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

const PLUGIN_FIELDS = [
  "actions",
  "providers",
  "evaluators",
  "services",
  "routes",
  "events",
  "models",
  "init",
  "description",
];

function isPlugin(value: unknown): value is Plugin {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Plugin).name === "string" &&
    PLUGIN_FIELDS.some((field) => field in value)
  );
}

type Settings = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A copy of the plugin, so that the author's object stays as it is. With granted settings, its components see a
 * runtime whose `getSetting` answers those first.
 */
export function nativePlugin(plugin: Plugin, settings: Settings): Plugin {
  const copy: Plugin = Object.assign(Object.create(Object.getPrototypeOf(plugin)), plugin);
  if (Object.keys(settings).length === 0) return copy;
  const granting = grantingRuntimes(settings);
  const { init, actions, providers, evaluators } = plugin;
  if (init !== undefined) copy.init = (config, runtime) => init.call(plugin, config, granting(runtime));
  const withRuntime = <Component extends object>(
    component: Component,
    methods: (keyof Component)[],
  ): Component => {
    const wrapped = { ...component };
    for (const method of methods) {
      const original = component[method] as (runtime: IAgentRuntime, ...rest: unknown[]) => unknown;
      wrapped[method] = ((runtime: IAgentRuntime, ...rest: unknown[]) =>
        original.call(component, granting(runtime), ...rest)) as Component[keyof Component];
    }
    return wrapped;
  };
  if (actions !== undefined)
    copy.actions = actions.map((action) => withRuntime(action, ["validate", "handler"]));
  if (providers !== undefined) copy.providers = providers.map((provider) => withRuntime(provider, ["get"]));
  if (evaluators !== undefined)
    copy.evaluators = evaluators.map((evaluator) => withRuntime(evaluator, ["validate", "handler"]));
  return copy;
}

function grantingRuntimes(settings: Settings): (runtime: IAgentRuntime) => IAgentRuntime {
  const known = new WeakMap<IAgentRuntime, IAgentRuntime>();
  return (runtime) => {
    const made = known.get(runtime) ?? grantingRuntime(runtime, settings);
    known.set(runtime, made);
    return made;
  };
}

function grantingRuntime(runtime: IAgentRuntime, settings: Settings): IAgentRuntime {
  const getSetting = (name: string) =>
    Object.hasOwn(settings, name) ? settings[name] : runtime.getSetting(name);
  return new Proxy(runtime, {
    get(target, property) {
      if (property === "getSetting") return getSetting;
      const value = Reflect.get(target, property, target);
      // Methods of AgentRuntime reach its private fields, so they run on the runtime itself.
      return typeof value === "function" ? value.bind(target) : value;
    },
    set: (target, property, value) => Reflect.set(target, property, value, target),
  });
}
