/** Work of the probe that waits at a gate: its getCache of `gate 1` and so on, until the case opens that one. */
import { until } from "../../fixtures/processes.ts";
import type { FullAgent } from "../agents.ts";

export interface Gates {
  /** Resolves when the probe waits at the gate. */
  reached(n: number): Promise<void>;
  open(n: number): void;
}

/** The agent has gates for as long as the work goes on. */
export async function gated({ runtime }: FullAgent, work: (gates: Gates) => Promise<void>): Promise<void> {
  const { getCache } = runtime;
  const waiting = new Map<string, () => void>();
  runtime.getCache = ((key: string) =>
    new Promise<undefined>((resolve) => waiting.set(key, () => resolve(undefined)))) as typeof getCache;
  try {
    await work({
      reached: (n) => until(`the probe waits at gate ${n}`, () => waiting.has(`gate ${n}`)),
      open: (n) => waiting.get(`gate ${n}`)?.(),
    });
  } finally {
    for (const open of waiting.values()) open();
    runtime.getCache = getCache;
  }
}
