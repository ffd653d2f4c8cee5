import { describe, expect, test } from "bun:test";
import { type Chart, chartsOf } from "../../src/bench/page/charts.ts";
import { page } from "../../src/bench/page/page.ts";
import { FULL, reportOf } from "./report.ts";

interface Parsed {
  /** Texts of the elements that a selector finds, in their order. */
  texts: Record<string, string[]>;
  charts: Chart[];
  /** Attributes that would fetch something. */
  links: string[];
  policy: string | null;
}

const SELECTORS = ["h1", "h2", ".tile b", ".notice li", ".tabs label", "td", "th"];

async function parse(html: string): Promise<Parsed> {
  const texts: Record<string, string[]> = Object.fromEntries(SELECTORS.map((selector) => [selector, []]));
  const links: string[] = [];
  let data = "";
  let policy: string | null = null;
  const rewriter = new HTMLRewriter()
    .on("*", {
      element(element) {
        for (const [name, value] of element.attributes)
          if (/^(src|href|srcset|action|data)$/.test(name) || /url\(/.test(value)) links.push(value);
      },
    })
    .on('meta[http-equiv="Content-Security-Policy"]', {
      element: (element) => {
        policy = element.getAttribute("content");
      },
    })
    .on("script#charts", {
      text: (chunk) => {
        data += chunk.text;
      },
    });
  for (const selector of SELECTORS)
    rewriter.on(selector, {
      element: () => void texts[selector]?.push(""),
      text: (chunk) => {
        const own = texts[selector] as string[];
        own[own.length - 1] += chunk.text;
      },
    });
  await rewriter.transform(new Response(html)).text();
  return { texts, charts: JSON.parse(data), links, policy };
}

describe("page()", () => {
  test("has a plot for each question, the table of all cases, and what is missing", async () => {
    const { texts, charts } = await parse(page(FULL));
    expect(charts.map(({ id }) => id)).toEqual(["latency", "payload", "throughput", "start", "scaling"]);
    expect(texts.h2).toEqual([
      "Latency",
      "Payload",
      "Throughput",
      "Start",
      "Many plugins",
      "Memory",
      "All cases",
    ]);
    expect(texts[".tabs label"]).toEqual(["invoke", "invoke, 2000/s", "host-call", "text", "bytes"]);
    expect(texts[".tile b"]).toEqual(["0.200 µs", "5 µs", "100 µs"]);
    expect(texts[".notice li"]).toEqual([
      "Some warning",
      "Not here: rust ffi: there is no library → Build it",
    ]);
    for (const { case: name } of FULL.cases) expect(texts.td).toContain(name);
  });

  test("has a cell for each column in every row, whether or not the case has a floor", () => {
    const cases = [{ ratioToFloor: 2.5, floor: { case: "json", p50Us: 4 } }, { id: "none" }];
    const table = page(reportOf(cases)).split("<h2>All cases</h2>")[1] ?? "";
    const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) => row ?? "");
    expect(rows.map((row) => row.split(/<t[dh]/).length)).toEqual([14, 14, 14]);
    expect(rows[1]).toContain("2.50 ×");
  });

  test("asks nobody for anything, so that it works from disk", async () => {
    const html = page(FULL);
    const { links, policy } = await parse(html);
    expect(links).toEqual([]);
    expect(policy).toStartWith("default-src 'none'");
    expect(html).not.toMatch(/@import|url\(/);
    expect(html).toContain("prefers-color-scheme: dark");
  });

  test("holds uPlot, and code that this engine can parse", () => {
    const scripts = [...page(FULL).matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? "");
    expect(scripts).toHaveLength(2);
    for (const code of scripts) expect(() => new Function(code)).not.toThrow();
    expect(scripts[0]).toContain("uPlot");
  });

  test("takes a plugin's name for a text, whatever it holds", async () => {
    const name = `</script><script>alert("x")</script>&amp;`;
    const html = page(reportOf([{ plugin: name }], { warnings: [name] }));
    expect(html).not.toContain("<script>alert");
    const { charts, texts } = await parse(html);
    expect(charts[0]?.tabs[0]?.series[0]?.name).toBe(`${name} typescript native`);
    expect(texts.h2?.length).toBeGreaterThan(0);
  });

  test("leaves out plots that there are no figures for", async () => {
    const { charts, texts } = await parse(page(reportOf([{}])));
    expect(charts.map(({ id }) => id)).toEqual(["latency"]);
    expect(texts.h2).toEqual(["Latency", "All cases"]);
  });
});

describe("chartsOf()", () => {
  const chart = (id: string) => chartsOf(FULL).find((one) => one.id === id) as Chart;
  const names = (id: string, tab = 0) => chart(id).tabs[tab]?.series.map(({ name }) => name);

  test("draws what runs on one core as dashes, and has rates apart", () => {
    const series = chart("latency").tabs[0]?.series ?? [];
    expect(series.map(({ name, dashed }) => [name, dashed])).toEqual([
      ["typescript native", false],
      ["rust wasm", false],
      ["python ipc", false],
      ["python ipc, one core", true],
    ]);
    expect(names("latency", 1)).toEqual(["python ipc"]);
  });

  test("draws JSON alone beside what is held against it", () => {
    const [latency] = chartsOf(reportOf([...FULL.cases, { case: "json", protocol: "floor", id: "json" }]));
    expect(latency?.tabs.map(({ name }) => name)).not.toContain("json");
    expect(latency?.tabs[0]?.series.map(({ name }) => name)).toContain("typescript floor");
  });

  test("places a percentile by one in how many calls is slower, and the slowest at how many there were", () => {
    const points = chart("latency").tabs[0]?.series[0]?.points ?? [];
    expect(points.map(([x]) => Math.round(x))).toEqual([2, 100, 1_000]);
    expect(points.map(([, y]) => y)).toEqual([0.2, 0.4, 2]);
  });

  test("has text and bytes apart, by payload", () => {
    expect(chart("payload").tabs.map(({ name }) => name)).toEqual(["text", "bytes"]);
    expect(chart("payload").tabs[1]?.series[0]?.points).toEqual([
      [64, 6],
      [4 * 2 ** 20, 12_000],
    ]);
  });

  test("begins throughput with one call in flight", () => {
    expect(names("throughput")).toEqual(["rust wasm"]);
    expect(chart("throughput").tabs[0]?.series[0]?.points).toEqual([
      [1, 200_000],
      [2, 150_000],
      [64, 190_000],
    ]);
  });

  test("gives a way the same colour in all charts", () => {
    const colours = chartsOf(FULL)
      .filter(({ kind }) => kind === "lines")
      .flatMap(({ tabs }) => tabs.flatMap(({ series }) => series))
      .filter(({ name }) => name.startsWith("python ipc"))
      .map(({ colour }) => colour);
    expect(new Set(colours).size).toBe(1);
  });

  test("has a bar for each kind of start", () => {
    expect(chart("start")).toMatchObject({ kind: "bars", places: ["rust wasm"] });
    expect(names("start")).toEqual(["load", "cold-start"]);
  });
});
