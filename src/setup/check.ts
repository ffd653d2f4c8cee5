/** One thing that a machine has or lacks, and how looking for it ends. */
import { messageOf } from "../errors.ts";

export interface Check {
  /** What is looked for. */
  name: string;
  /** Which transport needs it. */
  transport: "native" | "wasm" | "ffi" | "ipc" | "all";
  /** What it is needed to do: plugins run without what only builds them or makes them faster. */
  neededTo: "run" | "run faster" | "build";
  ok: boolean;
  /** What was found, or why nothing was. */
  found: string;
  /** The command that mends it, or what to do; undefined where all is well. */
  remedy: string | undefined;
}

export interface Sought extends Pick<Check, "name" | "transport" | "neededTo"> {
  remedy: string;
  /** Says what was found, or throws for why nothing was. */
  look(): string | Promise<string>;
}

export async function check({ look, remedy, ...about }: Sought): Promise<Check> {
  try {
    return { ...about, ok: true, found: await look(), remedy: undefined };
  } catch (error) {
    return { ...about, ok: false, found: messageOf(error), remedy };
  }
}
