/** JSON alone: what the engine's own stringify and parse take for an echo's request and its answer, on both sides, with nothing between them. */
import { EchoJob, echo } from "../echo-exchange.ts";
import { type CaseKey, type OpenSubject, type Subject, subjectId } from "../subject.ts";

export function jsonFloor(payloadBytes: number): Subject {
  const key: CaseKey = {
    case: "json",
    language: "typescript",
    protocol: "floor",
    payloadBytes,
    inFlight: 1,
    pinned: false,
  };
  return { ...key, id: subjectId(key), open: async () => openJson(new EchoJob(payloadBytes)) };
}

export function openJson(job: EchoJob): OpenSubject {
  return {
    call: () => JSON.parse(JSON.stringify(echo(JSON.parse(JSON.stringify(job.next()))))),
    check: (answer) => job.checkAnswer(answer),
    close: async () => {},
  };
}
