/** Log records of plugins and of the agent, as lines on standard error. */
import { isSecretName } from "../contract/secret-names.ts";
import type { LogLevel, LogRecord } from "../interop/log.ts";
import { coloursOf } from "./colour.ts";
import { writeMessage } from "./output.ts";

const LEVELS: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error", "fatal"];
const DEFAULT_LEVEL = "warn";

/** What they are about is in the line already. */
const SHOWN_ALREADY = ["src", "plugin", "agentId", "agentName"];

/** From which level on logs are shown: all of them with --verbose, else what LOG_LEVEL says, else warnings. */
export function shownLevel(verbose: boolean): LogLevel {
  if (verbose) return "trace";
  return LEVELS.find((level) => level === process.env.LOG_LEVEL?.toLowerCase()) ?? DEFAULT_LEVEL;
}

/** Prints the records from a level on. */
export function logPrinter(from: LogLevel): (record: LogRecord) => void {
  const { dim, red, yellow } = coloursOf(2);
  const least = LEVELS.indexOf(from);
  return ({ plugin, level, message, fields }) => {
    const weight = LEVELS.indexOf(level);
    if (weight < least) return;
    const paint = weight >= LEVELS.indexOf("error") ? red : level === "warn" ? yellow : dim;
    writeMessage(`${paint(level)} ${plugin}: ${message}${fieldsText(fields)}\n`);
  };
}

/** Only plain values: what they hold inside may be secret. */
function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(fields)
    .filter(([name, value]) => !SHOWN_ALREADY.includes(name) && isPlain(value))
    .map(([name, value]) => `${name}=${isSecretName(name) ? "[redacted]" : value}`);
  return shown.length === 0 ? "" : ` (${shown.join(", ")})`;
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
