/**
 * What plugins of one way take of the machine: loaded one after the other into the host of one agent, each introduced and asked once. In
 * this process its growth counts, which is coarse: memory that was freed before is used again.
 */
import type { IAgentRuntime } from "@elizaos/core";
import { LIMITS } from "../limits.ts";
import type { Job } from "./component-call.ts";
import { type Introduced, introduce } from "./introduce.ts";
import { childrenRssBytes, hostRssBytes } from "./memory.ts";
import { patiently } from "./patience.ts";
import type { Footprint, ScalingStep } from "./report.ts";
import { placeOf, type Way } from "./way.ts";

export interface Weight {
  footprint: Footprint;
  scaling: ScalingStep[];
}

export interface WeighOptions {
  agent: IAgentRuntime;
  job: Job;
  /** How many at last; they double until then. */
  most: number;
  signal?: AbortSignal | undefined;
}

export async function weigh(way: Way, { agent, job, most, signal }: WeighOptions): Promise<Weight> {
  const place = { plugin: null, ...placeOf(way) };
  const ownProcess = way.protocol === "ipc";
  const rss = ownProcess ? childrenRssBytes : hostRssBytes;
  const introduced: Introduced[] = [];
  const patience = { timeoutMs: LIMITS.benchOpenTimeoutMs + (way.options.timeoutMs ?? 0), signal };
  const scaling: ScalingStep[] = [];
  let totalMs = 0;
  try {
    const before = rss();
    const memories = await wasmMemoriesOf(async () => {
      for (let plugins = 1; plugins <= most; plugins *= 2) {
        const start = performance.now();
        while (introduced.length < plugins)
          introduced.push(await patiently(() => introduce(way, agent, job), patience));
        totalMs += performance.now() - start;
        scaling.push({ ...place, plugins, totalMs, rssBytes: Math.max(0, rss() - before) });
      }
    });
    for (const { result } of introduced) job.check(result);
    const last = scaling.at(-1) as ScalingStep;
    const footprint: Footprint = {
      ...place,
      ownProcess,
      rssBytes: Math.round(last.rssBytes / last.plugins),
      wasmMemoryBytes: memories[0]?.buffer.byteLength ?? null,
    };
    return { footprint, scaling };
  } finally {
    await Promise.all(introduced.map(({ close }) => close()));
  }
}

/** The memories of the wasm instances that are made while `work` runs: a transport shows its own to nobody. */
async function wasmMemoriesOf(work: () => Promise<void>): Promise<WebAssembly.Memory[]> {
  const memories: WebAssembly.Memory[] = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args: ConstructorParameters<typeof Instance>) {
      const instance = new target(...args);
      const { memory } = instance.exports;
      if (memory instanceof WebAssembly.Memory) memories.push(memory);
      return instance;
    },
  });
  try {
    await work();
  } finally {
    WebAssembly.Instance = Instance;
  }
  return memories;
}
