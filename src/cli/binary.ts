/** Entry of the one executable: `bun run build` compiles it, with the Python bridge and the plugins of `bench` inside. */
import benchPlugins from "../../dist/bench-plugins.bundle" with { type: "file" };
import bridge from "../../dist/python-guest.bundle" with { type: "file" };
import { useEmbedded } from "../interop/assets.ts";
import { offerHostModules } from "../interop/host-modules.ts";

useEmbedded({ bridge, benchPlugins });
offerHostModules(async () => (await import("./host-modules.ts")).hostModules);
const { main } = await import("./main.ts");
await main();
