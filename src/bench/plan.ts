/** Which cases a run has: what a call costs, a payload, a crowd, a host call, an agent around it, a start. */
import { bytesJob, textJob } from "./echo-job.ts";
import type { OpenedWay } from "./opened-way.ts";
import { CURVE_BYTES, LATENCY_BYTES } from "./payload.ts";
import type { Subject } from "./subject.ts";
import { hostCall } from "./subjects/host-call.ts";
import { invoke } from "./subjects/invoke.ts";
import { jsonFloor } from "./subjects/json-floor.ts";
import { processActions } from "./subjects/process-actions.ts";
import { coldStart, firstAnswer, load } from "./subjects/start.ts";
import { sharedSession, type Way } from "./way.ts";
import type { Work } from "./work.ts";

export interface Choice {
  /** Latency and load times only. */
  quick: boolean;
  /** Calls per second of the open loop; undefined for none. */
  rate: number | undefined;
  /** Whether this system can keep host and guest on one core. */
  canPin: boolean;
}

/** What is looked at first is measured longest: tails need calls. */
const LATENCY_WEIGHT = 6;
const HOST_CALL_WEIGHT = 3;

export const IN_FLIGHT: readonly number[] = [2, 4, 8, 16, 32, 64];

/** The cases of one way. @param asker the same way of the plugin that asks its host */
export function subjectsOf(opened: OpenedWay, work: Work, asker: Way | undefined, choice: Choice): Subject[] {
  const { way } = opened;
  const latency = latencySubjects(opened, work, choice);
  if (choice.quick) return [...latency, load(way)];
  return [
    ...latency,
    ...hostCallSubjects(asker, choice),
    ...agentSubjects(opened, work),
    ...crowdSubjects(opened, work),
    ...(work.echoes ? curveSubjects(opened) : []),
    ...startSubjects(opened, work),
  ];
}

/** Unpinned, two processes take one of two times, by where the system puts them: on one core they take one. */
function isPinnable({ protocol }: Way, { canPin }: Choice): boolean {
  return canPin && protocol === "ipc";
}

function latencySubjects({ way, shared }: OpenedWay, work: Work, choice: Choice): Subject[] {
  const pinnedShared = sharedSession(way);
  const held = (subject: Subject) => ({ ...weighted(subject, LATENCY_WEIGHT), ...floorOf(way, work) });
  return work.jobs.flatMap(({ case: name, job }) => [
    held(invoke(way, shared, job, { case: name })),
    ...(isPinnable(way, choice) ? [held(invoke(way, pinnedShared, job, { case: name, pinned: true }))] : []),
    ...(choice.rate === undefined
      ? []
      : [weighted(invoke(way, shared, job, { case: name, rate: choice.rate }), LATENCY_WEIGHT)]),
  ]);
}

/** JSON alone: of messages, no crossing takes less. (Of megabytes, Rust's JSON takes less than two of JavaScript's.) */
const FLOOR = jsonFloor(LATENCY_BYTES);

/** What the echo's calls are measured against. */
export function floorSubjects(lanes: readonly { way: Way; work: Work }[]): Subject[] {
  const isHeld = lanes.some(({ way, work }) => floorOf(way, work).floor !== undefined);
  return isHeld ? [weighted(FLOOR, LATENCY_WEIGHT)] : [];
}

/** None where nothing leaves this process's objects. */
function floorOf({ protocol }: Way, { echoes }: Work): { floor?: string } {
  return echoes && protocol !== "native" ? { floor: FLOOR.id } : {};
}

function hostCallSubjects(asker: Way | undefined, choice: Choice): Subject[] {
  if (asker === undefined) return [];
  const subjects = [
    hostCall(asker),
    ...(isPinnable(asker, choice) ? [hostCall(asker, { pinned: true })] : []),
  ];
  return subjects.map((subject) => weighted(subject, HOST_CALL_WEIGHT));
}

function weighted(subject: Subject, weight: number): Subject {
  return { ...subject, weight };
}

function agentSubjects({ way, shared }: OpenedWay, { agent }: Work): Subject[] {
  return agent === undefined ? [] : [processActions(way, shared, agent.job, agent.case)];
}

function crowdSubjects({ way, shared }: OpenedWay, { jobs: [first] }: Work): Subject[] {
  return IN_FLIGHT.map((inFlight) => invoke(way, shared, first.job, { case: first.case, inFlight }));
}

function curveSubjects({ way, shared }: OpenedWay): Subject[] {
  return CURVE_BYTES.flatMap((bytes) => [
    invoke(way, shared, textJob(bytes), { case: "invoke" }),
    invoke(way, shared, bytesJob(bytes), { case: "invoke-bytes" }),
  ]);
}

function startSubjects({ way, shared }: OpenedWay, { jobs: [first], cold }: Work): Subject[] {
  return [load(way), firstAnswer(way, shared, first.job), coldStart(way, cold)];
}
