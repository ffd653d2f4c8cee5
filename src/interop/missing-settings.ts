/** The settings that one guest looked for and does not see: the user is told of each once. */
import type { IAgentRuntime } from "@elizaos/core";
import { clipped } from "../channel/kept.ts";
import { LIMITS } from "../limits.ts";
import type { GuestLog } from "./log.ts";
import type { Policy } from "./policy.ts";

export class MissingSettings {
  readonly #log: GuestLog;
  readonly #told = new Set<string>();

  constructor(log: GuestLog) {
    this.#log = log;
  }

  /** The fields of a `setting.missing` message, of any shape. */
  tell(given: unknown, policy: Policy | undefined, runtime: IAgentRuntime | undefined): void {
    if (typeof given !== "string" || policy === undefined) return;
    const name = clipped(given, LIMITS.maxNameChars);
    if (this.#told.has(name) || this.#told.size >= LIMITS.maxMissingSettings) return;
    this.#told.add(name);
    // Where this host is a guest in turn, it is its own host who knows what the plugin may see.
    if (runtime === undefined ? policy.maySee(name) : policy.answers(runtime, name))
      runtime?.getSetting?.(name);
    else this.#log.write({ level: "warn", message: policy.missingMessage(name, runtime) });
  }
}
