/** The plugin that the contract suite calls, in TypeScript; its twins are in rust/, python/ and ../node/. */
import type { Action, ActionResult, Content, Handler, IAgentRuntime, Plugin } from "@elizaos/core";

type Options = Record<string, unknown>;
type Methods = Record<string, (...args: unknown[]) => unknown>;
type Levels = Record<string, (message: string) => void>;

let calls = 0;

const handlers: Record<string, [description: string, handler: Handler]> = {
  ECHO: [
    "Answers with what it was given",
    async (_runtime, memory, state, options, _callback, responses) =>
      done({
        text: memory.content.text ?? "",
        data: { memory, state: state ?? null, options: options ?? null, responses: responses ?? null },
      }),
  ],
  EMIT: [
    "Emits each of options.contents",
    async (_runtime, _memory, _state, options, callback) => {
      const memories: unknown[] = [];
      for (const content of (options as Options).contents as Content[])
        memories.push(await callback?.(content));
      return done({ data: { memories } });
    },
  ],
  FAIL: [
    "Fails with options.message",
    async (_runtime, _memory, _state, options) => {
      throw new Error(String((options as Options).message));
    },
  ],
  REFUSE: [
    "Refuses with options.message",
    async (_runtime, _memory, _state, options) => ({
      success: false,
      error: String((options as Options).message),
    }),
  ],
  NOTHING: ["Returns nothing", async () => undefined],
  HOST: [
    "Calls the runtime method options.method with options.args",
    async (runtime, _memory, _state, options) => {
      const { method, args } = options as { method: string; args: unknown[] };
      return done({ data: { value: await (runtime as unknown as Methods)[method]?.(...args) } });
    },
  ],
  SETTING: [
    "Answers with the setting options.key",
    async (runtime, _memory, _state, options) =>
      done({ data: { value: runtime.getSetting(String((options as Options).key)) } }),
  ],
  AGENT: [
    "Answers with who the agent is",
    async (runtime) => done({ data: { agentId: runtime.agentId, name: runtime.character.name } }),
  ],
  WAIT: [
    "Waits options.ms milliseconds",
    async (_runtime, _memory, _state, options) => {
      const ms = Number((options as Options).ms);
      await new Promise((resolve) => setTimeout(resolve, ms));
      return done({ data: { waited: ms } });
    },
  ],
  LOG: [
    "Logs options.message at options.level",
    async (runtime, _memory, _state, options) => {
      const { level, message } = options as { level: string; message: string };
      (runtime.logger as unknown as Levels)[level]?.(message);
      return done({ text: "logged" });
    },
  ],
  COUNT: ["Counts its calls", async () => done({ data: { count: ++calls } })],
};

function done(rest: Omit<ActionResult, "success">): ActionResult {
  return { success: true, ...rest };
}

const validate = async (_runtime: IAgentRuntime, memory: { content: Content }) =>
  memory.content.text !== "no";

export default {
  name: "probe",
  description: "The plugin that the contract suite calls",
  config: { PROBE_SETTING: null, PROBE_DEFAULT: "from the manifest" },
  actions: Object.entries(handlers).map(
    ([name, [description, handler]]): Action => ({ name, description, validate, handler }),
  ),
  providers: [
    {
      name: "PROBE",
      description: "Tells of the message",
      get: async (_runtime, memory, state) => {
        const text = memory.content.text ?? "";
        return { text: `probe of ${text}`, values: { length: [...text].length }, data: { state } };
      },
    },
  ],
} satisfies Plugin;
