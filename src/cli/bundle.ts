#!/usr/bin/env bun
/** Entry of the command line in the npm package: `bun run build` bundles it, so that `bunx` needs no elizaOS installed. */
import { offerHostModules } from "../interop/host-modules.ts";

offerHostModules(async () => (await import("./host-modules.ts")).hostModules);
const { main } = await import("./main.ts");
await main();
