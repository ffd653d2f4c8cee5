/**
 * Every error class. A class of its own exists only where a caller would react differently; the code tells
 * the rest. Codes, and which class carries which, come from the contract (plugin.schema.json).
 */
import { ERROR_CODES, type ErrorCode } from "./error-codes.ts";

export type { ErrorCode } from "./error-codes.ts";

/** Where an error belongs, and what may be done about it. All fields are optional. */
export interface ErrorPlace {
  /** The plugin's name. */
  plugin?: string | undefined;
  /** The language of the plugin whose side failed. */
  language?: string | undefined;
  /** The component, as `action ELIZA_REPLY`. */
  component?: string | undefined;
  /** The file that is at fault. */
  file?: string | undefined;
  /** The place in that file: a JSON path, a symbol, an offset. */
  path?: string | undefined;
  /** The offending value. */
  value?: unknown;
  /** What to do, as a sentence without a period or a command. */
  remedy?: string | undefined;
  /** The other side's stack, as its language prints it. */
  traceback?: string | undefined;
  cause?: unknown;
}

const FIELDS = ["plugin", "language", "component", "file", "path", "value", "remedy", "traceback"] as const;

/** The base of all errors of this library. */
export class PluginError extends Error {
  readonly code: ErrorCode;
  declare readonly plugin: string | undefined;
  declare readonly language: string | undefined;
  declare readonly component: string | undefined;
  declare readonly file: string | undefined;
  declare readonly path: string | undefined;
  declare readonly value: unknown;
  declare readonly remedy: string | undefined;
  declare readonly traceback: string | undefined;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}) {
    super(message, place.cause === undefined ? undefined : { cause: place.cause });
    this.name = new.target.name;
    this.code = code;
    // Only what there is: whoever prints the error, such as Bun where nobody catches it, prints each field.
    for (const field of FIELDS)
      if (place[field] !== undefined) Object.assign(this, { [field]: place[field] });
  }

  /** Whether the same call may succeed when it is made again. */
  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }

  /** The exit status of a command that ends with this error. */
  get exitStatus(): number {
    return ERROR_CODES[this.code].exitStatus;
  }
}

/** The manifest cannot be read, breaks the schema, or contradicts the guest. */
export class ManifestError extends PluginError {}
/** The plugin could not be brought up. */
export class LoadError extends PluginError {}
/** The caller's words are wrong. */
export class UsageError extends PluginError {}
/** The other side said no; `traceback` holds its stack. */
export class CallError extends PluginError {}
/** The call did not end by its deadline. */
export class DeadlineError extends PluginError {}
/** The caller, or the other side, cancelled the call. */
export class CancelledError extends PluginError {}
/** The guest ended or trapped while the call was under way. */
export class CrashedError extends PluginError {}
/** A message breaks the protocol. */
export class ProtocolError extends PluginError {}
/** The plugin may not do that. */
export class PermissionDeniedError extends PluginError {}
/** The plugin was closed. */
export class ClosedError extends PluginError {}

const CLASSES = {
  PluginError,
  ManifestError,
  LoadError,
  UsageError,
  CallError,
  DeadlineError,
  CancelledError,
  CrashedError,
  ProtocolError,
  PermissionDeniedError,
  ClosedError,
} as const;

/** An error of the class that the contract gives to this code. */
export function errorOf(code: ErrorCode, message: string, place: ErrorPlace = {}): PluginError {
  return new CLASSES[ERROR_CODES[code].class](code, message, place);
}

/** Whether a string is a code of the contract. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERROR_CODES, code);
}

/** The message of anything that was thrown, however odd: plugins throw what they like. */
export function messageOf(thrown: unknown): string {
  try {
    const { message } = Object(thrown) as { message?: unknown };
    if (typeof message === "string" && message !== "") return message;
    return thrown instanceof Error && message === "" ? thrown.name : String(thrown);
  } catch {
    return "Something was thrown that cannot be shown";
  }
}

/** The stack of what was thrown, where it has one. */
export function stackOf(thrown: unknown): string | undefined {
  try {
    const { stack } = Object(thrown) as { stack?: unknown };
    return typeof stack === "string" ? stack : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The whole story of an error, over all languages that it crossed: the message, then each stack, the
 * place where it left a plugin between them. Many lines; for logs and `--verbose`.
 */
export function errorChain(thrown: unknown): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  for (let at = thrown; at !== undefined && !seen.has(at); at = at instanceof Error ? at.cause : undefined) {
    seen.add(at);
    const lead = parts.length === 0 ? "" : "caused by: ";
    parts.push(lead + (stackOf(at) ?? messageOf(at)));
    if (at instanceof PluginError && at.traceback !== undefined) {
      const language = at.language === undefined ? "" : ` (${at.language})`;
      parts.push(`in plugin "${at.plugin ?? "?"}"${language}`, at.traceback.trimEnd());
    }
  }
  return parts.join("\n");
}
