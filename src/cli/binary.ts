/** Entry of the one executable: `bun run build` compiles it, with the Python bridge inside. */
import bridge from "../../dist/python-guest.bundle" with { type: "file" };
import { useEmbeddedBridge } from "../interop/assets.ts";
import { offerHostModules } from "../interop/host-modules.ts";

useEmbeddedBridge(bridge);
offerHostModules(async () => (await import("./host-modules.ts")).hostModules);
const { main } = await import("./main.ts");
await main();
