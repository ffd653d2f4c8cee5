/** What every loader takes beside its artefact. */
import { shown } from "../channel/shown.ts";
import type { Protocol } from "../contract/generated/types.ts";
import { validatePermission } from "../contract/generated/validators.js";
import { UsageError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { asyncCallScope } from "./async-call-scope.ts";
import type { GuestOptions } from "./launch.ts";
import type { LogRecord } from "./log.ts";
import type { UserPolicy } from "./policy.ts";
import { traceToFile } from "./trace-file.ts";

export interface LoadOptions {
  /** Another transport than the manifest's `interop.protocol`, or than the loader's own. */
  protocol?: Protocol | undefined;
  /** Settings that are given to this plugin. They win over the agent's. */
  settings?: Record<string, string | number | boolean | null> | undefined;
  /** What the plugin may ask of the agent beyond its manifest's permissions, in the same grammar: `["settings:API_KEY", "memory:*"]`. */
  grants?: readonly string[] | undefined;
  /** Environment variables for the plugin's process, beside the safe list and what its manifest names. */
  env?: Record<string, string> | undefined;
  /** Python interpreter, a path or a command. */
  python?: string | undefined;
  /** Deadline of every call in ms. Default: 30 s for validate and provider, 5 min for actions. */
  timeoutMs?: number | undefined;
  /** Deadline of the guest's `ready`, ms. Default: 10 s. */
  readyTimeoutMs?: number | undefined;
  /**
   * Low latency of a plugin in a process of its own: for so many µs after a message, at most 1000, host and guest look for the next one
   * before they sleep; a side that is looked for in vain is looked for less often. Default: 50. With 0 they sleep at once.
   */
  pollUs?: number | undefined;
  /** Lets a manifest have its shared library loaded into this process. A caller who names ffi need not say it. */
  allowFfi?: boolean | undefined;
  /** Lets a manifest name files outside its own folder. */
  allowOutsidePaths?: boolean | undefined;
  /** The elizaos-interop executable that runs guests of this kind in a process of their own. */
  bin?: string | undefined;
  /** Takes the plugin's log records. Default: the agent's logger. */
  onLog?: ((record: LogRecord) => void) | undefined;
}

/** The part that concerns running guests. */
export function guestOptions(options: LoadOptions): GuestOptions {
  return {
    user: userPolicy(options),
    timeoutMs: checkedMs("timeoutMs", options.timeoutMs),
    readyTimeoutMs: checkedMs("readyTimeoutMs", options.readyTimeoutMs) ?? LIMITS.readyTimeoutMs,
    pollUs: checkedPollUs(options.pollUs),
    onLog: options.onLog,
    scope: asyncCallScope,
    trace: traceToFile(),
  };
}

/** What the caller of a loader gives and grants to the plugin. @throws UsageError for what is no permission */
export function userPolicy({ settings = {}, grants = [] }: LoadOptions): UserPolicy {
  for (const [index, grant] of grants.entries()) {
    if (validatePermission(grant)) continue;
    throw new UsageError(
      "usage",
      `Cannot load a plugin as 'grants[${index}]' must be a permission such as memory:read or settings:NAME: current value is ${shown(grant)}`,
      { path: `grants[${index}]`, value: grant },
    );
  }
  return { settings, grants };
}

function checkedMs(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isFinite(value) && value > 0)) return value;
  throw new UsageError(
    "usage",
    `Cannot load a plugin as '${name}' must be a positive number of ms: current value is ${typeof value === "number" ? value : shown(value)}`,
    {
      path: name,
      value,
    },
  );
}

function checkedPollUs(pollUs: number = LIMITS.pollUs): number {
  const { maxPollUs } = LIMITS;
  if (Number.isInteger(pollUs) && pollUs >= 0 && pollUs <= maxPollUs) return pollUs;
  throw new UsageError(
    "usage",
    `Cannot load a plugin as 'pollUs' must be a whole number of µs from 0 to ${maxPollUs}: current value is ${pollUs}`,
    { path: "pollUs", value: pollUs },
  );
}
