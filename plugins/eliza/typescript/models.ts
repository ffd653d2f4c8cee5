/** The models TEXT_SMALL and TEXT_LARGE: ELIZA in place of a language model, so that an agent talks without a key. */
import type { GenerateTextParams, IAgentRuntime, TextStreamResult } from "@elizaos/core";
import { answerTo } from "./prompt.ts";
import { elizaOf } from "./setting.ts";

export async function generateText(
  runtime: IAgentRuntime,
  { prompt = "", stream }: GenerateTextParams,
): Promise<string | TextStreamResult> {
  const text = answerTo(prompt, elizaOf(runtime), runtime.character.name);
  if (!stream) return text;
  return {
    textStream: words(text),
    text: Promise.resolve(text),
    usage: Promise.resolve(undefined),
    finishReason: Promise.resolve("stop"),
  };
}

/** Each word with the space after it. */
async function* words(text: string): AsyncGenerator<string> {
  yield* text.match(/[^ ]* |[^ ]+$/g) ?? [];
}
