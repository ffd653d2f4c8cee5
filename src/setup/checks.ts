/** All that `doctor` looks at. Looks only: what is written is removed again. */
import { type Check, check } from "./check.ts";
import { machineChecks } from "./machine-checks.ts";
import { pythonChecks } from "./python-checks.ts";
import { rustChecks } from "./rust-checks.ts";

export type { Check } from "./check.ts";

export function allChecks(): Promise<Check[]> {
  return Promise.all([...machineChecks, ...pythonChecks, ...rustChecks].map(check));
}
