/** The work of `elizaos-interop bench`: finds out what this machine can run, weighs it, measures it, and gives the report. */
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { Affinity } from "./affinity.ts";
import { caseNotes } from "./case-notes.ts";
import { measure, type Progress } from "./engine.ts";
import { missingOf, type OpenedWay, openWays } from "./opened-way.ts";
import type { Patience } from "./patience.ts";
import { type Choice, floorSubjects, subjectsOf } from "./plan.ts";
import type { Missing, Report } from "./report.ts";
import type { Subject } from "./subject.ts";
import { guestVersions, PURE_PYTHON } from "./versions.ts";
import type { Way } from "./way.ts";
import { ownWays, type WayOptions, waysOfTargets } from "./ways.ts";
import { type Weight, weigh } from "./weigh.ts";
import { checkKnown, echoWork, type UserWork, userWork, type Work } from "./work.ts";

export interface BenchRequest {
  /** What names the plugins; none for the echo that we bring. */
  targets: readonly string[];
  user: UserWork;
  options: WayOptions;
  quick: boolean;
  durationMs: number;
  rate: number | undefined;
  versions: Record<string, string>;
  onProgress?(progress: Progress): void;
  /** Ends the run early: the report has what was measured until then. */
  signal?: AbortSignal;
}

/** A way with its work. */
interface Lane extends OpenedWay {
  work: Work;
}

/** How many plugins are loaded at once to see what they cost. */
const MANY = { wasm: 64, python: 16, native: 1, ffi: 16, ipc: 1 };
/** The engine needs some time, whatever was used up before. */
const MIN_MEASURING_MS = 1_000;
/** One action of the plugin `bench` lasts for the whole run. */
const ONE_DAY_MS = 86_400_000;

/** @throws for words that name no plugin, for a plugin of which nothing runs, and for a wrong result */
export async function runBench(request: BenchRequest): Promise<Report> {
  const begin = performance.now();
  const { targets, options } = request;
  const isEcho = targets.length === 0;
  const ways = isEcho ? await ownWays("echo", options) : waysOfTargets(targets, options);
  tell(request, begin, "loading the plugins");
  const { opened, missing } = await openWays(chosen(ways, options), request.signal);
  try {
    const lanes = isEcho
      ? opened.map((one): Lane => ({ ...one, work: echoWork(one.way) }))
      : await userLanes(opened, request, missing);
    if (lanes.length === 0 && !request.signal?.aborted) throw nothingRuns(missing);
    const weighed = request.quick
      ? { footprints: [], scaling: [] }
      : await weighAll(lanes, request, begin, missing);
    const askers = isEcho && !request.quick ? await askersOf(lanes, request, missing) : [];
    const choice = { quick: request.quick, rate: request.rate, canPin: Affinity.open() !== undefined };
    const subjects = [
      ...lanes.flatMap((lane) => subjectsOf(lane, lane.work, askerFor(lane.way, askers), choice)),
      ...floorSubjects(lanes),
    ];
    const guests = guestVersions(lanes.map(({ way }) => way));
    const spentMs = performance.now() - begin;
    const fails = (subject: Subject, error: unknown) => {
      missing.push({ ...missingOf(subject, error), case: subject.case });
    };
    const report = await measure(subjects, {
      ...(request.signal === undefined ? undefined : { signal: request.signal }),
      // A wrong result of ours is a defect, which no figure may hide.
      ...(isEcho ? undefined : { onFailure: fails }),
      // The AgentRuntime's case is several calls of the plugin, each with a deadline of its own.
      callTimeoutMs: Math.max(options.options.timeoutMs ?? 0, LIMITS.benchCallTimeoutMs),
      durationMs: Math.max(MIN_MEASURING_MS, request.durationMs - spentMs),
      versions: { ...request.versions, ...guests },
      onProgress: (progress) => request.onProgress?.(ofAll(progress, spentMs / request.durationMs)),
    });
    return {
      ...report,
      ...weighed,
      durationMs: Math.round(performance.now() - begin),
      warnings: [...report.warnings, ...caseNotes(report.cases), ...notes(lanes, choice, guests)],
      missing,
    };
  } finally {
    for (const { shared } of opened) await shared.release();
  }
}

function chosen(ways: readonly Way[], { options: { protocol } }: WayOptions): Way[] {
  return ways.filter((way) => protocol === undefined || way.protocol === protocol);
}

