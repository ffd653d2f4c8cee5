/**
 * Every kind of component of ELIZA, once, in an agent that has no key: a person says one line, and what comes of it is asked for in
 * every way that elizaOS has.
 */
import { ModelType, type ServiceTypeName, type Task, type TextStreamResult } from "@elizaos/core";
import type { Agent } from "../agent/agent.ts";
import { routeHandler } from "../agent/http/route-handler.ts";

/** A kind, how it is shown, and what must come of it: worked out by hand, the same in every language. */
interface Kind {
  kind: string;
  what: string;
  expected: string;
  show(agent: Agent): Promise<string>;
}

const LINE = "I am unhappy";
const REPLY = "What has made you unhappy?";

/** In this order: each leaves what the next one looks at. */
export const KINDS: readonly Kind[] = [
  {
    kind: "model",
    what: `a person says ${JSON.stringify(LINE)}; TEXT_LARGE plans, the action answers`,
    expected: REPLY,
    show: async (agent) => (await agent.say(LINE)).contents.map(({ text }) => text).join("|"),
  },
  {
    kind: "event",
    what: "MESSAGE_RECEIVED was remembered; the service tells",
    expected: `person: ${LINE}|eliza: ${REPLY}`,
    async show({ runtime, roomId }) {
      const lines = await (await sessionsOf(runtime)).history(roomId);
      return lines.map(({ who, text }) => `${who}: ${text}`).join("|");
    },
  },
  {
    kind: "evaluator",
    what: "ELIZA_MOOD wrote a fact",
    expected: "0 pleasant, 1 unpleasant",
    async show({ runtime, roomId }) {
      const facts = await runtime.getMemories({ tableName: "facts", roomId });
      return facts.map(({ content }) => content.text).join("|");
    },
  },
  {
    kind: "route",
    what: "POST /eliza/digest of three bytes",
    expected: "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81 (200)",
    async show({ runtime }) {
      const body = Uint8Array.of(1, 2, 3);
      const response = await ask(runtime, "/eliza/digest", { method: "POST", body });
      const { sha256 } = (await response.json()) as { sha256: string };
      return `${sha256} (${response.status})`;
    },
  },
  {
    kind: "chunks",
    what: "GET /eliza/rooms/:roomId/transcript, written line by line",
    expected: `person: ${LINE}|eliza: ${REPLY}|`,
    async show({ runtime, roomId }) {
      const response = await ask(runtime, `/eliza/rooms/${roomId}/transcript`);
      return (await response.text()).replaceAll("\n", "|");
    },
  },
  {
    kind: "stream",
    what: "TEXT_SMALL, word by word",
    expected: "What |has |made |you |unhappy?",
    async show({ runtime }) {
      const answer: unknown = await runtime.useModel(ModelType.TEXT_SMALL, { prompt: LINE, stream: true });
      const parts: string[] = [];
      for await (const part of (answer as TextStreamResult).textStream) parts.push(part);
      return parts.join("|");
    },
  },
  {
    kind: "task",
    what: "ELIZA_FORGET, which init registered, forgets the room",
    expected: "no line left",
    async show({ runtime, roomId }) {
      const task: Task = { name: "ELIZA_FORGET", description: "Forgets a room", tags: [] };
      await runtime.getTaskWorker(task.name)?.execute(runtime, { roomId }, task);
      const left = await (await sessionsOf(runtime)).history(roomId);
      return left.length === 0 ? "no line left" : `${left.length} lines left`;
    },
  },
];

type Init = NonNullable<ConstructorParameters<typeof Request>[1]>;

interface Sessions {
  history(roomId: string): Promise<{ who: string; text: string }[]>;
}

async function sessionsOf(runtime: Agent["runtime"]): Promise<Sessions> {
  return (await runtime.getServiceLoadPromise("eliza" as ServiceTypeName)) as unknown as Sessions;
}

async function ask(runtime: Agent["runtime"], path: string, init: Init = {}): Promise<Response> {
  const response = await routeHandler(runtime)(new Request(`http://localhost${path}`, init));
  return response ?? new Response(null, { status: 404 });
}
