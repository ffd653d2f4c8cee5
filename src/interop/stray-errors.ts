/**
 * What a plugin's code throws where nobody waits for it, in timers and in promises that nobody awaits, told in a guest's process. The guest lives
 * on, as one in Python does. For a process that is a guest only: in a host such errors are the host's own affair.
 */
import { messageOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { Flood } from "./flood.ts";

export interface StrayRecord {
  level: "error";
  message: string;
  fields: { traceback?: string };
}

export class StrayErrors {
  /** Where the records go. Until the host takes them they go to standard error, which it reads too. */
  #tell: ((record: StrayRecord) => void) | undefined;
  readonly #flood = new Flood(LIMITS.maxStrayErrors, LIMITS.strayErrorsMs);

  /** @param source tells what may throw */
  constructor(source: Pick<NodeJS.Process, "on"> = process) {
    source.on("uncaughtException", (thrown: unknown) => this.#take("An error that nobody caught", thrown));
    source.on("unhandledRejection", (thrown: unknown) =>
      this.#take("A rejection that nobody handled", thrown),
    );
  }

  attach(tell: (record: StrayRecord) => void): void {
    this.#tell = tell;
  }

  #take(what: string, thrown: unknown): void {
    const leftOut = (count: number) =>
      this.#write({ level: "error", message: leftOutText(count), fields: {} });
    if (this.#flood.tells(leftOut)) this.#write(recordOf(what, thrown));
  }

  #write(record: StrayRecord): void {
    try {
      if (this.#tell !== undefined) {
        this.#tell(record);
        return;
      }
    } catch {
      // The connection is gone, or the text is too long for it: what is left is standard error.
    }
    process.stderr.write(`${record.message}\n`);
  }
}

function recordOf(what: string, thrown: unknown): StrayRecord {
  const traceback = tracebackOf(thrown);
  const message = `${what}: ${messageOf(thrown)}`.slice(0, LIMITS.maxLogLineBytes);
  return { level: "error", message, fields: traceback === undefined ? {} : { traceback } };
}

function tracebackOf(thrown: unknown): string | undefined {
  try {
    const { stack } = thrown as Error;
    return typeof stack === "string" ? stack.slice(0, LIMITS.maxLogFieldsChars / 2) : undefined;
  } catch {
    // Anything can be thrown, also what cannot be looked at.
    return undefined;
  }
}

function leftOutText(count: number): string {
  return `${count} more errors that nobody caught were left out`;
}
