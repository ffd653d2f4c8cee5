/** What stands in README of a run: ours beside floors, peers and the figures of elizaOS's own document, with the machine. */
import { machineLine } from "../src/bench/machine.ts";
import { modeOf } from "../src/bench/modes.ts";
import type { Case, Report, ScalingStep } from "../src/bench/report.ts";
import { bytes, microseconds, perSecond } from "../src/bench/units.ts";

/** One figure of ours, and what stands beside it, all by the ids of their cases. */
interface Row {
  title: string;
  /** The question. */
  report: string;
  ours: string;
  /** The least that it takes. */
  floor?: { id: string; what: string };
  peers?: readonly string[];
  /** What elizaOS's document says of it. */
  document?: string;
  /** The time of a call unless something else is the figure. */
  figure?: Figure;
}

interface Figure {
  value(one: Case): number;
  show(value: number): string;
}

const TIME: Figure = { value: ({ p50Us }) => p50Us, show: microseconds };
const RATE: Figure = {
  value: ({ callsPerSecond }) => callsPerSecond,
  show: (rate) => `${perSecond(rate)}/s`,
};
/** There and back: a byte in a microsecond is a megabyte in a second. */
const SPEED: Figure = {
  value: ({ payloadBytes, p50Us }) => (2 * payloadBytes) / p50Us,
  show: (speed) => `${Math.round(speed)} MB/s`,
};

const EXPORT = "a bare export, JSON both sides";
const PIPE = "two processes and a pipe";
const LOOP = "Bun and a bare Python loop";
const PYTHON_PEERS = ["newline-json", "pythonia", "grpc", "mcp"];
const CROWD = "300 B 32 in flight";

const CALLS: readonly Row[] = [
  {
    title: "TypeScript, native",
    report: "call",
    ours: "typescript native invoke 300 B",
    floor: { id: "typescript floor function 300 B", what: "a function call" },
    document: "1 µs",
  },
  {
    title: "Rust, ffi",
    report: "call",
    ours: "rust ffi invoke 300 B",
    floor: { id: "rust floor ffi-export 300 B", what: EXPORT },
    peers: ["rust napi-rs invoke 300 B"],
    document: "5 µs",
  },
  {
    title: "Rust, wasm",
    report: "call",
    ours: "rust wasm invoke 300 B",
    floor: { id: "rust floor wasm-export 300 B", what: EXPORT },
    peers: ["rust wasm-bindgen invoke 300 B", "rust extism invoke 300 B"],
    document: "10 µs",
  },
  { ...python("Python, ipc, on one core", "invoke", " pinned"), document: "1,000 µs" },
  { ...python("Python, ipc, on two cores", "invoke", " apart"), document: "1,000 µs" },
  { ...python("Python, ipc, left to the system", "invoke", ""), document: "1,000 µs" },
  { ...python("… that sleeps at once (`pollUs: 0`), on two cores", "invoke-sleeping", " apart"), peers: [] },
  { ...python("… with `def` handlers, on one core", "invoke-def", " pinned"), peers: [] },
  {
    ...python("… with MessagePack in Python, on one core", "invoke-pure-msgpack", " pinned"),
    peers: [],
  },
  ...["Rust", "TypeScript"].map((language) => ({
    title: `${language}, ipc, on one core`,
    report: "call",
    ours: `${language.toLowerCase()} ipc invoke 300 B pinned`,
    floor: { id: "rust floor ping-pong 300 B pinned", what: PIPE },
  })),
];

const FURTHER: readonly Row[] = [
  {
    title: "Python, ipc, calls per second with 32 in flight",
    report: "scale",
    ours: `python ipc invoke ${CROWD}`,
    floor: { id: `python floor python-loop ${CROWD}`, what: LOOP },
    peers: ["newline-json", "grpc", "mcp"].map((peer) => `python ${peer} invoke ${CROWD}`),
    figure: RATE,
  },
  {
    title: "Python, ipc, 1 MiB of bytes, each way",
    report: "payload",
    ours: "python ipc invoke-bytes 1048576 B",
    floor: { id: "python floor python-loop-bytes 1048576 B", what: LOOP },
    figure: SPEED,
  },
  {
    title: "Rust, wasm, 64 KiB of text",
    report: "payload",
    ours: "rust wasm invoke 65536 B",
    floor: { id: "rust floor wasm-export 65536 B", what: EXPORT },
    peers: ["rust wasm-bindgen invoke 65536 B", "rust extism invoke 65536 B"],
  },
  {
    title: "A host call from Rust, wasm",
    report: "host-call",
    ours: "rust wasm host-call 0 B",
  },
  {
    title: "A host call from Python, ipc, on one core",
    report: "host-call",
    ours: "python ipc host-call 0 B pinned",
  },
  {
    title: "A Python plugin is loaded",
    report: "start",
    ours: "python ipc load 0 B",
    floor: { id: "python floor imports 0 B", what: "`import asyncio, msgpack`" },
  },
];

