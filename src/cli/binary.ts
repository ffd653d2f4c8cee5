/** Entry of the one executable: `bun run build` compiles it, with the plugins of `bench` inside. */
import benchPlugins from "../../dist/bench-plugins.bundle" with { type: "file" };
import { useBenchPlugins } from "../interop/assets.ts";
import { offerHostModules } from "../interop/host-modules.ts";

useBenchPlugins(benchPlugins);
offerHostModules(async () => (await import("./host-modules.ts")).hostModules);
const { main } = await import("./main.ts");
await main();
