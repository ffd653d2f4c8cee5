/** The handler's callback: contents in order, each answered by what the host made of it. */
import { expect } from "bun:test";
import type { Content, Memory } from "@elizaos/core";
import { collector, evaluate, invoke } from "../../fixtures/call.ts";
import { failure, told } from "../../fixtures/failure.ts";
import { memoryOf } from "../../fixtures/recording-runtime.ts";
import { anAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";

export const callbackCases: ContractCase[] = [
  {
    name: "contents are emitted in order, and answered",
    kinds: "actions and providers",
    async run(plugin) {
      const { emitted, callback } = collector();
      const contents: Content[] = [{ text: "one" }, { text: "zwei 🙂", actions: ["A"] }, { text: "three" }];
      const result = await invoke(plugin, anAgent(plugin), {
        action: "EMIT",
        options: { contents },
        callback,
      });
      expect(emitted).toEqual(contents);
      expect(result?.data?.memories).toEqual(contents.map(({ text }) => [memoryOf(`memory of ${text}`)]));
    },
  },
  {
    name: "a hundred contents keep their order, however long the host takes for each",
    kinds: "actions and providers",
    async run(plugin) {
      const contents: Content[] = Array.from({ length: 100 }, (_unused, n) => ({ text: `${n}` }));
      const emitted: unknown[] = [];
      const callback = async ({ text }: Content): Promise<Memory[]> => {
        for (let turns = Number(text) % 3; turns > 0; turns--) await Bun.sleep(0);
        emitted.push(text);
        return [];
      };
      const result = await invoke(plugin, anAgent(plugin), {
        action: "EMIT",
        options: { contents },
        callback,
      });
      expect(emitted).toEqual(contents.map(({ text }) => text));
      expect(result?.data?.memories).toEqual(contents.map(() => []));
    },
  },
  {
    name: "a callback that throws fails the handler",
    kinds: "actions and providers",
    async run(plugin) {
      const callback = async (): Promise<Memory[]> => {
        throw new Error("the host has no room for it");
      };
      const options = { contents: [{ text: "x" }] };
      const error = await failure(invoke(plugin, anAgent(plugin), { action: "EMIT", options, callback }));
      expect(told(error)).toContain("the host has no room for it");
    },
  },
  {
    name: "an evaluator's callback is given the content, and the evaluator waits for its answer",
    async run(plugin) {
      const { emitted, callback } = collector();
      let answered = false;
      const slowly = async (content: Content): Promise<Memory[]> => {
        const memories = await callback(content);
        await Bun.sleep(5);
        answered = true;
        return memories;
      };
      const call = { evaluator: "PROBE_EVALUATOR", text: "emit", callback: slowly };
      expect(await evaluate(plugin, anAgent(plugin), call)).toMatchObject({ text: "evaluated emit" });
      expect(emitted).toEqual([{ text: "evaluated" }]);
      expect(answered).toBe(true);
    },
  },
];
