"use strict";
// Draws the charts from the points that stand beside them, by Observable Plot.
const charts = (() => {
  const PALETTE = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7", "--c8"].map(name => `var(${name})`);
  // What stands for the same thing has the same color in every chart.
  const COLORS = new Map(Object.entries({
    "tls1.3": 0, "tls1.2": 4, "tls1.1": 1, "tls1.0": 5, "dtls1.2": 6, "dtls1.3": 3,
    "verifiable": 2, "verifiable %": 2, "expired": 1, "expired %": 1, "self_signed": 3, "self signed %": 3,
    "broken": 5, "broken %": 5, "visible": 2, "hidden": 0, "resumed": 4, "no_answer": 7, "no answer": 7,
    "post-quantum": 2, "classical": 4, "OCSP lookups": 1, "TLS handshake": 0, "tls": 4, "quic": 0, "dtls": 6,
    "the certificate": 0, "the server name": 1, "other": 7
  }));
  const ROW = 22, MANY = 30, DAY = /^\d{4}-\d\d(-\d\d)?$/;
  const count = d3.format(","), share = value => `${d3.format(value < 10 ? ".2~f" : ".1~f")(value)} %`;

  const number = value => Math.abs(value) >= 1000 || Number.isInteger(value) ? count(Math.round(value)) : d3.format(".3~r")(value);

  function color(names) {
    const taken = new Set(names.map(name => COLORS.get(name)).filter(place => place !== undefined));
    const free = d3.range(PALETTE.length).filter(place => !taken.has(place));
    let next = 0;
    const places = names.map(name => COLORS.has(name) ? COLORS.get(name) : free[next++ % Math.max(1, free.length)] ?? 0);
    return {domain: names, range: places.map(place => PALETTE[place])};
  }

  const isPercent = chart => chart.kind === "cdf" || chart.y.every(name => name.endsWith("percent"));
  const SECONDS = {milliseconds: 1e-3, seconds: 1, minutes: 60};

  function unit(chart) {
    if (chart.kind === "shares" || isPercent(chart)) {
      return share;
    }
    const words = new Set(chart.y.map(name => SECONDS[name.split("_").pop()]));
    const [seconds] = words;
    return words.size === 1 && seconds ? value => duration(value * seconds) : number;
  }

  function points(panel) {
    return panel.series.flatMap(s => s.xs.map((x, i) => ({x, y: s.ys[i], series: s.name})).filter(p => p.y !== null));
  }

  const pretty = name => name.replace(/\bd?tls(?=1\.\d)/g, version => version.toUpperCase() + " ").replace(/^ssl(?=\d)/, "SSL ")
    .replace(/ (milliseconds|seconds|minutes)$/, "").replaceAll("_", " ");

  const labelMargin = (labels, width) =>
    Math.min(Math.max(30, 12 + 6.6 * d3.max(labels, label => label.length)), Math.max(90, width * 0.42));
  const cut = (label, margin) => {
    const most = Math.floor((margin - 10) / 6.4);
    return label.length > most ? label.slice(0, Math.max(1, most - 1)) + "…" : label;
  };

  /** Of charts over time and of distributions. */
  const height = width => Math.max(170, Math.min(250, width * 0.52));

  let together = []; // the series of all panels of the chart that is drawn, which share their colors

  function base(width, height, names, more) {
    return {
      width, height, marginRight: 14, marginTop: 12,
      style: {background: "transparent", fontSize: "12px", fontFamily: "inherit", overflow: "visible"},
      color: color([...new Set([...together, ...names])]), ...more
    };
  }

  /** Bars that lie, with their values at their ends. */
  function lying(rows, width, format, names, label) {
    const marginLeft = labelMargin(rows.map(row => row.name), width);
    return Plot.plot(base(width, rows.length * ROW + 16, names, {
      marginLeft, marginRight: 96, marginTop: 4, marginBottom: 6,
      x: {axis: null, domain: [0, d3.max(rows, row => row.value) || 1]},
      y: {domain: rows.map(row => row.name), label: null, tickSize: 0, tickFormat: name => cut(pretty(name), marginLeft), padding: 0.22},
      marks: [
        Plot.barX(rows, {x: "value", y: "name", fill: "series", title: row => `${pretty(row.name)}\n${label(row)}`, tip: true}),
        Plot.text(rows, {x: "value", y: "name", text: label, textAnchor: "start", dx: 5, fill: "currentColor"})
      ]
    }));
  }

  function shares(chart, panel, width) {
    const all = points(panel), names = panel.series.map(s => s.name);
    const totals = d3.rollup(all, v => d3.sum(v, p => p.y), p => p.x);
    const rows = all.filter(p => p.y > 0)
      .map(p => ({...p, share: 100 * p.y / totals.get(p.x)}));
    const xs = [...totals.keys()];
    if (xs.length === 1) {
      const lines = rows.map(p => ({name: p.series, series: p.series, value: p.share, count: p.y}));
      return lying(d3.sort(lines, row => -row.value), width, share, names, row => `${share(row.value)} (${number(row.count)})`);
    }
    const title = p => `${pretty(p.series)}, ${pretty(p.x)}\n${share(p.share)} (${number(p.y)} of ${number(totals.get(p.x))})`;
    if (xs.every(x => DAY.test(x))) {
      const shown = d3.sort(xs);
      const step = Math.ceil(shown.length * 58 / Math.max(100, width - 60));
      return Plot.plot(base(width, height(width), names, {
        marginLeft: 44,
        x: {type: "band", domain: shown, label: null, ticks: shown.filter((x, i) => i % step === 0), tickSize: 0},
        y: {label: null, domain: [0, 100], tickFormat: share, ticks: 5, grid: true},
        marks: [Plot.barY(rows, {x: "x", y: "share", fill: "series", title, tip: true})]
      }));
    }
    const marginLeft = labelMargin(xs, width);
    return Plot.plot(base(width, xs.length * ROW + 40, names, {
      marginLeft, x: {label: null, domain: [0, 100], tickFormat: share, ticks: 5, grid: true},
      y: {domain: xs, label: null, tickSize: 0, tickFormat: name => cut(pretty(name), marginLeft), padding: 0.22},
      marks: [Plot.barX(rows, {x: "share", y: "x", fill: "series", title, tip: true})]
    }));
  }

  function bars(chart, panel, width) {
    const names = panel.series.map(s => s.name), rows = points(panel), format = unit(chart);
    const xs = [...new Set(rows.map(row => row.x))];
    if (xs.length === 1 || names.length === 1) {
      const lines = rows.map(p => ({name: names.length === 1 ? p.x : p.series, series: names.length === 1 && COLORS.has(p.x) ? p.x : p.series, value: p.y}));
      return lying(lines, width, format, [...new Set(lines.map(line => line.series))], row => format(row.value));
    }
    const title = p => `${pretty(p.x)}\n${pretty(p.series)}: ${format(p.y)}`;
    const marginLeft = labelMargin(xs, width);
    const x = {label: null, grid: true, ticks: Math.max(2, Math.min(6, width / 80)), tickFormat: format};
    if (chart.stacked) {
      return Plot.plot(base(width, xs.length * ROW + 40, names, {
        marginLeft, x, y: {domain: xs, label: null, tickSize: 0, tickFormat: name => cut(pretty(name), marginLeft), padding: 0.22},
        marks: [Plot.barX(rows, {x: "y", y: "x", fill: "series", title, tip: true})]
      }));
    }
    // A logarithmic axis has no zero: bars begin below one.
    const least = 0.7, seen = chart.ylog ? rows.filter(row => row.y > 0) : rows;
    const places = xs.filter(place => seen.some(row => row.x === place));
    return Plot.plot(base(width, places.length * (names.length * 9 + 9) + 40, names, {
      marginLeft, x: chart.ylog ? {...x, type: "log", domain: [least, d3.max(seen, row => row.y) || 1], nice: false} : x,
      y: {axis: null, domain: names, padding: 0.05},
      fy: {domain: places, label: null, padding: 0.25},
      marks: [
        Plot.axisFy({anchor: "left", label: null, tickSize: 0, tickFormat: name => cut(pretty(name), marginLeft)}),
        Plot.barX(seen, {...(chart.ylog ? {x1: least, x2: "y"} : {x: "y"}), y: "series", fy: "x", fill: "series", title, tip: true})
      ]
    }));
  }

  function lines(chart, panel, width) {
    const names = panel.series.map(s => s.name), format = unit(chart);
    let rows = points(panel).filter(p => !chart.ylog || p.y > 0);
    const xs = new Set(rows.map(row => row.x));
    if (xs.size === 1) {
      const one = rows.map(p => ({name: p.series, series: p.series, value: p.y}));
      return lying(one, width, format, names, row => format(row.value));
    }
    const isTime = [...xs].every(x => DAY.test(x));
    rows = d3.sort(rows.map(p => ({...p, at: isTime ? new Date(p.x) : Number(p.x)})), p => p.at);
    const title = p => `${pretty(p.x)}\n${pretty(p.series)}: ${format(p.y)}`;
    const top = d3.max(rows, row => row.y);
    return Plot.plot(base(width, height(width), names, {
      marginLeft: 52, marginTop: 22, x: {label: null, type: isTime ? "utc" : "linear"},
      y: {label: format === number ? chart.ylabel ?? null : null, grid: true, type: chart.ylog ? "log" : "linear", tickFormat: format, ticks: 5,
          ...(chart.ylog ? {} : {domain: [0, isPercent(chart) && top > 50 ? 100 : top || 1]})},
      marks: [
        Plot.lineY(rows, {x: "at", y: "y", stroke: "series", strokeWidth: 2}),
        xs.size <= 60 ? Plot.dot(rows, {x: "at", y: "y", fill: "series", r: 2.5}) : null,
        Plot.tip(rows, Plot.pointer({x: "at", y: "y", title, stroke: "series"}))
      ]
    }));
  }

  function cdf(chart, panel, width) {
    const names = panel.series.map(s => s.name);
    const rows = panel.series.flatMap(s => {
      const own = d3.sort(s.xs.map((x, i) => ({x: Number(x), y: s.ys[i], series: s.name}))
        .filter(p => Number.isFinite(p.x) && p.y !== null && (!chart.xlog || p.x > 0)), p => p.x);
      return own.length ? [{...own[0], y: 0}, ...own] : [];
    });
    const named = SECONDS[chart.x];
    const human = named ? value => duration(value * named) : value => number(value);
    const at = named ? human : value => `${number(value)} ${chart.xlabel ?? ""}`;
    const marks = chart.marks ?? [];
    const domain = widened(d3.extent(rows, row => row.x), chart.xlog), most = Math.max(3, width / 70);
    return Plot.plot(base(width, height(width), names, {
      marginLeft: 46, marginBottom: 38,
      x: {type: chart.xlog ? "log" : "linear", label: named ? null : chart.xlabel ?? chart.x.replaceAll("_", " "),
          tickFormat: human, ticks: chart.xlog ? logTicks(domain, most) : most, domain},
      y: {label: null, domain: [0, 100], tickFormat: share, ticks: 5, grid: true},
      marks: [
        Plot.ruleX(marks.filter(mark => mark >= domain[0] && mark <= domain[1]),
          {stroke: "currentColor", strokeOpacity: 0.35, strokeDasharray: "3 3"}),
        Plot.line(rows, {x: "x", y: "y", z: "series", stroke: "series", strokeWidth: 2, curve: "step-after"}),
        Plot.tip(rows, Plot.pointer({x: "x", y: "y", stroke: "series",
          title: p => `${names.length > 1 ? p.series + "\n" : ""}${share(p.y)} up to ${at(p.x)}`}))
      ]
    }));
  }

  const widened = ([low, high], isLog) =>
    low === high ? (isLog ? [low / 2, high * 2] : [low - 1, high + 1]) : isLog ? [low * 0.9, high * 1.1] : [Math.min(0, low), high];

  /** Round values that a logarithmic axis has room to name. */
  function logTicks([low, high], most) {
    const powers = d3.range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)) + 1);
    for (const multiples of [[1, 2, 5], [1, 3], [1]]) {
      const ticks = powers.flatMap(power => multiples.map(m => m * 10 ** power)).filter(t => t >= low && t <= high);
      if (ticks.length <= most || multiples.length === 1) {
        return ticks.filter((t, i) => i % Math.ceil(ticks.length / most) === 0);
      }
    }
  }

  function duration(seconds) {
    const [size, word] = seconds < 1e-3 ? [1e-6, "µs"] : seconds < 1 ? [1e-3, "ms"] : seconds < 60 ? [1, "s"]
      : seconds < 3600 ? [60, "min"] : seconds < 172800 ? [3600, "h"] : [86400, "days"];
    return `${d3.format(".3~r")(seconds / size)} ${word}`;
  }

  function legend(panels) {
    const names = [...new Set(panels.flatMap(panel => panel.series.map(s => s.name)))];
    const scale = color(names), list = document.createElement("ul");
    list.className = "legend";
    names.forEach((name, i) => {
      const item = document.createElement("li"), swatch = document.createElement("span");
      swatch.style.background = scale.range[i];
      item.append(swatch, pretty(name));
      list.append(item);
    });
    return list;
  }

  /** Of very many bars the first ones: the filter leads to the others. */
  function first(chart, panel) {
    const xs = [...new Set(panel.series.flatMap(s => s.xs))];
    if (xs.length <= MANY || chart.kind === "cdf" || xs.every(x => DAY.test(x))) {
      return panel;
    }
    const kept = new Set(xs.slice(0, MANY));
    const series = panel.series.map(s => {
      const places = d3.range(s.xs.length).filter(i => kept.has(s.xs[i]));
      return {name: s.name, xs: places.map(i => s.xs[i]), ys: places.map(i => s.ys[i])};
    });
    return {name: `${panel.name ? panel.name + ", " : ""}the first ${MANY} of ${count(xs.length)}`, series};
  }

  /** Draws a figure's chart anew, of the panels, series and times that are wanted. */
  function draw(figure, chart, wanted) {
    const plot = figure.querySelector(".plot");
    const panels = wanted(chart).map(panel => first(chart, panel)).filter(panel => points(panel).length);
    plot.replaceChildren();
    if (!panels.length) {
      plot.textContent = "Nothing of this is chosen.";
      return;
    }
    const room = plot.clientWidth, isSmall = panels.length > 1 && room > 620;
    const width = Math.max(240, Math.min(isSmall ? room / 2 - 12 : room, 760));
    // Where each bar carries its name, colors need no words.
    const names = new Set(panels.flatMap(panel => panel.series.map(s => s.name)));
    together = [...names];
    const isNamed = panels.every(panel => new Set(points(panel).map(p => p.x)).size === 1) && chart.kind !== "cdf"
      || names.size === 1;
    if (!isNamed) {
      plot.append(legend(panels));
    }
    const grid = document.createElement("div");
    grid.className = "panels";
    for (const panel of panels) {
      const box = document.createElement("div");
      if (panel.name) {
        const name = document.createElement("p");
        name.textContent = panel.name;
        box.append(name);
      }
      const svg = {shares, bars, lines, cdf}[chart.kind](chart, panel, width);
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", chart.title + (panel.name ? ", " + panel.name : ""));
      svg.querySelectorAll("g[aria-label]").forEach(g => g.removeAttribute("aria-label")); // names no role that it has
      box.append(svg);
      grid.append(box);
    }
    plot.append(grid);
    plot.style.minHeight = 0;
  }

  return {draw};
})();
