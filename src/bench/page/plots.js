/** Runs in the page: draws its charts with uPlot, in the colours of the page, and again when these change. */
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = [];

  const digits = (value) => (value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3))));
  const scaled = (value, step, units) => {
    let at = 0;
    while (value >= step && at < units.length - 1) {
      value /= step;
      at += 1;
    }
    return `${digits(value)} ${units[at]}`.trim();
  };
  const WRITE = {
    us: (value) => scaled(value, 1000, ["µs", "ms", "s"]),
    bytes: (value) => scaled(value, 1024, ["B", "KiB", "MiB", "GiB"]),
    perSecond: (value) => scaled(value, 1000, ["", "k", "M"]),
    count: (value) => digits(value),
    // One in so many calls is slower.
    tail: (value) => (value <= 1 ? "0 %" : `${Number((100 - 100 / value).toFixed(5))} %`),
  };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const seriesColour = (index) => colour(`--series-${index % 10}`);

  const DECADE = 10;
  const decades = (min, max) => [
    DECADE ** Math.floor(Math.log10(min) + 1e-9),
    DECADE ** Math.ceil(Math.log10(max) - 1e-9),
  ];

  /** The smallest and the greatest, with room beside them. */
  const padded = (values) => {
    const [min, max] = [Math.min(...values), Math.max(...values)];
    return min === max ? [min / 2, max * 2] : [min / 1.15, max * 1.15];
  };

  const TAIL_TICKS = [1, 2, 4, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7];

  const axis = (label, unit, more) => ({
    label,
    stroke: colour("--muted"),
    grid: { stroke: colour("--grid"), width: 1 },
    ticks: { stroke: colour("--grid"), width: 1, size: 5 },
    font: '12px system-ui, "Segoe UI", sans-serif',
    labelFont: '12px system-ui, "Segoe UI", sans-serif',
    labelGap: 2,
    labelSize: 18,
    size: 32,
    values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : WRITE[unit](tick))),
    ...more,
  });

  const LABEL_PX = 44;

  /** Labels that would stand on the one before are left out. */
  const withRoom = (plot, ticks) => {
    let last = Number.NEGATIVE_INFINITY;
    return ticks.map((tick) => {
      const at = plot.valToPos(tick, "x");
      if (at - last < LABEL_PX) return null;
      last = at;
      return tick;
    });
  };

  const yAxis = (chart) =>
    axis(chart.y.label, chart.y.unit, {
      size: 74,
      splits: (_, __, min, max) => {
        const ticks = [];
        for (let tick = min; tick <= max * 1.01; tick *= DECADE) ticks.push(tick);
        return ticks;
      },
      filter: (_, ticks) => ticks,
    });

  const lines = (chart, tab) => {
    const data = uPlot.join(
      tab.series.map(({ points }) => [points.map(([x]) => x), points.map(([, y]) => y)]),
    );
    const xs = data[0];
    const isTail = chart.x.unit === "tail";
    const ys = tab.series.flatMap(({ points }) => points.map(([, y]) => y));
    const [low, high] = isTail ? [1, Math.max(...xs)] : padded(xs);
    const ticks = isTail ? TAIL_TICKS.filter((tick) => tick <= high) : xs;
    return {
      data,
      options: {
        cursor: { points: { size: 7, fill: (_, index) => seriesColour(tab.series[index - 1].colour) } },
        scales: {
          x: { time: false, distr: 3, log: isTail ? 10 : 2, range: [low, high] },
          y: { distr: 3, log: 10, range: decades(Math.min(...ys), Math.max(...ys)) },
        },
        axes: [axis(chart.x.label, chart.x.unit, { splits: () => ticks, filter: withRoom }), yAxis(chart)],
        series: [
          { label: chart.x.label, value: (_, value) => (value === null ? "" : WRITE[chart.x.unit](value)) },
          ...tab.series.map((one) => ({
            label: one.name,
            stroke: seriesColour(one.colour),
            width: 2,
            spanGaps: true,
            ...(one.dashed ? { dash: [6, 4] } : {}),
            points: { show: !isTail, size: 6, fill: colour("--card") },
            value: (_, value) => (value === null ? "" : WRITE[chart.y.unit](value)),
          })),
        ],
      },
    };
  };

  /** Bars of one place stand together: each kind has a column of its own there, and one is left free between places. */
  const bars = (chart, tab) => {
    const kinds = tab.series.length;
    const at = (place, kind) => place * (kinds + 1) + kind;
    const count = chart.places.length * (kinds + 1) - 1;
    const xs = Array.from({ length: count }, (_, index) => index);
    const columns = tab.series.map(({ points }, kind) => {
      const column = xs.map(() => null);
      for (const [place, y] of points) column[at(place, kind)] = y;
      return column;
    });
    const ys = columns.flat().filter((y) => y !== null);
    const range = decades(Math.min(...ys) / 1.5, Math.max(...ys) * 1.5);
    return {
      data: [xs, ...columns],
      options: {
        cursor: { points: { show: false } },
        scales: {
          x: { time: false, range: [-0.8, count - 0.2] },
          y: { distr: 3, log: 10, range },
        },
        axes: [
          axis("", "count", {
            splits: () => chart.places.map((_, place) => at(place, (kinds - 1) / 2)),
            values: () => chart.places.map((place) => place.replace(/ (?=[^ ]+$)/, "\n")),
            filter: (_, all) => all,
            size: 48,
            grid: { show: false },
            ticks: { show: false },
          }),
          yAxis(chart),
        ],
        series: [
          {
            label: "plugin",
            value: (_, value) =>
              value === null ? "" : (chart.places[Math.floor(value / (kinds + 1))] ?? ""),
          },
          ...tab.series.map((one) => ({
            label: one.name,
            stroke: seriesColour(one.colour),
            fill: seriesColour(one.colour),
            width: 0,
            paths: uPlot.paths.bars({ size: [0.85, 64], radius: 0.12 }),
            fillTo: () => range[0],
            points: { show: false },
            value: (_, value) => (value === null ? "" : WRITE[chart.y.unit](value)),
          })),
        ],
        hooks: { draw: [(plot) => writeOver(plot, columns, chart)] },
      },
    };
  };

  /** Each bar's figure above it. */
  const writeOver = (plot, columns, chart) => {
    const { ctx } = plot;
    ctx.save();
    ctx.fillStyle = colour("--muted");
    ctx.font = `${10 * devicePixelRatio}px system-ui, "Segoe UI", sans-serif`;
    ctx.textAlign = "center";
    const room = plot.valToPos(1, "x", true) - plot.valToPos(0, "x", true);
    for (const column of columns)
      for (const [x, y] of column.entries()) {
        if (y === null) continue;
        const text = WRITE[chart.y.unit](y);
        if (ctx.measureText(text).width > room - 2 * devicePixelRatio) continue;
        ctx.fillText(text, plot.valToPos(x, "x", true), plot.valToPos(y, "y", true) - 6 * devicePixelRatio);
      }
    ctx.restore();
  };

  const HEIGHT = 380;

  const draw = (place) => {
    const { chart, element } = place;
    place.plot?.destroy();
    const tab = chart.tabs[place.tab];
    const { data, options } = chart.kind === "bars" ? bars(chart, tab) : lines(chart, tab);
    place.plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        ...options,
        cursor: { drag: { x: false, y: false }, ...options.cursor },
        legend: { markers: { dash: (plot, index) => (plot.series[index].dash ? "dashed" : "solid") } },
      },
      data,
      element,
    );
  };

  for (const chart of charts) {
    const card = document.getElementById(`chart-${chart.id}`);
    const place = { chart, element: card.querySelector(".plot"), tab: 0, plot: undefined };
    drawn.push(place);
    for (const [index, input] of card.querySelectorAll("input").entries())
      input.addEventListener("change", () => {
        place.tab = index;
        draw(place);
      });
    draw(place);
    new ResizeObserver(() =>
      place.plot.setSize({ width: place.element.clientWidth, height: HEIGHT }),
    ).observe(place.element);
  }
  dark.addEventListener("change", () => {
    for (const place of drawn) draw(place);
  });
})();
