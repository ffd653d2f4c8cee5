/** ELIZAOS_INTEROP_TRACE=file: every message of every guest is appended to it as a line of JSON. */
import { appendFileSync } from "node:fs";

/** What writes a line, or undefined where nobody asked. A file that cannot be written is an error at load. */
export function traceToFile(): ((line: string) => void) | undefined {
  const file = process.env.ELIZAOS_INTEROP_TRACE;
  if (file === undefined || file === "") return undefined;
  return (line) => appendFileSync(file, `${line}\n`);
}
