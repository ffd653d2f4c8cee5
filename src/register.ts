/**
 * A preload, `bun --preload elizaos-interop/register`: makes `@elizaos/core/interop` resolve to this package in a project whose
 * `@elizaos/core` has no such subpath.
 */
import { registerModules } from "./interop/host-modules.ts";

registerModules({ "@elizaos/core/interop": () => require("./index.ts") });
