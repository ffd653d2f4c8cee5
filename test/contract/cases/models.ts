/** Models: asked by the agent and by other plugins, at once and as streams of text. */
import { expect } from "bun:test";
import { ask } from "../../fixtures/call.ts";
import { failure, told } from "../../fixtures/failure.ts";
import { type FullAgent, fullAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";
import { bytes, edges } from "./values.ts";

type UseModel = (type: string, params: unknown, provider?: string) => Promise<unknown>;

interface Stream {
  textStream: AsyncIterable<string>;
  text: Promise<string>;
  usage: Promise<unknown>;
  finishReason: Promise<unknown>;
}

/** core's useModel knows the types of elizaOS only. */
function useModel({ runtime }: FullAgent, ...args: Parameters<UseModel>): Promise<unknown> {
  return (runtime as { useModel: UseModel }).useModel(...args);
}

const prompt = "one two  three é🙂";
const echoed = `echo: ${prompt}`;

export const modelCases: ContractCase[] = [
  {
    name: "a model answers a prompt",
    async run(plugin) {
      expect(await useModel(await fullAgent(plugin), "PROBE_TEXT", { prompt }, "probe")).toBe(echoed);
    },
  },
  {
    name: "of two models of one type the agent uses that of the higher priority",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      // The plugin `low` has one of priority 3, and was registered first.
      expect(await useModel(agent, "PROBE_TEXT", { prompt })).toBe(echoed);
      expect(await useModel(agent, "PROBE_TEXT", { prompt }, "low")).toBe("low");
      const models = agent.runtime.models.get("PROBE_TEXT");
      agent.runtime.registerModel("PROBE_TEXT", async () => "high", "high", 9);
      expect(await useModel(agent, "PROBE_TEXT", { prompt })).toBe("high");
      models?.shift();
      expect(await useModel(agent, "PROBE_TEXT", { prompt })).toBe(echoed);
    },
  },
  {
    name: "a model's params and its value cross as all values do",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      expect(await useModel(agent, "PROBE_VALUE", { ...edges, bytes })).toMatchObject({ ...edges, bytes });
      expect(await useModel(agent, "PROBE_VALUE", [0.25, "a list", { of: bytes }])).toEqual([
        0.25,
        "a list",
        { of: bytes },
      ]);
      expect(await useModel(agent, "PROBE_VALUE", null)).toBeNull();
    },
  },
  {
    name: "a model's failure tells its message",
    async run(plugin) {
      const error = await failure(useModel(await fullAgent(plugin), "PROBE_FAIL", { prompt }));
      expect(error.message).toBe("no such weights");
    },
  },
  {
    name: "onStreamChunk is told the parts in order, and the whole text is the answer",
    async run(plugin) {
      const chunks: string[] = [];
      const onStreamChunk = async (chunk: string) => void chunks.push(chunk);
      const answer = await useModel(await fullAgent(plugin), "PROBE_TEXT", { prompt, onStreamChunk });
      expect(answer).toBe(echoed);
      expect(chunks.length).toBeGreaterThanOrEqual(4);
      expect(chunks.join("")).toBe(echoed);
    },
  },
  {
    name: "stream gives elizaOS's TextStreamResult",
    async run(plugin) {
      const answer = await useModel(await fullAgent(plugin), "PROBE_TEXT", { prompt, stream: true });
      const { textStream, text, usage, finishReason } = answer as Stream;
      const chunks: string[] = [];
      for await (const chunk of textStream) chunks.push(chunk);
      expect(chunks.length).toBeGreaterThanOrEqual(4);
      expect(chunks.join("")).toBe(echoed);
      expect(await text).toBe(echoed);
      await Promise.all([usage, finishReason]);
    },
  },
  {
    name: "a thousand parts of a stream keep their order",
    async run(plugin) {
      const long = Array.from({ length: 1000 }, (_unused, n) => `word${n}`).join(" ");
      const answer = await useModel(await fullAgent(plugin), "PROBE_TEXT", { prompt: long, stream: true });
      let text = "";
      for await (const chunk of (answer as Stream).textStream) text += chunk;
      expect(text).toBe(`echo: ${long}`);
    },
  },
  {
    name: "a stream that is given up leaves the model in order",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const long = Array.from({ length: 200 }, (_unused, n) => `word${n}`).join(" ");
      const answer = await useModel(agent, "PROBE_TEXT", { prompt: long, stream: true });
      for await (const chunk of (answer as Stream).textStream) if (chunk !== "") break;
      expect(await useModel(agent, "PROBE_TEXT", { prompt })).toBe(echoed);
    },
  },
  {
    name: "a model that fails, fails its stream",
    async run(plugin) {
      const agent = await fullAgent(plugin);
      const taken = async () => {
        const answer = await useModel(agent, "PROBE_FAIL", { prompt, stream: true });
        for await (const _chunk of (answer as Stream).textStream) expect.unreachable();
      };
      expect(told(await failure(taken()))).toContain("no such weights");
    },
  },
  {
    name: "an action uses another plugin's model",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const asked = { type: "PEER_TEXT", params: { prompt: "me" } };
      expect(await ask(plugin, runtime, "MODEL", asked)).toEqual({ value: "peer heard: me", chunks: [] });
    },
  },
  {
    name: "an action uses another plugin's model by onStreamChunk",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const asked = { type: "PEER_TEXT", params: { prompt: "me too" }, stream: true };
      expect(await ask(plugin, runtime, "MODEL", asked)).toEqual({
        value: "peer heard: me too",
        chunks: ["peer ", "heard: ", "me ", "too"],
      });
    },
  },
  {
    name: "an action takes the stream of another plugin's model",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const asked = { type: "PEER_TEXT", params: { prompt: "me too" } };
      expect(await ask(plugin, runtime, "STREAM", asked)).toEqual({
        chunks: ["peer ", "heard: ", "me ", "too"],
        text: "peer heard: me too",
      });
    },
  },
  {
    name: "an action takes the stream of its own plugin's model, through the agent",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const taken = await ask(plugin, runtime, "STREAM", { type: "PROBE_TEXT", params: { prompt } });
      expect(taken.text).toBe(echoed);
      expect((taken.chunks as string[]).join("")).toBe(echoed);
    },
  },
  {
    name: "a model that fails, fails the action that uses it",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      for (const action of ["MODEL", "STREAM"]) {
        const asked = { type: "PROBE_FAIL", params: { prompt }, stream: true };
        expect(told(await failure(ask(plugin, runtime, action, asked)))).toContain("no such weights");
      }
    },
  },
  {
    name: "a model that no plugin has fails by its type",
    async run(plugin) {
      const { runtime } = await fullAgent(plugin);
      const error = await failure(ask(plugin, runtime, "MODEL", { type: "NOBODY_TEXT", params: {} }));
      expect(told(error)).toContain("NOBODY_TEXT");
    },
  },
];
