/** What the page plots, as data: plots.js draws them and knows nothing of benchmarks. */
import { conditionOf, groupsOf, placeName } from "../groups.ts";
import type { Case, Report, ScalingStep } from "../report.ts";

/** How numbers along an axis are written. */
export type Unit = "us" | "bytes" | "perSecond" | "count" | "tail";

export interface Series {
  name: string;
  /** Which of the page's colours. */
  colour: number;
  dashed: boolean;
  points: [x: number, y: number][];
}

export interface Tab {
  name: string;
  series: Series[];
}

export interface Chart {
  id: string;
  title: string;
  /** What is seen, and how to read it. */
  caption: string;
  /** `bars` stand at the names in `places`, whose index is their x. */
  kind: "lines" | "bars";
  places?: string[];
  x: { label: string; unit: Unit };
  y: { label: string; unit: Unit };
  tabs: Tab[];
}

/** Those that there are figures for. */
export function chartsOf(report: Report): Chart[] {
  const colours = new Colours();
  const all = [
    distributions(report, colours),
    curves(report, colours),
    throughput(report, colours),
    starts(report),
    scaling(report, colours),
  ];
  return all
    .map((chart) => ({ ...chart, tabs: chart.tabs.filter(({ series }) => series.length > 0) }))
    .filter(({ tabs }) => tabs.length > 0);
}

/** The same way has the same colour in every chart: blue tones are TypeScript, warm ones Rust, green is Python. */
const KNOWN = ["typescript native", "typescript ipc", "rust wasm", "rust ffi", "rust ipc", "python ipc"];

class Colours {
  readonly #given = new Map(KNOWN.map((name, index) => [name, index]));

  of(place: Parameters<typeof placeName>[0]): number {
    const name = placeName(place);
    const known = this.#given.get(name) ?? this.#given.size;
    this.#given.set(name, known);
    return known;
  }
}

function distributions(report: Report, colours: Colours): Chart {
  const { latency } = groupsOf(report);
  // A floor stands beside what is held against it.
  const callOf = (one: Case) => (one.protocol === "floor" ? "invoke" : one.case);
  const tabs = Map.groupBy(latency, (one) => callOf(one) + (one.rate === null ? "" : `, ${one.rate}/s`));
  return {
    id: "latency",
    title: "Latency",
    caption:
      "How many of the calls took at most how long. The flatter a line, the more alike are the calls; where it climbs to the right, few calls took much longer. Dashed: host and guest on one core. At a rate, a call's time counts from when it should have begun.",
    kind: "lines",
    x: { label: "of all calls", unit: "tail" },
    y: { label: "latency", unit: "us" },
    tabs: [...tabs].map(([name, cases]) => ({
      name,
      series: cases.map((one) => distribution(one, colours)),
    })),
  };
}

/** Percentiles stand at one in how many calls is slower: 10 for p90, 100 for p99; the slowest call at how many there were. */
function distribution(one: Case, colours: Colours): Series {
  const points = one.distribution.map(([percentile, us]): [number, number] => [
    percentile === 100 ? Math.max(2, one.calls) : 1 / (1 - percentile / 100),
    us,
  ]);
  return line(one, colours, points);
}

function line(one: Case, colours: Colours, points: [number, number][]): Series {
  const condition = conditionOf({ ...one, inFlight: 1, rate: null });
  const name = [placeName(one), ...(condition === "" ? [] : [condition])].join(", ");
  return { name, colour: colours.of(one), dashed: condition !== "", points };
}

function curves(report: Report, colours: Colours): Chart {
  const { text, bytes } = groupsOf(report).curves;
  const tab = (name: string, cases: readonly Case[]): Tab => ({
    name,
    series: byPlace(cases, colours, (one) => [one.payloadBytes, one.p50Us]),
  });
  return {
    id: "payload",
    title: "Payload",
    caption: "p50 of a call that hands over so many bytes and gets them back.",
    kind: "lines",
    x: { label: "payload", unit: "bytes" },
    y: { label: "latency, p50", unit: "us" },
    tabs: [tab("text", text), tab("bytes", bytes)],
  };
}

function throughput(report: Report, colours: Colours): Chart {
  const cases = groupsOf(report).throughput.toSorted((a, b) => a.inFlight - b.inFlight);
  const names = [...new Set(cases.map((one) => one.case))];
  return {
    id: "throughput",
    title: "Throughput",
    caption: "Calls per second while so many are under way at once.",
    kind: "lines",
    x: { label: "calls in flight", unit: "count" },
    y: { label: "calls per second", unit: "perSecond" },
    tabs: names.map((name) => ({
      name,
      series: byPlace(
        cases.filter((one) => one.case === name),
        colours,
        (one) => [one.inFlight, one.callsPerSecond],
      ),
    })),
  };
}

function byPlace(
  cases: readonly Case[],
  colours: Colours,
  pointOf: (one: Case) => [number, number],
): Series[] {
  return [...Map.groupBy(cases, placeName).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ ...line(first, colours, own.map(pointOf)) }];
  });
}

/** Colours of their own: these are kinds of starts. */
const START_COLOURS: Record<string, number> = { load: 0, "first-answer": 5, "cold-start": 2 };

function starts(report: Report): Chart {
  const cases = groupsOf(report).starts;
  const places = [...new Set(cases.map(placeName))];
  const names = [...new Set(cases.map((one) => one.case))];
  const series = names.map(
    (name, index): Series => ({
      name,
      colour: START_COLOURS[name] ?? index,
      dashed: false,
      points: cases
        .filter((one) => one.case === name)
        .map((one) => [places.indexOf(placeName(one)), one.p50Us]),
    }),
  );
  return {
    id: "start",
    title: "Start",
    caption:
      "load: until the plugin is there. first-answer: until it has been introduced to an agent and has answered. cold-start: the whole command elizaos-interop, from its start to its end.",
    kind: "bars",
    places,
    x: { label: "", unit: "count" },
    y: { label: "time, p50", unit: "us" },
    tabs: [{ name: "start", series }],
  };
}

function scaling({ scaling: steps }: Report, colours: Colours): Chart {
  const tab = (name: string, figureOf: (step: ScalingStep) => number): Tab => ({
    name,
    series: [...Map.groupBy(steps, placeName)].map(([place, own]) => ({
      name: place,
      colour: colours.of(own[0] as ScalingStep),
      dashed: false,
      points: own.map((step): [number, number] => [step.plugins, figureOf(step)]).filter(([, y]) => y > 0),
    })),
  });
  return {
    id: "scaling",
    title: "Many plugins",
    caption: "Until so many plugins were loaded and had answered, one after the other.",
    kind: "lines",
    x: { label: "plugins", unit: "count" },
    y: { label: "time", unit: "us" },
    tabs: [tab("time", ({ totalMs }) => totalMs * 1_000)],
  };
}
