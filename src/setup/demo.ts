/**
 * `bun run demo`: one plugin in three languages, over every transport, each in an elizaOS AgentRuntime. Prints what a call costs, whether
 * each gives the replies that were worked out by hand, and every kind of component at work.
 */
import { join } from "node:path";
import { type Agent, startAgent } from "../agent/agent.ts";
import { prepareCoreEnvironment } from "../agent/core-environment.ts";
import type { Protocol } from "../contract/generated/types.ts";
import { loadPlugin } from "../interop/load-plugin.ts";
import { closePlugin, type LoadedPlugin } from "../interop/loaded.ts";
import type { LogRecord } from "../interop/log.ts";
import { converse, type Turn, timeReplies } from "./conversation.ts";
import { KINDS } from "./kinds.ts";
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

/** Of one plugin; when one reply is wrong, those after it often are too. */
const SHOWN_DIFFERENCES = 3;

prepareCoreEnvironment("error");
const { turns } = (await Bun.file(join(repositoryRoot, "plugins/eliza/conversation.json")).json()) as {
  turns: Turn[];
};
const record = readRecord();
const rows: string[][] = [];
const faults: string[] = [];

const kindRows: string[][] = [];
// Part of no plugin's load: whoever comes first would pay for all.
await import("@elizaos/core");

for (const way of WAYS) {
  const missing = missingOf(record, ...way.needs);
  const named = [way.language, way.shown];
  if (missing === undefined) {
    rows.push([...named, ...(await attempt(way, figures))]);
    kindRows.push([...named, ...(await attempt(way, kinds))]);
  } else rows.push([...named, "", "", "", `skipped: ${missing.why}; mend it with: ${missing.remedy}`]);
}
console.log(table(["language", "transport", "load ms", "p50 µs", "p99 µs", "conversation"], rows));
console.log("\nEvery kind of component, in an agent without a key:");
console.log(
  table(
    ["kind", "what", "comes to"],
    KINDS.map(({ kind, what, expected }) => [kind, what, expected]),
  ),
);
console.log(`\n${table(["language", "transport", ...KINDS.map(({ kind }) => kind)], kindRows)}`);
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

/** The cells of one table, or none where the plugin could not be brought up. */
async function attempt(way: Way, show: (way: Way) => Promise<string[]>): Promise<string[]> {
  try {
    return await show(way);
  } catch (error) {
    faults.push(`${way.language} over ${way.protocol}: ${error instanceof Error ? error.message : error}`);
    return ["failed"];
  }
}

async function figures(way: Way): Promise<string[]> {
  return withAgent(way, async ({ plugin, agent, loadMs }) => {
    const differences = await converse(plugin, agent, turns);
    for (const { turn, user, expected, actual } of differences.slice(0, SHOWN_DIFFERENCES))
      faults.push(
        `${way.language} over ${way.protocol}, turn ${turn}, ${JSON.stringify(user)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`,
      );
    const { p50Us, p99Us } = await timeReplies(plugin, agent);
    const costs = [loadMs, p50Us, p99Us].map((figure) => figure.toFixed(1));
    return [...costs, `${turns.length - differences.length}/${turns.length} replies`];
  });
}

async function kinds(way: Way): Promise<string[]> {
  return withAgent(way, async ({ agent }) => {
    const cells: string[] = [];
    for (const { kind, expected, show } of KINDS) {
      const actual = await show(agent);
      cells.push(actual === expected ? "✓" : "✗");
      if (actual !== expected)
        faults.push(`${way.language} over ${way.protocol}, ${kind}: expected ${expected}, got ${actual}`);
    }
    return cells;
  });
}

interface Loaded {
  plugin: LoadedPlugin;
  agent: Agent;
  loadMs: number;
}

async function withAgent<Result>(
  { language, protocol }: Way,
  use: (loaded: Loaded) => Promise<Result>,
): Promise<Result> {
  const manifestPath = join(repositoryRoot, "plugins/eliza", language, "plugin.json");
  const start = performance.now();
  const plugin = await loadPlugin({ manifestPath, protocol });
  const loadMs = performance.now() - start;
  try {
    const agent = await startAgent({ plugins: [plugin], onLog });
    try {
      return await use({ plugin, agent, loadMs });
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