async function userLanes(
  opened: OpenedWay[],
  { user, options: { options }, signal }: BenchRequest,
  missing: Missing[],
): Promise<Lane[]> {
  const patience: Patience = { timeoutMs: options.timeoutMs ?? LIMITS.benchCallTimeoutMs, signal };
  checkKnown(opened, user.components);
  const lanes: Lane[] = [];
  for (const one of opened) {
    const found = await userWork(one, user, patience);
    missing.push(...found.missing);
    if (found.work !== undefined) lanes.push({ ...one, work: found.work });
  }
  return lanes;
}

function nothingRuns([first]: readonly Missing[]): Error {
  const reason = first?.reason ?? "it offers no protocol that was asked for, and no component";
  const what = first?.plugin ? `anything of ${first.plugin}` : "anything";
  return errorOf("protocol_unavailable", `Cannot measure ${what}: ${reason}`, {
    remedy: first?.remedy ?? undefined,
  });
}

/** The plugin `bench` over the same protocols. Where it was not built for one, that one has no host calls. */
async function askersOf(
  lanes: readonly Lane[],
  { options, signal }: BenchRequest,
  missing: Missing[],
): Promise<Way[]> {
  const all = await ownWays("bench", { ...options, options: { ...options.options, timeoutMs: ONE_DAY_MS } });
  const asking = all.filter((asker) => lanes.some(({ way }) => isSamePlace(way, asker)));
  const tried = await openWays(asking, signal);
  for (const { shared } of tried.opened) await shared.release();
  missing.push(...tried.missing.map((one) => ({ ...one, case: "host-call" })));
  return tried.opened.map(({ way }) => way);
}

function askerFor(way: Way, askers: readonly Way[]): Way | undefined {
  return askers.find((asker) => isSamePlace(way, asker));
}

function isSamePlace(one: Way, other: Way): boolean {
  return one.language === other.language && one.protocol === other.protocol;
}

/** In this process first: what the others leave to the garbage collector would be taken for theirs. */
async function weighAll(
  lanes: readonly Lane[],
  request: BenchRequest,
  begin: number,
  missing: Missing[],
): Promise<Pick<Report, "footprints" | "scaling">> {
  const weights: Weight[] = [];
  const order = ["wasm", "ffi", "native", "ipc"];
  const sorted = lanes.toSorted((a, b) => order.indexOf(a.way.protocol) - order.indexOf(b.way.protocol));
  for (const { way, session, work } of sorted) {
    if (request.signal?.aborted) break;
    tell(request, begin, `weighing ${way.language} ${way.protocol}`);
    const most = way.language === "python" ? MANY.python : MANY[way.protocol];
    try {
      weights.push(
        await weigh(way, { agent: session.runtime, job: work.jobs[0].job, most, signal: request.signal }),
      );
    } catch (error) {
      if (request.signal?.aborted) break;
      if (way.plugin === undefined) throw error;
      missing.push({ ...missingOf(way, error), case: "memory" });
    }
  }
  return {
    footprints: weights.map(({ footprint }) => footprint),
    scaling: weights.flatMap(({ scaling }) => (scaling.length > 1 ? scaling : [])),
  };
}

function notes(lanes: readonly Lane[], { canPin }: Choice, guests: Record<string, string>): string[] {
  const notes: string[] = [];
  if (!canPin && lanes.some(({ way }) => way.protocol === "ipc"))
    notes.push("This system cannot keep host and guest on one core: there are no pinned rows");
  if (
    lanes.some(
      ({ way }) => way.plugin === undefined && way.protocol === "ipc" && way.target.endsWith(".wasm"),
    )
  )
    notes.push("Rust over ipc runs the wasm module in a process of its own, as no shared library is here");
  if (guests.msgpack === PURE_PYTHON)
    notes.push(
      "Python packs its messages without the C extension of msgpack, which is faster: pip install msgpack",
    );
  return notes;
}

function tell({ onProgress, durationMs }: BenchRequest, begin: number, what: string): void {
  onProgress?.({ phase: "opening", done: Math.min(1, (performance.now() - begin) / durationMs), what });
}

/** The engine's progress, as part of the whole. */
function ofAll(progress: Progress, before: number): Progress {
  return { ...progress, done: Math.min(1, before + progress.done * (1 - before)) };
}
