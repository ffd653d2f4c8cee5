/** The action ELIZA_REPLY: says what ELIZA says to the message, after all that was said in the room before. */
import type { Action, IAgentRuntime, Memory } from "@elizaos/core";
import { linesBefore } from "./history.ts";
import { remember } from "./session.ts";
import { elizaOf } from "./setting.ts";

export const reply: Action = {
  name: "ELIZA_REPLY",
  description: "Replies as ELIZA would",
  similes: ["ELIZA", "REPLY_AS_ELIZA"],
  validate: hasText,
  async handler(runtime, message, _state, _options, callback) {
    const history = await linesBefore(runtime, message);
    const answer = elizaOf(runtime).respond(history, message.content.text ?? "");
    const { source } = message.content;
    await callback?.({
      text: answer.reply,
      actions: ["ELIZA_REPLY"],
      ...(source === undefined ? undefined : { source }),
      ...(message.id === undefined ? undefined : { inReplyTo: message.id }),
    });
    remember(runtime, message.roomId, "eliza", answer.reply);
    return { success: true, text: answer.reply, data: { keyword: answer.keyword, rule: answer.rule } };
  },
};

/** ELIZA can reply to whatever has a text. */
export async function hasText(_runtime: IAgentRuntime, message: Memory): Promise<boolean> {
  return typeof message.content.text === "string";
}
