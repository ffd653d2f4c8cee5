/** What a component gives the host, checked here, where its author is: a live object would arrive as nothing. */
import { isMap, toWire } from "../../channel/values.ts";
import { errorOf } from "../../errors.ts";

/**
 * The value as it may be sent.
 * @param component for errors, as `service clock.now`
 * @throws CallError `value_refused` for a function, and for an object that stands for more than its fields
 */
export function crossing(value: unknown, component: string): unknown {
  if (value === undefined || value === null) return null;
  if (!isLive(value)) return value;
  const name =
    typeof value === "object"
      ? `an instance of ${value.constructor?.name || "a class"}`
      : `a ${typeof value}`;
  throw refused(component, "a value that can cross", name);
}

/** Handlers of old plugins return a boolean or nothing. */
export function resultFields(result: unknown, component: string): unknown {
  if (isMap(result)) return crossing(result, component);
  if (typeof result === "boolean") return { success: result };
  if (result === undefined || result === null) return null;
  throw refused(component, "a map or nothing", Array.isArray(result) ? "an array" : `a ${typeof result}`);
}

function isLive(value: unknown): boolean {
  if (typeof value === "function" || typeof value === "symbol") return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype || value instanceof Date) return false;
  // The codec's own judgement: of a class instance nothing is left, unless it converts itself.
  return toWire(value) === null;
}

function refused(component: string, rule: string, shown: string): Error {
  const message = `Cannot send what ${component} returned as it must be ${rule}: current value is ${shown}`;
  return errorOf("value_refused", message, { component });
}
