/** Assembles wasm modules that break ABI 1: one that keeps it, with some of its parts replaced. */

export const [I32, I64, F32, F64, EXTERNREF] = [0x7f, 0x7e, 0x7d, 0x7c, 0x6f] as const;

export interface Code {
  params?: number[];
  results?: number[];
  /** Instructions, without the last `end`. */
  body: number[];
}

export interface Parts {
  /** Exported functions; undefined takes one of the honest ones away. */
  functions?: Record<string, Code | undefined>;
  /** Functions that are imported from `elizaos`, or from the module before a dot. Called by their index, in this order. */
  imports?: Record<string, Omit<Code, "body">>;
  /** Limits of the memory: flags, then pages. Undefined is one page that may grow. */
  memory?: number[];
  /** Exported things of other kinds, as their kind byte: 1 table, 2 memory, 3 global. */
  exports?: Record<string, 1 | 2 | 3>;
  /** The answer at ANSWER; the honest one holds `ready`. */
  answer?: Uint8Array;
  /** Index of the start function. */
  start?: number;
}

/** Where the answer and where the room for messages stand. */
export const ANSWER = 1024;
const ROOM = 8192;

const READY = JSON.stringify({
  type: "ready",
  protocol: { min: 1, max: 1 },
  features: [],
  maxFrameBytes: 1048576,
  manifest: { name: "hostile" },
  sdk: { name: "by-hand", version: "1" },
});

export const i32 = (value: number): number[] => [0x41, ...signed(BigInt(value))];
export const i64 = (value: bigint): number[] => [0x42, ...signed(value)];
export const f64 = (value: number): number[] => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)];
export const UNREACHABLE = [0x00];
export const call = (index: number): number[] => [0x10, index];
export const DROP = 0x1a;
export const GROW = [0x40, 0x00];

/** An answer as ABI 1 has it; each word of its header may be another one. */
export function answerOf(
  messages: (string | Uint8Array)[],
  {
    byteLength,
    wakeAfterMs = 0xffffffff,
    length,
  }: { byteLength?: number; wakeAfterMs?: number; length?: number } = {},
): Uint8Array {
  const bodies = messages.map((message) =>
    typeof message === "string" ? new TextEncoder().encode(message) : message,
  );
  const framed = bodies.flatMap((body) => [...u32(length ?? body.length), ...body]);
  return Uint8Array.from([...u32(byteLength ?? framed.length), ...u32(wakeAfterMs), ...framed]);
}

export const READY_ANSWER: Uint8Array = answerOf([READY]);

const HONEST: Record<string, Code> = {
  elizaos_abi_version: { results: [I32], body: i32(1) },
  elizaos_open: { params: [I32], results: [I32], body: i32(64) },
  elizaos_alloc: { params: [I32, I32], results: [I32], body: i32(ROOM) },
  elizaos_send: { params: [I32, I32, I32], results: [I32], body: i32(ANSWER) },
  elizaos_close: { params: [I32], body: [] },
};

export function assembled(parts: Parts = {}): Uint8Array {
  const all: Record<string, Code | undefined> = { ...HONEST, ...parts.functions };
  const functions = Object.entries(all).filter((entry): entry is [string, Code] => entry[1] !== undefined);
  const imports = Object.entries(parts.imports ?? {});
  const others = Object.entries({ ...(parts.memory?.length === 0 ? {} : { memory: 2 }), ...parts.exports });
  const signature = ({ params = [], results = [] }: Omit<Code, "body">) => [
    0x60,
    ...vector(params),
    ...vector(results),
  ];
  const exported = functions.map(([name], index) => [...named(name), 0, imports.length + index]);
  const answer = parts.answer ?? READY_ANSWER;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [
      ...imports.map(([, code]) => signature(code)),
      ...functions.map(([, code]) => signature(code)),
    ]),
    ...section(
      2,
      imports.map(([name], index) => [...imported(name), 0, index]),
    ),
    ...section(
      3,
      functions.map((_, index) => [imports.length + index]),
    ),
    ...section(4, [[EXTERNREF, 0x00, 1]]),
    ...section(5, parts.memory?.length === 0 ? [] : [parts.memory ?? [0x00, 1]]),
    ...section(6, [[I32, 0x00, ...i32(7), 0x0b]]),
    ...section(7, [...exported, ...others.map(([name, kind]) => [...named(name), kind, 0])]),
    ...(parts.start === undefined ? [] : [8, 1, parts.start]),
    ...section(
      10,
      functions.map(([, { body }]) => vector([0, ...body, 0x0b])),
    ),
    ...section(11, parts.memory === undefined ? [[0x00, ...i32(ANSWER), 0x0b, ...vector([...answer])]] : []),
  ]);
}

function imported(name: string): number[] {
  const [field = "", from = "elizaos"] = name.split(".").reverse();
  return [...named(from), ...named(field)];
}

function section(id: number, items: number[][]): number[] {
  if (items.length === 0) return [];
  const body = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(body.length), ...body];
}

function vector(bytes: number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function named(name: string): number[] {
  return vector([...new TextEncoder().encode(name)]);
}

function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: bigint): number[] {
  const low = Number(BigInt.asUintN(7, value));
  const rest = value >> 7n;
  const done = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40);
  return done ? [low] : [low | 0x80, ...signed(rest)];
}
