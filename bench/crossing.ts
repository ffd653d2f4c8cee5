/** Subjects of one crossing, there and back, by ours and by rivals: what is sent, how many at once, on one core or not. */

import { EchoJob, type PayloadKind } from "../src/bench/echo-exchange.ts";
import { bytesJob, textJob } from "../src/bench/echo-job.ts";
import { type CaseKey, type Subject, subjectId } from "../src/bench/subject.ts";
import { invoke } from "../src/bench/subjects/invoke.ts";
import { placeOf, sharedSession } from "../src/bench/way.ts";
import type { Field, OurWay } from "./field.ts";
import { ffiExport, wasmExport } from "./floors/export.ts";
import { plainFunction } from "./floors/function.ts";
import { pingPong } from "./floors/ping-pong.ts";
import { pythonLoop } from "./floors/python-loop.ts";
import { type Rival, rivalSubject } from "./rival.ts";

export interface Crossing {
  payloadBytes: number;
  kind?: PayloadKind;
  inFlight?: number;
  /** Where there are two processes, on one core too. */
  alsoPinned?: boolean;
  weight?: number;
}

export function ourSubjects({ canPin }: Field, ways: readonly OurWay[], crossing: Crossing): Subject[] {
  const { payloadBytes, kind = "text", inFlight = 1, alsoPinned = false, weight = 1 } = crossing;
  const job = kind === "text" ? textJob(payloadBytes) : bytesJob(payloadBytes);
  return ways.flatMap(({ case: name, way, shared }) => {
    const shown = kind === "text" ? name : `${name}-bytes`;
    const floorOf = (pinned: boolean) => floorId(way, { ...crossing, pinned });
    const plain = { ...invoke(way, shared, job, { case: shown, inFlight }), ...floorOf(false), weight };
    if (!alsoPinned || !canPin || way.protocol !== "ipc") return [plain];
    const pinned = invoke(way, sharedSession(way), job, { case: shown, inFlight, pinned: true });
    return [plain, { ...pinned, ...floorOf(true), weight }];
  });
}

export function rivalSubjects({ canPin }: Field, rivals: readonly Rival[], crossing: Crossing): Subject[] {
  const { payloadBytes, kind = "text", inFlight = 1, alsoPinned = false, weight = 1 } = crossing;
  const job = () => new EchoJob(payloadBytes, kind);
  return rivals.flatMap((rival) => {
    const plain = rivalSubject(rival, job, { inFlight, weight });
    if (!alsoPinned || !canPin || !rival.ownProcess) return [plain];
    return [plain, rivalSubject(rival, job, { inFlight, weight, pinned: true })];
  });
}

/** Which floor a way of ours is held against. A process that is not Python's has no loop of its own kind: there it is the bare pipe. */
function floorId(
  way: OurWay["way"],
  { payloadBytes, kind = "text", inFlight = 1, pinned }: Crossing & { pinned: boolean },
): { floor?: string } {
  const { language, protocol } = placeOf(way);
  const floor =
    protocol === "ipc"
      ? language === "python"
        ? pythonLoop
        : pingPong
      : { native: plainFunction, wasm: wasmExport, ffi: ffiExport }[protocol];
  const key: CaseKey = {
    case: kind === "text" ? floor.case : `${floor.case}-bytes`,
    language: floor.language,
    protocol: floor.protocol,
    payloadBytes,
    inFlight,
    pinned,
  };
  return { floor: subjectId(key) };
}
