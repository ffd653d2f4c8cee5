/**
 * A callback of this side, as the other side calls it: by `callback.emit` inside a request. A handler's on the host's side; on a guest's, the
 * one that it gave to the runtime.
 */
import type { RequestHandlers } from "../channel/call.ts";
import { shown } from "../channel/shown.ts";
import { isMap } from "../channel/values.ts";
import { errorOf } from "../errors.ts";

/** Contents in the order in which they were sent, each answered by the memories that were made of it. */
export function emitHandlers(callback: ((content: never) => unknown) | undefined): RequestHandlers {
  return {
    async "callback.emit"({ content }) {
      if (!isMap(content))
        throw errorOf(
          "protocol_violation",
          `Cannot emit a content as it must be a map: current value is ${shown(content)}`,
          { value: content },
        );
      const memories = await callback?.(content as never);
      return { memories: Array.isArray(memories) ? memories : [] };
    },
  };
}
