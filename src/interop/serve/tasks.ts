/** Task workers, which plugins register in `init`. */
import type { State, Task } from "@elizaos/core";
import type { RequestHandlers } from "../../channel/call.ts";
import { isMap } from "../../channel/values.ts";
import { inputsOf } from "./actions.ts";
import type { ServedPlugin } from "./served-plugin.ts";

export function taskHandlers(served: ServedPlugin): RequestHandlers {
  return {
    "task.execute": async ({ worker, task, options }) => {
      await served.tasks
        .find(worker)
        .execute(served.runtime, isMap(options) ? options : {}, task as unknown as Task);
      return {};
    },
    "task.validate": async (message) => {
      const { memory, state } = inputsOf(message);
      const worker = served.tasks.find(message.worker);
      return { valid: Boolean((await worker.validate?.(served.runtime, memory, state as State)) ?? true) };
    },
  };
}
