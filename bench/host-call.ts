/** What does a guest wait for its agent: a host call there and back, beside an invoke over the same transport. */
import { LATENCY_BYTES } from "../src/bench/payload.ts";
import { hostCall } from "../src/bench/subjects/host-call.ts";
import { ourSubjects } from "./crossing.ts";
import type { Question } from "./question.ts";

export const hostCalls: Question = {
  name: "host-call",
  asks: "What does a host call cost?",
  durationMs: 20_000,
  rivals: [],
  subjects: async (field) => {
    const { askers, placings } = field;
    const invoked = field.ways.filter(({ case: name }) => name === "invoke");
    return [
      ...ourSubjects(field, invoked, { payloadBytes: LATENCY_BYTES, alsoPlaced: true }),
      ...askers.map((asker) => hostCall(asker)),
      ...askers
        .filter(({ protocol }) => placings.includes("pinned") && protocol === "ipc")
        .map((asker) => hostCall(asker, { pinned: true })),
    ];
  },
};
