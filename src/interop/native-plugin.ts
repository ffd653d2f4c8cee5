/** A TypeScript plugin in this process: it already is a `Plugin`, and is found in its module as published ones are. */
import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { Plugin, Route } from "@elizaos/core";
import type { Manifest } from "../contract/manifest.ts";
import { errorOf, messageOf } from "../errors.ts";
import { findPlugin } from "./find-plugin.ts";
import { provideHostModules } from "./host-modules.ts";
import type { GuestLog } from "./log.ts";
import { policedPlugin } from "./policed-plugin.ts";
import { policing } from "./policed-runtime.ts";
import { Policy, type UserPolicy } from "./policy.ts";
import { artefactPath, type PluginSource, pathInside } from "./source.ts";
import { standIn } from "./stand-in.ts";
import { type StaticOptions, staticHandler } from "./static-files.ts";

/** `path:export` and `package:export`, split. A drive letter is no export. */
export function splitExport(modulePath: string): { module: string; exportName: string | undefined } {
  const match = /^(.+):([A-Za-z_$][\w$]*)$/.exec(modulePath);
  return { module: match?.[1] ?? modulePath, exportName: match?.[2] };
}

/** The file of the module that a source names. @throws LoadError `module_not_found`, `path_escapes`, `module_failed` where Bun cannot import it */
export function moduleFile(source: PluginSource, allowOutside: boolean | undefined): string {
  const file = fileOfModule(source, allowOutside);
  const [unreadable] = /[?\\]/.exec(file) ?? [];
  if (unreadable === undefined) return file;
  throw errorOf(
    "module_failed",
    `Cannot load ${file} as its path must have no ? and no \\, which Bun's import takes for more than letters: current value is ${file}`,
    {
      plugin: source.manifest?.name,
      file,
      value: file,
      remedy: `Rename what has the ${unreadable} in its name`,
    },
  );
}

function fileOfModule(source: PluginSource, allowOutside: boolean | undefined): string {
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
  return findPlugin(module, { file, exportName, name: source.manifest?.name });
}

/** How a plugin in this process is kept to what it declared. */
export interface NativeOptions {
  /** Absent where the caller named the module itself: such a plugin sees every setting, as in any elizaOS project. */
  manifest: Manifest | undefined;
  user: UserPolicy;
  /** The plugin's folder, for STATIC routes. */
  baseDir: string | undefined;
  /** What is said of the plugin; attached to the logger of the first agent that it is given. */
  log: GuestLog;
}

/**
 * What stands in for the plugin, so that the author's object stays as it is and is `this` in `init`. Where there is a manifest, or something was
 * given or granted, its components see a runtime that follows the plugin's policy.
 */
export function nativePlugin(plugin: Plugin, { manifest, user, baseDir, log }: NativeOptions): Plugin {
  const given = standIn(plugin, {
    init: (init) => (config, runtime) => init.call(plugin, config, runtime),
    routes: (routes) => routes.map((route) => withStaticFiles(route, { plugin: plugin.name, baseDir })),
  });
  if (manifest === undefined && Object.keys(user.settings).length === 0) return given;
  return policedPlugin(
    given,
    policing(manifest === undefined ? givingPolicy(plugin, user) : new Policy(manifest, user), ({ logger }) =>
      log.attach(logger),
    ),
  );
}

/** A manifest's word is missing: everything is allowed, every setting is seen, and those that were given win. */
function givingPolicy(plugin: Plugin, user: UserPolicy): Policy {
  return new Policy({ name: plugin.name }, { ...user, grants: [...user.grants, "settings:*"] });
}

function withStaticFiles(route: Route, files: StaticOptions): Route {
  if (route.type !== "STATIC" || route.handler !== undefined) return route;
  const { path, filePath } = route;
  const definition = { type: route.type, path, ...(filePath === undefined ? undefined : { filePath }) };
  return Object.assign(standIn(route, {}), { handler: staticHandler(files, definition) });
}
