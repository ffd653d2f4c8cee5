/** What does a payload cost: from a nod to a document, as text and as bytes. */

import type { PayloadKind } from "../src/bench/echo-exchange.ts";
import { ourSubjects, rivalSubjects } from "./crossing.ts";
import type { Field, OurWay } from "./field.ts";
import { ffiExport, wasmExport } from "./floors/export.ts";
import { json } from "./floors/json.ts";
import { memcpy } from "./floors/memcpy.ts";
import { pingPong } from "./floors/ping-pong.ts";
import { pythonLoop } from "./floors/python-loop.ts";
import { extism } from "./peers/extism/extism.ts";
import { newlineJson } from "./peers/newline-json/newline-json.ts";
import { wasmBindgen } from "./peers/wasm-bindgen/wasm-bindgen.ts";
import type { Question } from "./question.ts";
import type { Rival } from "./rival.ts";

const SIZES = [64, 4 * 1024, 64 * 1024, 1024 * 1024, 4 * 1024 * 1024];

/** Who takes part, by what is sent. JSON has no bytes: there they are base64, which is our codec's doing and no floor's. */
const RIVALS: Record<PayloadKind, readonly Rival[]> = {
  text: [json, wasmExport, ffiExport, pythonLoop, pingPong, memcpy, wasmBindgen, extism, newlineJson],
  bytes: [pythonLoop],
};

export const payload: Question = {
  name: "payload",
  asks: "What does a payload cost?",
  durationMs: 120_000,
  rivals: RIVALS.text,
  subjects: async (field) =>
    SIZES.flatMap((payloadBytes) =>
      (["text", "bytes"] as const).flatMap((kind) => {
        const rivals = field.rivals.filter((rival) => RIVALS[kind].includes(rival));
        const crossing = { payloadBytes, kind };
        return [...ourSubjects(field, waysOf(field), crossing), ...rivalSubjects(field, rivals, crossing)];
      }),
    ),
};

function waysOf({ ways }: Field): OurWay[] {
  return ways.filter(({ case: name, way }) => name === "invoke" && way.protocol !== "native");
}
