/** Subjects of one crossing, there and back, by ours and by rivals: what is sent, how many at once, on one core or not. */

import { EchoJob, type PayloadKind } from "../src/bench/echo-exchange.ts";
import { bytesJob, textJob } from "../src/bench/echo-job.ts";
import { type CaseKey, type Subject, subjectId } from "../src/bench/subject.ts";
import { invoke } from "../src/bench/subjects/invoke.ts";
import { placeOf, sharedSession } from "../src/bench/way.ts";
import type { Field, OurWay, Placing } from "./field.ts";
import { ffiExport, wasmExport } from "./floors/export.ts";
import { plainFunction } from "./floors/function.ts";
import { pingPong } from "./floors/ping-pong.ts";
import { pythonLoop } from "./floors/python-loop.ts";
import { type Rival, type RivalOptions, rivalSubject } from "./rival.ts";

export interface Crossing {
  payloadBytes: number;
  kind?: PayloadKind;
  inFlight?: number;
  /** Where there are two processes, on one core and on a core each, too. */
  alsoPlaced?: boolean;
  weight?: number;
}

export function ourSubjects(field: Field, ways: readonly OurWay[], crossing: Crossing): Subject[] {
  const { payloadBytes, kind = "text", inFlight = 1, weight = 1 } = crossing;
  const job = kind === "text" ? textJob(payloadBytes) : bytesJob(payloadBytes);
  return ways.flatMap(({ case: name, way, shared }) => {
    const shown = kind === "text" ? name : `${name}-bytes`;
    const ownProcess = way.protocol === "ipc";
    return placingsOf(field, crossing, ownProcess).map((placing) => {
      const place = placing === undefined ? {} : { [placing]: true };
      const session = placing === undefined ? shared : sharedSession(way);
      const subject = invoke(way, session, job, { case: shown, inFlight, ...place });
      return { ...subject, ...floorId(way, { ...crossing, ...place }), weight };
    });
  });
}

export function rivalSubjects(field: Field, rivals: readonly Rival[], crossing: Crossing): Subject[] {
  const { payloadBytes, kind = "text", inFlight = 1, weight = 1 } = crossing;
  const job = () => new EchoJob(payloadBytes, kind);
  return rivals.flatMap((rival) =>
    placingsOf(field, crossing, rival.ownProcess).map((placing) =>
      rivalSubject(rival, job, { inFlight, weight, ...(placing === undefined ? {} : { [placing]: true }) }),
    ),
  );
}

/** Undefined is left to the system. */
function placingsOf(
  { placings }: Field,
  { alsoPlaced = false }: Crossing,
  ownProcess: boolean,
): (Placing | undefined)[] {
  return [undefined, ...(alsoPlaced && ownProcess ? placings : [])];
}

/** Which floor a way of ours is held against. A process that is not Python's has no loop of its own kind: there it is the bare pipe. */
function floorId(
  way: OurWay["way"],
  { payloadBytes, kind = "text", inFlight = 1, pinned = false, apart }: Crossing & RivalOptions,
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
    ...(apart ? { apart } : undefined),
  };
  return { floor: subjectId(key) };
}
