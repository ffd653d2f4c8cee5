/** What a bundled program gives to the TypeScript plugins that it imports. Each is loaded only when one imports it. */
import type { HostModules } from "../interop/host-modules.ts";

export const hostModules: HostModules = {
  "@elizaos/core": () => require("@elizaos/core"),
  "@elizaos/core/interop": () => require("../index.ts"),
  "elizaos-interop": () => require("../index.ts"),
  "elizaos-interop/interop": () => require("../index.ts"),
};
