/** What does a call cost: ours over each transport, beside the least that it takes and beside what others take. */
import { LATENCY_BYTES } from "../src/bench/payload.ts";
import { ourSubjects, rivalSubjects } from "./crossing.ts";
import { ffiExport, wasmExport } from "./floors/export.ts";
import { plainFunction } from "./floors/function.ts";
import { json } from "./floors/json.ts";
import { pingPong } from "./floors/ping-pong.ts";
import { pythonLoop } from "./floors/python-loop.ts";
import { extism } from "./peers/extism/extism.ts";
import { grpc } from "./peers/grpc/grpc.ts";
import { mcp } from "./peers/mcp/mcp.ts";
import { napi } from "./peers/napi/napi.ts";
import { newlineJson } from "./peers/newline-json/newline-json.ts";
import { pythonia } from "./peers/pythonia/pythonia.ts";
import { wasmBindgen } from "./peers/wasm-bindgen/wasm-bindgen.ts";
import type { Question } from "./question.ts";

const FLOORS = [plainFunction, json, wasmExport, ffiExport, pingPong, pythonLoop];
const PEERS = [wasmBindgen, napi, extism, newlineJson, grpc, mcp, pythonia];
const CROSSING = { payloadBytes: LATENCY_BYTES, alsoPlaced: true };

export const call: Question = {
  name: "call",
  asks: "What does a call cost?",
  durationMs: 60_000,
  rivals: [...FLOORS, ...PEERS],
  subjects: async (field) => [
    ...ourSubjects(field, field.ways, CROSSING),
    ...rivalSubjects(field, field.rivals, CROSSING),
  ],
};
