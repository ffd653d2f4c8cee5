/** Events: handlers that are told what happened. They start in the order in which the events were emitted, and run side by side. */
import type { HandlerCallback, IAgentRuntime } from "@elizaos/core";
import { toWire } from "../../channel/values.ts";
import type { EventDefinition } from "../../contract/generated/types.ts";
import { errorOf } from "../../errors.ts";
import { emitHandlers } from "../callback.ts";
import { withOpenCharacter } from "../open-character.ts";
import type { Adapted } from "./adapter.ts";
import { callGuest } from "./call.ts";

/** elizaOS's payloads: the runtime, perhaps a callback, and what happened. */
interface Payload {
  runtime?: IAgentRuntime;
  callback?: HandlerCallback;
}

export function adaptEvent(
  adapted: Adapted,
  definition: EventDefinition,
): (payload: unknown) => Promise<void> {
  const { name } = definition;
  const component = `event ${name}`;
  return async (given) => {
    const { runtime, callback, ...rest } = Object(given) as Payload;
    if (runtime === undefined)
      throw errorOf("value_refused", `Cannot tell of the event ${name} as its payload must have a runtime`, {
        plugin: adapted.manifest.name,
        component,
      });
    const fields = {
      event: name,
      payload: crossing(withOpenCharacter(rest, runtime, adapted.guests.policy) as object),
      ...(typeof callback === "function" ? { callback: true } : undefined),
    };
    const call = { component, fields, inside: emitHandlers(callback) };
    await callGuest(adapted, runtime, "event.emit", call);
  };
}

/** Whoever emits an event knows nothing of those who hear it: what cannot cross is left out, and refuses nothing. */
function crossing(payload: object): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload)) {
    if (typeof value === "function") continue;
    try {
      fields[name] = toWire(value);
    } catch {
      // A cycle, or a number beyond what crosses.
    }
  }
  return fields;
}
