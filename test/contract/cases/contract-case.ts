/** One thing that every plugin must do, whatever the language and the transport. */
import type { LoadedPlugin } from "../../../src/index.ts";
import type { Pair } from "../pairs.ts";

export interface ContractCase {
  name: string;
  /** What a guest with these kinds of components must do already. Absent: it takes all kinds. */
  kinds?: "actions and providers";
  /** The matrix shows cases of one family as one line. */
  family?: string;
  /** It uses nothing that cases share, and takes its time: it runs beside the others of its pair, from the beginning. */
  apart?: true;
  /** @param plugin the pair's, shared by all cases; one that needs another loads it from the pair */
  run(plugin: LoadedPlugin, pair: Pair): Promise<void>;
}
