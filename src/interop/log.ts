/** Log records of guests: their `log` messages, and the lines of a child's standard error. */
import type { IAgentRuntime } from "@elizaos/core";
import { clipped, isWithin } from "../channel/kept.ts";
import { shown } from "../channel/shown.ts";
import { isMap } from "../channel/values.ts";
import { LIMITS } from "../limits.ts";
import { Flood } from "./flood.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogRecord {
  /** The plugin that speaks. */
  plugin: string;
  level: LogLevel;
  message: string;
  fields: Readonly<Record<string, unknown>>;
}

const LEVELS: ReadonlySet<unknown> = new Set(LOG_LEVELS);

/**
 * Takes the records of one guest to the caller's `onLog`, else to the agent's logger. What comes before there is an
 * agent is kept, the last of it.
 */
export class GuestLog {
  readonly #onLog: ((record: LogRecord) => void) | undefined;
  #logger: IAgentRuntime["logger"] | undefined;
  #kept: LogRecord[] = [];
  plugin = "?";
  readonly #flood = new Flood(LIMITS.maxRecordsPerSecond, 1_000);

  constructor(onLog: ((record: LogRecord) => void) | undefined) {
    this.#onLog = onLog;
  }

  /** From now on there is an agent that logs. */
  attach(logger: IAgentRuntime["logger"] | undefined): void {
    this.#logger = logger;
    if (logger === undefined) return;
    for (const record of this.#kept.splice(0)) this.#deliver(record);
  }

  /** The fields of a `log` message, of any shape. */
  write(message: Record<string, unknown>): void {
    if (!this.#flood.tells((count) => this.#tellLeftOut(count))) return;
    const { level, message: text, fields } = message;
    this.#deliver({
      plugin: this.plugin,
      level: LEVELS.has(level) ? (level as LogLevel) : "info",
      message: clipped(typeof text === "string" ? text : shown(text), LIMITS.maxLogLineBytes),
      fields: isMap(fields) ? capped(fields) : {},
    });
  }

  #tellLeftOut(count: number): void {
    const message = `${count} more records of the plugin were left out: it logs too much at once`;
    this.#deliver({ plugin: this.plugin, level: "warn", message, fields: {} });
  }

  #deliver(record: LogRecord): void {
    if (this.#onLog === undefined && this.#logger === undefined) {
      if (this.#kept.push(record) > LIMITS.maxKeptRecords) this.#kept.shift();
      return;
    }
    try {
      if (this.#onLog !== undefined) this.#onLog(record);
      else
        this.#logger?.[record.level]?.(
          { ...record.fields, src: "plugin", plugin: record.plugin },
          record.message,
        );
    } catch {
      // What a plugin logs may be more than a logger can take: the record is lost, the host goes on.
    }
  }
}

function capped(fields: Record<string, unknown>): Record<string, unknown> {
  return isWithin(fields, LIMITS.maxLogFieldsChars)
    ? fields
    : { leftOut: `fields of more than ${LIMITS.maxLogFieldsChars} characters` };
}
