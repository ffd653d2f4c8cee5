/** How does it scale: calls per second against 1 to 64 in flight, and a hundred instances of one wasm module. */
import { join } from "node:path";
import { LATENCY_BYTES } from "../src/bench/payload.ts";
import { IN_FLIGHT } from "../src/bench/plan.ts";
import type { ScalingStep } from "../src/bench/report.ts";
import { mustRun } from "../src/setup/command.ts";
import { repositoryRoot } from "../src/setup/repository.ts";
import { ourSubjects, rivalSubjects } from "./crossing.ts";
import { pythonLoop } from "./floors/python-loop.ts";
import { grpc } from "./peers/grpc/grpc.ts";
import { mcp } from "./peers/mcp/mcp.ts";
import { newlineJson } from "./peers/newline-json/newline-json.ts";
import type { Question } from "./question.ts";

/** Of these one step is enough to see them: they take a hundred times as long. */
const SLOW = [grpc, mcp];
const SLOW_IN_FLIGHT = 32;

/**
 * What README tells hosts of many wasm plugins to start Bun with. By default JavaScriptCore has eight memories of the fast form, and looks
 * for one to reuse by a whole garbage collection at each further instance: in an agent's host that is most of what a plugin takes.
 */
const MANY_MEMORIES = { BUN_JSC_maxNumWasmFastMemories: "1000" };

export const scale: Question = {
  name: "scale",
  asks: "How does it scale?",
  durationMs: 40_000,
  rivals: [pythonLoop, newlineJson, ...SLOW],
  subjects: async (field) => {
    const ways = field.ways.filter(({ case: name, way }) => name === "invoke" && way.protocol === "ipc");
    return [1, ...IN_FLIGHT].flatMap((inFlight) => {
      const rivals = field.rivals.filter((rival) => inFlight === SLOW_IN_FLIGHT || !SLOW.includes(rival));
      const crossing = { payloadBytes: LATENCY_BYTES, inFlight };
      return [...ourSubjects(field, ways, crossing), ...rivalSubjects(field, rivals, crossing)];
    });
  },
  async scaling({ ways }) {
    if (!ways.some(({ way }) => way.protocol === "wasm")) return [];
    // In a process of its own, as memory that others freed would be used again.
    const argv = [process.execPath, join(import.meta.dir, "hundred.ts")];
    const options = { cwd: repositoryRoot, env: MANY_MEMORIES };
    const printed = await mustRun("load a hundred wasm instances", argv, options);
    return [JSON.parse(printed) as ScalingStep];
  },
};
