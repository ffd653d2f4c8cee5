/** The `runtime.logger` of our agent: elizaOS's interface on one side, log records of the guests' form on the other. */
import type { Logger } from "@elizaos/core";
import type { LogLevel, LogRecord } from "../interop/log.ts";

/** elizaOS's levels, and the one of ours that each is shown as. */
const LEVELS = {
  trace: "trace",
  debug: "debug",
  info: "info",
  warn: "warn",
  error: "error",
  fatal: "fatal",
  success: "info",
  progress: "info",
  log: "info",
} as const satisfies Record<string, LogLevel>;

/** An agent without a model has none of these, and that is no news. */
const EXPECTED = "No TEXT_EMBEDDING model registered, skipping embedding setup";

export function runtimeLogger(onLog: (record: LogRecord) => void, bindings: object = {}): Logger {
  const methods = Object.entries(LEVELS).map(([name, level]) => [
    name,
    (...args: unknown[]) => {
      const record = recordOf(level, bindings, args);
      if (record.message !== EXPECTED) onLog(record);
    },
  ]);
  return {
    ...(Object.fromEntries(methods) as Record<keyof typeof LEVELS, Logger["info"]>),
    level: "trace",
    clear: () => {},
    child: (more) => runtimeLogger(onLog, { ...bindings, ...more }),
  };
}

/** elizaOS's loggers take an object and a message, or a message and anything. */
function recordOf(level: LogLevel, bindings: object, args: readonly unknown[]): LogRecord {
  const [first] = args;
  const hasFields = typeof first === "object" && first !== null && !(first instanceof Error);
  const fields: Record<string, unknown> = { ...bindings, ...(hasFields ? first : undefined) };
  const words = hasFields ? args.slice(1) : args;
  const { plugin, src } = fields;
  return {
    plugin: String(plugin ?? src ?? "agent"),
    level,
    message: words.map((word) => (word instanceof Error ? word.message : String(word))).join(" "),
    fields,
  };
}