function python(title: string, name: string, pinned: string): Row {
  return {
    title,
    report: "call",
    ours: `python ipc ${name} 300 B${pinned}`,
    floor: { id: `python floor python-loop 300 B${pinned}`, what: LOOP },
    peers: PYTHON_PEERS.map((peer) => `python ${peer} invoke 300 B${pinned}`),
  };
}

type Reports = ReadonlyMap<string, Report>;

export function readmeTable(reports: Reports): string {
  const call = reportOf(reports, "call");
  const head = ["", "ours", "floor", "ours / floor", "others"];
  const further = [
    ...FURTHER.flatMap((row) => cells(row, reports)),
    ...reportOf(reports, "scale").scaling.map(scalingCells),
  ];
  return [
    `An action is told 300 bytes of text and says them again. What that costs, p50, beside the least that the job takes without us (the floor) and beside what others take, measured by \`bun run bench\` on ${machineLine(call.machine)}:`,
    markdown(
      [...head, "elizaOS's document"],
      CALLS.flatMap((row) => cells(row, reports).map((line) => [...line, row.document ?? ""])),
    ),
    ...modeNote(call),
    markdown(head, further),
    ...missingNote(call),
  ].join("\n\n");
}

/** None where ours does not run here. */
function cells(row: Row, reports: Reports): string[][] {
  const { title, report: name, ours, floor, peers = [], figure = TIME } = row;
  const { cases } = reportOf(reports, name);
  const find = (id: string | undefined) => cases.find((one) => one.id === id);
  const shown = (one: Case) => figure.show(figure.value(one));
  const [own, least] = [find(ours), find(floor?.id)];
  if (own === undefined) return [];
  const others = peers.flatMap((id) => {
    const peer = find(id);
    return peer === undefined ? [] : [`${nameOf(peer)} ${shown(peer)}`];
  });
  return [
    [
      title,
      shown(own),
      least === undefined ? "" : `${shown(least)}: ${floor?.what}`,
      least === undefined ? "" : (figure.value(own) / figure.value(least)).toFixed(2),
      others.join(", "),
    ],
  ];
}

function scalingCells({ plugins, protocol, totalMs, rssBytes }: ScalingStep): string[] {
  const title = `${plugins} ${protocol} plugins of one module, until all have answered`;
  return [title, `${microseconds(totalMs * 1_000)}, ${bytes(rssBytes)}`, "", "", ""];
}

/** Pairs of processes that were left to the system: which of its two times each of them took. */
function modeNote({ cases }: Report): string[] {
  const modes = cases.flatMap((one) => {
    const mode = one.language === "python" ? modeOf(one, cases) : undefined;
    const isShown = one.case === "invoke" || one.protocol === "floor";
    return mode === undefined || !isShown ? [] : [`${nameOf(one)} on ${mode}`];
  });
  if (modes.length === 0) return [];
  const rule = "Two processes that are left to the system run on one core or on two, in turns or for long";
  const cost = "waking the other core is most of a call then, unless both stay awake for a while, as ours do";
  return [`${rule}; ${cost}. In this run: ${modes.join(", ")}.`];
}

const NAMES: Record<string, string> = {
  floor: "the bare loop",
  ipc: "ours",
  extism: "Extism",
  grpc: "gRPC",
  mcp: "MCP",
  "newline-json": "newline-JSON",
};

function nameOf({ protocol }: Case): string {
  return NAMES[protocol] ?? protocol;
}

function missingNote({ missing }: Report): string[] {
  if (missing.length === 0) return [];
  const names = missing.map(({ language, protocol, reason }) => `${language} ${protocol}: ${reason}`);
  return [`Not measured: ${names.join("; ")}.`];
}

/** @throws where a question was not answered */
function reportOf(reports: Reports, name: string): Report {
  const found = reports.get(name);
  if (found !== undefined) return found;
  throw new Error(`Cannot write the table as the question ${name} was not answered`);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? "")].map((cell) => Bun.stringWidth(cell))),
  );
  const padded = (cell: string, column: number) =>
    cell + " ".repeat((widths[column] ?? 0) - Bun.stringWidth(cell));
  const line = (cells: readonly string[]) => `| ${cells.map(padded).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
