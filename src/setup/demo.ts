/**
 * `bun run demo`: one conversation with one plugin in three languages, over every transport, each in an elizaOS AgentRuntime. Prints what
 * each costs and whether each gives the replies that were worked out by hand.
 */
import { join } from "node:path";
import { startAgent } from "../agent/agent.ts";
import { prepareCoreEnvironment } from "../agent/core-environment.ts";
import type { Protocol } from "../contract/generated/types.ts";
import { loadPlugin } from "../interop/load-plugin.ts";
import { closePlugin } from "../interop/loaded.ts";
import type { LogRecord } from "../interop/log.ts";
import { converse, type Difference, type Latency, type Turn, timeReplies } from "./conversation.ts";
import { missingOf, readRecord, type Tool } from "./record.ts";
import { repositoryRoot } from "./repository.ts";
import { table } from "./table.ts";

interface Way {
  language: "typescript" | "rust" | "python";
  protocol: Protocol;
  /** How the table names the transport. */
  shown: string;
  needs: Tool[];
}

const WAYS: Way[] = [
  { language: "typescript", protocol: "native", shown: "native", needs: [] },
  { language: "rust", protocol: "wasm", shown: "wasm", needs: ["rust", "wasm"] },
  { language: "rust", protocol: "ffi", shown: "ffi", needs: ["rust"] },
  { language: "python", protocol: "ipc", shown: "ipc", needs: ["python"] },
  { language: "typescript", protocol: "ipc", shown: "ipc, isolated", needs: [] },
  { language: "rust", protocol: "ipc", shown: "ipc, isolated ffi", needs: ["rust"] },
];

interface Run extends Latency {
  loadMs: number;
  differences: Difference[];
}

/** Of one plugin; when one reply is wrong, those after it often are too. */
const SHOWN_DIFFERENCES = 3;

prepareCoreEnvironment("error");
const { turns } = (await Bun.file(join(repositoryRoot, "plugins/eliza/conversation.json")).json()) as {
  turns: Turn[];
};
const record = readRecord();
const rows: string[][] = [];
const faults: string[] = [];

for (const way of WAYS) rows.push([way.language, way.shown, ...(await cells(way))]);
console.log(table(["language", "transport", "load ms", "p50 µs", "p99 µs", "conversation"], rows));
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

async function cells(way: Way): Promise<string[]> {
  const missing = missingOf(record, ...way.needs);
  if (missing !== undefined) return ["", "", "", `skipped: ${missing.why}; mend it with: ${missing.remedy}`];
  try {
    const { loadMs, p50Us, p99Us, differences } = await hold(way);
    for (const { turn, user, expected, actual } of differences.slice(0, SHOWN_DIFFERENCES))
      faults.push(
        `${way.language} over ${way.protocol}, turn ${turn}, ${JSON.stringify(user)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`,
      );
    const figures = [loadMs.toFixed(1), p50Us.toFixed(1), p99Us.toFixed(1)];
    return [...figures, `${turns.length - differences.length}/${turns.length} replies`];
  } catch (error) {
    faults.push(`${way.language} over ${way.protocol}: ${error instanceof Error ? error.message : error}`);
    return ["", "", "", "failed"];
  }
}

async function hold({ language, protocol }: Way): Promise<Run> {
  const manifestPath = join(repositoryRoot, "plugins/eliza", language, "plugin.json");
  const start = performance.now();
  const plugin = await loadPlugin({ manifestPath, protocol });
  const loadMs = performance.now() - start;
  try {
    const agent = await startAgent({ plugins: [plugin], onLog });
    try {
      const differences = await converse(plugin, agent, turns);
      return { loadMs, differences, ...(await timeReplies(plugin, agent)) };
    } finally {
      await agent.close();
    }
  } finally {
    await closePlugin(plugin);
  }
}

/** What the runtime says of its own doings is not the demo's matter, its troubles are. */
function onLog({ plugin, level, message }: LogRecord): void {
  if (level === "error" || level === "fatal") console.error(`${plugin}: ${message}`);
}
