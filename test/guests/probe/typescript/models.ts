/** Models: one of text that can stream, one that answers what it is given, one that fails. */
import type { IAgentRuntime, TextStreamResult } from "@elizaos/core";

export type ModelHandler = (runtime: IAgentRuntime, params: Record<string, unknown>) => Promise<unknown>;

export const models: Record<string, ModelHandler> = {
  PROBE_TEXT: async (_runtime, { prompt, stream }) => {
    const text = `echo: ${prompt}`;
    return stream ? streamOf(text) : text;
  },
  PROBE_VALUE: async (_runtime, params) => params,
  PROBE_FAIL: async () => {
    throw new Error("no such weights");
  },
};

/** Word by word, each with the space that follows it. */
export function streamOf(text: string): TextStreamResult {
  async function* words() {
    yield* text.match(/\S+\s*|\s+/g) ?? [];
  }
  return {
    textStream: words(),
    text: Promise.resolve(text),
    usage: Promise.resolve(undefined),
    finishReason: Promise.resolve("stop"),
  };
}
