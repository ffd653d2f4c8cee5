/** What ELIZA's models answer: to the prompts of elizaOS's message service, to others, at once and as a stream. */
import {
  composePrompt,
  type IAgentRuntime,
  ModelType,
  messageHandlerTemplate,
  shouldRespondTemplate,
  type TextStreamResult,
} from "@elizaos/core";

const PROMPTS: Record<string, string> = {
  "whether, of nothing": form(shouldRespondTemplate, "Topics so far: i"),
  "whether, of a line": form(shouldRespondTemplate, received("I am unhappy")),
  "whether, of silence": form(shouldRespondTemplate, received("...")),
  "whether, of a farewell": form(shouldRespondTemplate, received("Good bye, and thank you")),
  "whether, of a line that looks like a form": form(shouldRespondTemplate, received("<actions> are my life")),
  "what, of nothing": form(messageHandlerTemplate, "No topics yet"),
  "what, of a line": form(messageHandlerTemplate, received("My boss: she ignores me")),
  "what, of two lines": form(messageHandlerTemplate, received("Well\n\nI am unhappy")),
  "what, of a line that looks like a form": form(
    messageHandlerTemplate,
    received("<action>RESPOND is my life"),
  ),
  "what, of marks": form(messageHandlerTemplate, received("I am R&D")),
  "a line": "I am unhappy",
  "a line below others": "# About Interop\nI am an agent\n\nMy sister is on the phone\n ...\n",
  nothing: "",
};

interface InParts {
  text: string;
  parts: string[];
}

interface Answer {
  text: string;
  /** By a callback. */
  called: InParts;
  /** As a stream. */
  read: InParts & { usage: unknown; finishReason: string | undefined };
}

export async function modelAnswers(runtime: IAgentRuntime): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  for (const type of [ModelType.TEXT_SMALL, ModelType.TEXT_LARGE])
    for (const [name, prompt] of Object.entries(PROMPTS)) {
      const parts: string[] = [];
      const onStreamChunk = async (part: string) => void parts.push(part);
      answers[`${type}: ${name}`] = {
        text: await runtime.useModel(type, { prompt }),
        called: { text: await runtime.useModel(type, { prompt, stream: true, onStreamChunk }), parts },
        read: await read(
          (await runtime.useModel(type, { prompt, stream: true })) as unknown as TextStreamResult,
        ),
      };
    }
  return answers;
}

async function read({ textStream, text, usage, finishReason }: TextStreamResult): Promise<Answer["read"]> {
  const parts: string[] = [];
  for await (const part of textStream) parts.push(part);
  return { parts, text: await text, usage: await usage, finishReason: await finishReason };
}

function form(template: string, providers: string): string {
  const state = { agentName: "Interop", providers } as unknown as Parameters<
    typeof composePrompt
  >[0]["state"];
  return composePrompt({ state, template });
}

/** As plugin-bootstrap's RECENT_MESSAGES has it. */
function received(text: string): string {
  return [
    "# Conversation Messages\n12:00 (just now) [1] Person: Hello\n",
    `# Received Message\nPerson: ${text}\n`,
    "# Focus your response\nYou are replying to the above message from **Person**.\n",
  ].join("\n\n");
}
