/** What a way's plugin is asked to do: the echo's job with its curve, or the components of somebody's plugin. */
import { errorOf } from "../errors.ts";
import { type Component, callerOf, type Job } from "./component-call.ts";
import { agentTextJob, ECHO, textJob } from "./echo-job.ts";
import { failureOf, missingOf, type OpenedWay } from "./opened-way.ts";
import type { Patience } from "./patience.ts";
import { LATENCY_BYTES } from "./payload.ts";
import type { Missing } from "./report.ts";
import type { ColdCommand } from "./subjects/start.ts";
import { type UserInputs, userJob } from "./user-job.ts";
import type { Way } from "./way.ts";

export interface Work {
  /** By their names in the report; the first one stands for the plugin where one is enough. */
  jobs: readonly [NamedJob, ...NamedJob[]];
  /** The action that the AgentRuntime runs. */
  agent: NamedJob | undefined;
  cold: ColdCommand;
  /** Whether the plugin is the echo, to whom anything can be said. */
  echoes: boolean;
}

export interface NamedJob {
  case: string;
  job: Job;
}

/** What somebody's plugins are called with. */
export interface UserWork {
  /** Those that were named; none for all that there are. */
  components: readonly Component[];
  inputs: UserInputs;
  /** For the command line of cold starts: how the plugin is loaded and called. */
  words: readonly string[];
}

export function echoWork(way: Way): Work {
  const job = textJob(LATENCY_BYTES);
  const text = String(job.inputs.message.content.text);
  const words = ["invoke", way.target, ECHO, "--text", text, "--protocol", way.protocol];
  return {
    jobs: [{ case: "invoke", job }],
    agent: { case: "process-actions", job: agentTextJob(LATENCY_BYTES) },
    cold: { words: [...words, ...pythonWords(way)], printed: `${text}\n` },
    echoes: true,
  };
}

/** @returns undefined where nothing of the plugin works; what does not is told in `missing` */
export async function userWork(
  { way, session }: OpenedWay,
  { components, inputs, words }: UserWork,
  patience: Patience,
): Promise<{ work: Work | undefined; missing: Missing[] }> {
  const missing: Missing[] = [];
  const jobs: NamedJob[] = [];
  for (const component of componentsOf(session, components)) {
    const job = userJob(component, inputs);
    const failure = await failureOf(callerOf(session, job), job, patience);
    if (patience.signal?.aborted) break;
    if (failure === undefined) jobs.push({ case: caseOf(component), job });
    else missing.push({ ...missingOf(way, failure), case: caseOf(component) });
  }
  const [first] = jobs;
  if (first === undefined) return { work: undefined, missing };
  const { kind, name } = first.job;
  const action = jobs.find(({ job }) => job.kind === "action");
  const agent = action && { case: `process-actions ${action.job.name}`, job: action.job };
  const called = [kind === "action" ? "invoke" : "provide", way.target, name, "--protocol", way.protocol];
  if (kind === "action") called.push("--options", JSON.stringify(inputs.options));
  return {
    work: {
      jobs: [first, ...jobs.slice(1)],
      agent,
      cold: { words: [...called, ...words], printed: undefined },
      echoes: false,
    },
    missing,
  };
}

/** Those of the plugin's components that are wanted. */
function componentsOf({ plugin }: OpenedWay["session"], wanted: readonly Component[]): Component[] {
  const own: Component[] = [
    ...(plugin.actions ?? []).map(({ name }): Component => ({ kind: "action", name })),
    ...(plugin.providers ?? []).map(({ name }): Component => ({ kind: "provider", name })),
  ];
  if (wanted.length === 0) return own;
  return own.filter(({ kind, name }) => wanted.some((one) => one.kind === kind && one.name === name));
}

/** @throws CallError `component_unknown` for a component that was named and that none of the plugins has */
export function checkKnown(opened: readonly OpenedWay[], wanted: readonly Component[]): void {
  for (const { kind, name } of wanted) {
    if (opened.some(({ session }) => componentsOf(session, [{ kind, name }]).length > 0)) continue;
    const names = opened.flatMap(({ session }) => componentsOf(session, []).map((one) => one.name));
    throw errorOf("component_unknown", `Cannot measure the ${kind} ${name} as no plugin here has it`, {
      value: name,
      remedy: `There are ${[...new Set(names)].join(", ") || "none"}`,
    });
  }
}

function caseOf({ kind, name }: Component): string {
  return `${kind === "action" ? "invoke" : "provide"} ${name}`;
}

function pythonWords({ options: { python } }: Way): string[] {
  return python === undefined ? [] : ["--python", python];
}
