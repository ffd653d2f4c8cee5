/** Events of the agent: handed to every handler that the plugin has for them. */

import type { RequestHandlers } from "../../channel/call.ts";
import { isMap } from "../../channel/values.ts";
import { emitter } from "./actions.ts";
import type { ServedPlugin } from "./served-plugin.ts";

export type EventListener = (payload: Record<string, unknown>) => unknown;

export function eventHandlers(served: ServedPlugin): RequestHandlers {
  return {
    "event.emit": async ({ event, payload, callback }, call) => {
      const listeners = served.events.find(event);
      // The functions of a payload cannot cross: elizaOS's runtime is the guest's own, the callback is asked for by name.
      const given = {
        ...(isMap(payload) ? payload : { source: "runtime" }),
        runtime: served.runtime,
        ...(callback === true ? { callback: emitter(call) } : undefined),
      };
      // Each starts before anything is awaited, so that they start in the order of the events.
      const running = listeners.map(async (listener) => listener(given));
      await Promise.allSettled(running);
      await Promise.all(running);
      return {};
    },
  };
}
