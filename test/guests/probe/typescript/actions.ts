/** Actions that show what a handler is given, how it may end, and what it knows without asking. */
import type { Action, Content } from "@elizaos/core";
import { action, done, type Options } from "./define.ts";
import { recordsOf } from "./records.ts";

type Levels = Record<string, (message: string) => void>;

/** Of this process: guests do not share it. */
let calls = 0;

export const actions: Action[] = [
  action(
    "ECHO",
    "Answers with what it was given",
    async (_runtime, memory, state, options, _callback, responses) =>
      done({
        text: memory.content.text ?? "",
        data: { memory, state: state ?? null, options: options ?? null, responses: responses ?? null },
      }),
  ),
  action("EMIT", "Emits each of options.contents", async (_runtime, _memory, _state, options, callback) => {
    const memories: unknown[] = [];
    for (const content of (options as Options).contents as Content[])
      memories.push(await callback?.(content));
    return done({ data: { memories } });
  }),
  action("FAIL", "Fails with options.message", async (_runtime, _memory, _state, options) => {
    throw new Error(String((options as Options).message));
  }),
  action("REFUSE", "Refuses with options.message", async (_runtime, _memory, _state, options) => ({
    success: false,
    error: String((options as Options).message),
  })),
  action("NOTHING", "Returns nothing", async () => undefined),
  action("SETTING", "Answers with the setting options.key", async (runtime, _memory, _state, options) =>
    done({ data: { value: runtime.getSetting(String((options as Options).key)) } }),
  ),
  action("AGENT", "Answers with who the agent is", async (runtime) =>
    done({ data: { agentId: runtime.agentId, name: runtime.character.name } }),
  ),
  action("WAIT", "Waits options.ms milliseconds", async (_runtime, _memory, _state, options) => {
    const ms = Number((options as Options).ms);
    await new Promise((resolve) => setTimeout(resolve, ms));
    return done({ data: { waited: ms } });
  }),
  action("LOG", "Logs options.message at options.level", async (runtime, _memory, _state, options) => {
    const { level, message } = options as { level: string; message: string };
    (runtime.logger as unknown as Levels)[level]?.(message);
    return done({ text: "logged" });
  }),
  action("COUNT", "Counts its calls", async () => done({ data: { count: ++calls } })),
  action("CONFIG", "Answers with what init was given", async (runtime) =>
    done({ data: { config: recordsOf(runtime).config } }),
  ),
  action("EVENTS", "Answers with n of the events that came", async (runtime) =>
    done({ data: { seen: [...recordsOf(runtime).seen] } }),
  ),
  action("TASKS", "Answers with the tasks that ran", async (runtime) =>
    done({ data: { ran: [...recordsOf(runtime).tasks] } }),
  ),
];
