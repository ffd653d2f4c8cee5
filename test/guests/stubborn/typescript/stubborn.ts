/** Does what a guest should not: reads standard input, prints everywhere, computes without end, dies. */
import { EventEmitter } from "node:events";
import { readSync, writeSync } from "node:fs";
import type { Action, Handler, Plugin } from "@elizaos/core";

console.log("printed at import");

const trap = new Proxy(
  {},
  {
    get() {
      throw new Error("nobody may look at me");
    },
  },
);

const handlers: Record<string, Handler> = {
  /** Tells the host, then never yields again. */
  COMPUTE: async (runtime) => {
    await runtime.getMemories({ tableName: "messages" });
    for (;;);
  },
  /** Tries every way to standard input; each must find it empty. */
  READ_INPUT: async () => {
    const child = Bun.spawnSync(["wc", "-c"], { stdin: "inherit" });
    const data = {
      typed: prompt("") ?? "nothing",
      child: child.stdout.toString().trim(),
      raw: readSync(0, Buffer.alloc(100)),
    };
    return { success: true, data };
  },
  /** Writes to standard output from JavaScript, from a child, and to the bare descriptor. */
  PRINT: async () => {
    console.log("from JavaScript");
    process.stdout.write("from process.stdout\n");
    Bun.spawnSync(["echo", "from a child"], { stdout: "inherit" });
    writeSync(1, "from descriptor 1\n");
    return { success: true, text: "printed" };
  },
  /** Fails outside of any call, in every way, while calls are under way. */
  STRAY: async () => {
    setTimeout(() => {
      throw new Error("thrown by a timer");
    });
    void Promise.reject(new TypeError("rejected by nobody"));
    setTimeout(() => new EventEmitter().emit("error", new Error("emitted to nobody")));
    queueMicrotask(() => {
      throw trap;
    });
    return { success: true };
  },
  /** Fails in a timer as often as it can, until it has done so a thousand times. */
  FLOOD: async () => {
    for (let index = 0; index < 1000; index++) void Promise.reject(new Error(`flood ${index}`));
    await new Promise((resolve) => setTimeout(resolve));
    return { success: true };
  },
  /** Ends the process at once. */
  DIE: async () => {
    console.error("my last words");
    process.exit(7);
  },
};

export default {
  name: "stubborn",
  description: "Does what a guest should not",
  actions: Object.entries(handlers).map(
    ([name, handler]): Action => ({ name, description: "", validate: async () => true, handler }),
  ),
} satisfies Plugin;
