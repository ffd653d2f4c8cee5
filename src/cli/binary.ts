/** Entry of the one executable: `bun run build` compiles it, with the plugins of `bench` inside. */
import benchPlugins from "../../dist/bench-plugins.bundle" with { type: "file" };
import { useBenchPlugins } from "../interop/assets.ts";
import { becomeProgram } from "../interop/become-program.ts";
import { offerHostModules } from "../interop/host-modules.ts";

// They change nothing here (see src/setup/build.ts), and shall reach no Bun that a plugin starts. Only a new start takes them away for all:
// Bun.spawn hands on the environment that its own process began with.
const { BUN_OPTIONS, BUN_BE_BUN, ...environment } = process.env;
if (BUN_OPTIONS !== undefined || BUN_BE_BUN !== undefined)
  becomeProgram(process.execPath, process.argv.slice(2), environment);
useBenchPlugins(benchPlugins);
offerHostModules(async () => (await import("./host-modules.ts")).hostModules);
const { main } = await import("./main.ts");
await main();
