/** Two guests in memory, one inside the other: a plugin, adapted by a host that is itself served to a test. */
import type { Plugin } from "@elizaos/core";
import { adapted } from "./adapted.ts";
import { type Host, type Served, served } from "./served.ts";

/** Both layers, introduced to the test as their host. */
export async function nested(
  parts: Partial<Plugin>,
  { init, manifest = {}, ...host }: Host & { init?: object } = {},
): Promise<Served> {
  const own = { name: "inner", description: "Is nested", ...parts };
  const inner = await adapted(own, { said: manifest, grants: ["*"] });
  const outer = served(inner, { ...host, manifest });
  await outer.init(init);
  return outer;
}
