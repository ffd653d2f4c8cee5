/**
 * This program's own modules, given to the TypeScript plugins that it imports: `@elizaos/core/interop` exists in no published core,
 * and the executable has no node_modules for them to be found in. What is given so wins over a plugin's own copy.
 */

/** Name of a module → its exports, asked for when something first imports it. Synchronous, so that `require` works too. */
export type HostModules = Readonly<Record<string, () => object>>;

let offered: (() => Promise<HostModules>) | undefined;
let provided: Promise<void> | undefined;

/** Told by the entry of a bundled program, which alone has modules to give. */
export function offerHostModules(load: () => Promise<HostModules>): void {
  offered = load;
}

/** To be awaited before a plugin's module is imported. Does its work once, and none where nothing was offered. */
export function provideHostModules(): Promise<void> {
  provided ??= offered === undefined ? Promise.resolve() : offered().then(registerModules);
  return provided;
}

/** Makes the names resolve to these modules, in this process and for all that is imported from now on. */
export function registerModules(modules: HostModules): void {
  Bun.plugin({
    name: "elizaos-interop",
    setup(build) {
      for (const [name, load] of Object.entries(modules))
        build.module(name, () => ({ exports: load() as Record<string, unknown>, loader: "object" }));
    },
  });
}
