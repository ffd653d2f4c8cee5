/**
 * Standard input and output, taken away from everybody else in this process: plugins, shared libraries and elizaOS's logger
 * print on descriptor 1, and children read 0.
 */
import { closeSync, openSync } from "node:fs";
import { duplicateCloseOnExec, duplicateTo } from "./libc.ts";

export interface Stdio {
  input: number;
  output: number;
}

/** Moves descriptors 0 and 1 to others that children do not inherit; 0 becomes /dev/null, 1 a copy of 2. Once per process. */
export function claimStdio(): Stdio {
  const claimed = { input: duplicateCloseOnExec(0), output: duplicateCloseOnExec(1) };
  const nowhere = openSync("/dev/null", "r");
  duplicateTo(nowhere, 0);
  closeSync(nowhere);
  duplicateTo(2, 1);
  return claimed;
}
