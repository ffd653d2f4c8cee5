/** An agent whose models are a plugin's in TypeScript: they answer the message service's prompts in its own form. */
import type { Action, Content, GenerateTextParams, Memory, Plugin } from "@elizaos/core";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import type { LogRecord } from "../../src/interop/log.ts";

/** What a model answers: the elements of its response. */
export type Answers = Record<string, string>;

export interface Talking {
  agent: Agent;
  prompts: { type: string; prompt: string }[];
  logs: LogRecord[];
}

/** An agent whose model answers as `answer` says; it streams seven characters at a time. */
export async function talking(
  answer: (prompt: string) => Answers,
  plugin: Partial<Plugin> = {},
): Promise<Talking> {
  const prompts: Talking["prompts"] = [];
  const logs: LogRecord[] = [];
  const model =
    (type: string) =>
    async (_runtime: unknown, { prompt, stream }: GenerateTextParams) => {
      prompts.push({ type, prompt });
      const elements = Object.entries(answer(prompt)).map(([name, text]) => `<${name}>${text}</${name}>`);
      const text = `<response>${elements.join("")}</response>`;
      const chunks = text.match(/.{1,7}/gs) ?? [];
      return stream
        ? {
            textStream: (async function* () {
              yield* chunks;
            })(),
          }
        : text;
    };
  const models = { TEXT_SMALL: model("TEXT_SMALL"), TEXT_LARGE: model("TEXT_LARGE") };
  const plugins = [{ name: "talking", description: "", models, ...plugin } as unknown as Plugin];
  const agent = await startAgent({ plugins, onLog: (record) => logs.push(record) });
  return { agent, prompts, logs };
}

export const saying = (text: string, actions = "REPLY"): Answers => ({
  thought: "t",
  actions,
  providers: "",
  text,
});

/** The message that a prompt asks to answer. */
export const received = (prompt: string) => /# Received Message\nPerson: (.*)\n/.exec(prompt)?.[1];

export const shout = {
  name: "SHOUT",
  description: "Shouts it back",
  validate: async () => true,
  handler: async (
    _runtime: unknown,
    message: Memory,
    _s: unknown,
    _o: unknown,
    callback: (content: Content) => Promise<Memory[]>,
  ) => {
    await callback({ text: message.content.text?.toUpperCase() ?? "" });
    return { success: true, text: "shouted" };
  },
} as unknown as Action;

/** What the room's messages say, oldest first: who, and what. */
export async function transcript({ runtime, roomId, entityId }: Agent): Promise<string[]> {
  const memories = await runtime.getMemories({ tableName: "messages", roomId });
  const said = memories.reverse().filter(({ content }) => content.type !== "action_result");
  return said.map(
    (memory) => `${memory.entityId === entityId ? "person" : "agent"}: ${memory.content.text ?? "-"}`,
  );
}
