/**
 * Where results and messages go. Core's logger, plugins and shared libraries print on descriptor 1, so a command that loads a plugin
 * in this process takes it away from them first: whoever reads our standard output gets the result and nothing else.
 */
import { writeSync } from "node:fs";
import { errorOf, messageOf } from "../errors.ts";

const MESSAGES = 2;

/** The descriptor of results: 1 until it is claimed. */
let results = 1;
let written = false;

/** To be awaited before core or a plugin is imported. 1 becomes a copy of 2, and 0 reads nothing. Does its work once. */
export async function claimOutput(): Promise<void> {
  if (results !== 1) return;
  const { claimStdio } = await import("../transport/descriptors.ts");
  results = claimStdio().output;
}

/** Writes a result to the standard output that this process was started with. */
export function writeResult(text: string): void {
  written = true;
  write(results, text);
}

/** Whether there was a result: nothing may follow it on the same descriptor. */
export function hasWrittenResult(): boolean {
  return written;
}

/** Writes to standard error. */
export function writeMessage(text: string): void {
  write(MESSAGES, text);
}

/** Writes all of it before it returns. A reader that has gone away is no error: it has seen what it wanted. */
function write(descriptor: number, text: string): void {
  let bytes: Uint8Array = new TextEncoder().encode(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE" || code === "EBADF") return;
      if (code !== "EAGAIN") throw unwritable(descriptor, error);
      // Somebody made the descriptor non-blocking, and its reader is slow.
      Bun.sleepSync(1);
    }
  }
}

function unwritable(descriptor: number, error: unknown): Error {
  const name = descriptor === MESSAGES ? "standard error" : "standard output";
  return errorOf("internal", `Cannot write to ${name}: ${messageOf(error)}`, {
    remedy: `Make room where ${name} leads`,
  });
}
