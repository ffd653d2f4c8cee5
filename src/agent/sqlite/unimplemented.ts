/**
 * What of IDatabaseAdapter cannot be had of this agent: each method is there and says its own name, so that a plugin which needs it is
 * told so. The compiler keeps this list and adapter.ts together whole.
 */
import type { IDatabaseAdapter } from "@elizaos/core";
import { errorOf } from "../../errors.ts";

/** What reads as undefined: `db`, and what the runtime may do without. */
export type Absent =
  | "db"
  | "runMigrations"
  | "runPluginMigrations"
  | "withEntityContext"
  | "getAgentRunSummaries";

/** What is live, and only a storage of one's own has. */
const UNIMPLEMENTED = ["getConnection"] as const satisfies (keyof IDatabaseAdapter)[];

export type Unimplemented = (typeof UNIMPLEMENTED)[number];

/** Their names, for whoever wants to know. */
export const unimplementedNames: readonly Unimplemented[] = UNIMPLEMENTED;

export function unimplementedMethods(): Record<Unimplemented, () => Promise<never>> {
  const methods = UNIMPLEMENTED.map((name) => [name, () => Promise.reject(refusal(name))] as const);
  return Object.fromEntries(methods) as Record<Unimplemented, () => Promise<never>>;
}

function refusal(name: string): Error {
  return errorOf("unsupported", `The storage of the command line's agent has no ${name}`, {
    value: name,
    remedy: "Load the plugin in an elizaOS project with a database adapter of its own",
  });
}
