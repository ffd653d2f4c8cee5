/** A result that is not what it must be: figures of calls that go wrong are worth nothing, so that it ends the run. */
import { shown } from "../channel/shown.ts";
import { errorOf } from "../errors.ts";

/** @param rule as in `its <what> must be <rule>` */
export function wrongResult(what: string, rule: string, value: unknown): Error {
  return errorOf("handler_failed", `its ${what} must be ${rule}: current value is ${shown(value)}`, {
    value,
  });
}

export function checkEqual(what: string, value: unknown, expected: unknown): void {
  if (value === expected || Bun.deepEquals(value, expected, true)) return;
  throw wrongResult(what, shown(expected), value);
}
