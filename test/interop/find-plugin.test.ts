/** Where the plugin is in a module, and what of the module is never run. */
import { expect, test } from "bun:test";
import { findPlugin } from "../../src/interop/find-plugin.ts";

const find = (module: Record<string, unknown>, exportName?: string) =>
  findPlugin(module, { file: "m.ts", exportName, name: "m" });

const plugin = { name: "found", description: "Is found", actions: [] };

test("findPlugin() takes an object before any function, and calls nothing then", async () => {
  const called: string[] = [];
  const note =
    (name: string) =>
    (..._args: unknown[]) => {
      called.push(name);
      throw new Error(`${name} was called`);
    };
  const module = {
    default: note("default"),
    assertPlugin: note("assertPlugin"),
    unloadPlugin: note("unloadPlugin"),
    createPlugin: note("createPlugin"),
  };
  for (const name of ["plugin", "weatherPlugin", "WeatherPlugin"])
    expect(await find({ ...module, [name]: plugin })).toBe(plugin);
  expect(await find({ ...module, plugin: Promise.resolve(plugin) })).toBe(plugin);
  expect(called).toEqual([]);
});

test("findPlugin() takes an object with components whatever its name, where none has a known one", async () => {
  const settings = { name: "settings", description: "Is none" };
  expect(await find({ settings, discord: plugin })).toBe(plugin);
  expect(await find({ base: { ...plugin, name: "base" }, createPlugin: () => plugin })).toBe(plugin);
  await expect(find({ settings })).rejects.toMatchObject({ code: "plugin_not_found" });
});

test("findPlugin() calls only functions without parameters by the known names", async () => {
  const called: string[] = [];
  const note = (name: string) => () => void called.push(name);
  const module = {
    default: (api: { use(): void }) => api.use(),
    assertPlugin: (given: { name: string }) => given.name,
    unloadPlugin: note("unloadPlugin"),
    resetPlugin: note("resetPlugin"),
    PluginError: class PluginError extends Error {},
  };
  for (const name of ["plugin", "createPlugin", "getWeatherPlugin", "default"])
    expect(await find({ ...module, [name]: async (_options = {}) => plugin })).toBe(plugin);
  await expect(find(module)).rejects.toMatchObject({ code: "plugin_not_found", value: Object.keys(module) });
  expect(called).toEqual([]);
});

test("findPlugin() passes over what throws, and names it where nothing is found", async () => {
  const broken = {
    default: Promise.reject(new Error("no key")),
    plugin: () => {
      throw new Error("no network");
    },
    get lazyPlugin() {
      throw new Error("no file");
    },
  };
  broken.default.catch(() => {});
  expect(await find(Object.defineProperties({ getPlugin: () => plugin }, descriptorsOf(broken)))).toBe(
    plugin,
  );
  const failure = await find(broken).catch((error) => error);
  expect(failure).toMatchObject({ code: "module_failed", plugin: "m", file: "m.ts" });
  for (const text of ["default: no key", "lazyPlugin: no file", "plugin: no network"])
    expect(failure.message).toContain(text);
});

const descriptorsOf = (value: object) => Object.getOwnPropertyDescriptors(value);

test("findPlugin() looks at the export that was named alone, and calls it whatever its parameters", async () => {
  const make = (options?: { name: string }) => ({ ...plugin, name: options?.name ?? "made" });
  expect(await find({ default: plugin, unusual: make }, "unusual")).toMatchObject({ name: "made" });
  await expect(find({ default: plugin, other: 5 }, "other")).rejects.toMatchObject({
    code: "plugin_not_found",
    path: "other",
  });
});
