"use strict";
// The charts, and what a reader does with the tables: filter, search, sort, copy.
const filter = {site: "", vantage: "", from: "", to: ""};
const TIMES = ["month", "day", "date"];

/** The points of a chart that the filter leaves. */
function wanted(chart) {
  const of = (dimension, value) => {
    const column = chart[dimension];
    return !(column === "site" || column === "vantage") || !filter[column] || value === undefined || value === filter[column];
  };
  const isTime = TIMES.includes(chart.x);
  return chart.panels.filter(panel => of("panel", panel.name)).map(panel => ({
    ...panel,
    series: panel.series.filter(s => of("series", s.name)).map(s => {
      const kept = s.xs.map((x, i) => i).filter(i => of("x", s.xs[i]) && (!isTime || isIn(s.xs[i])));
      return {name: s.name, xs: kept.map(i => s.xs[i]), ys: kept.map(i => s.ys[i])};
    }).filter(s => s.xs.length)
  }));
}

const isIn = time => (!filter.from || time.slice(0, 7) >= filter.from) && (!filter.to || time.slice(0, 7) <= filter.to);

const figures = [...document.querySelectorAll("figure.chart")].map(figure =>
  ({figure, chart: JSON.parse(figure.querySelector("script").textContent), width: 0}));

function draw(all, isForced) {
  for (const entry of all) {
    const width = entry.figure.querySelector(".plot").clientWidth;
    if (width && (isForced || width !== entry.width)) {
      entry.width = width;
      charts.draw(entry.figure, entry.chart, entry.figure.closest(".finding") ? c => c.panels : wanted);
    }
  }
}

// Charts are drawn when they come near the window: a long page opens at once.
const byFigure = new Map(figures.map(entry => [entry.figure, entry]));
const near = new IntersectionObserver(entries =>
  draw(entries.filter(e => e.isIntersecting).map(e => byFigure.get(e.target))), {rootMargin: "800px"});
figures.forEach(entry => near.observe(entry.figure));
addEventListener("beforeprint", () => draw(figures));
let resized;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => draw(figures.filter(entry => entry.width)), 150);
});

const tables = [...document.querySelectorAll("table.data")].map(table => ({
  table,
  article: table.closest("article"),
  columns: Object.fromEntries([...table.tHead.rows[0].cells].map(cell => [cell.dataset.column, cell.cellIndex])),
  rows: [...table.tBodies[0].rows]
}));

function show(entry) {
  const {columns} = entry, search = entry.article.querySelector("input").value.toLowerCase();
  const time = TIMES.map(name => columns[name]).find(place => place !== undefined);
  const is = (row, name) => !filter[name] || columns[name] === undefined || row.cells[columns[name]].textContent === filter[name];
  let shown = 0;
  for (const row of entry.rows) {
    const isShown = is(row, "site") && is(row, "vantage")
      && (time === undefined || isIn(row.cells[time].textContent))
      && (!search || row.textContent.toLowerCase().includes(search));
    row.hidden = !isShown;
    shown += isShown ? 1 : 0;
  }
  const without = [filter.site && columns.site === undefined ? "site" : "", filter.vantage && columns.vantage === undefined ? "vantage" : "",
    (filter.from || filter.to) && time === undefined ? "period" : ""].filter(Boolean);
  const all = entry.rows.length;
  entry.article.querySelector(".shown").textContent =
    (shown === all ? `${all} ${all === 1 ? "row" : "rows"}` : `${shown} of ${all} rows`)
    + (without.length ? `, not by ${without.join(", ")}` : "");
}

for (const entry of tables) {
  entry.article.querySelector("input").addEventListener("input", () => show(entry));
  entry.article.querySelector(".copy").addEventListener("click", event => copy(entry, event.target));
  show(entry);
}

/** The rows that are shown, with all digits, to be pasted into a spreadsheet. */
async function copy(entry, button) {
  const cells = row => [...row.cells].map(cell => cell.dataset.value ?? cell.textContent).join("\t");
  const heading = [...entry.table.tHead.rows[0].cells].map(cell => cell.dataset.column).join("\t");
  const text = [heading, ...[...entry.table.tBodies[0].rows].filter(row => !row.hidden).map(cells)].join("\n");
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    isCopied = document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.textContent = isCopied ? "Copied" : "Not copied";
  setTimeout(() => button.textContent = "Copy", 2000);
}

// A click on a column's heading sorts by it, a second one the other way; empty cells come last.
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const heading = button.parentElement;
    const column = heading.cellIndex;
    const body = heading.closest("table").tBodies[0];
    const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const isNumber = heading.classList.contains("number");
    const key = row => isNumber ? row.cells[column].dataset.value : row.cells[column].textContent;
    const compare = (a, b) => {
      const x = key(a), y = key(b);
      if (x === "" || y === "") {
        return x === y ? 0 : x === "" ? 1 : -1;
      }
      return direction * (isNumber ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0);
    };
    for (const other of heading.parentElement.cells) {
      other.removeAttribute("aria-sort");
    }
    heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    body.append(...[...body.rows].sort(compare));
  });
}

/** Choices of what the tables hold; where there is but one, there is none. */
function makeFilter() {
  const place = document.querySelector("#filter");
  const values = name => [...new Set(tables.flatMap(({columns, rows}) =>
    columns[name] === undefined ? [] : rows.map(row => row.cells[columns[name]].textContent)))].filter(Boolean).sort();
  const sites = values("site"), vantages = values("vantage");
  const months = [...new Set(TIMES.flatMap(values).map(time => time.slice(0, 7)))].filter(m => /^\d{4}-\d\d$/.test(m)).sort();
  const form = document.createElement("form");
  form.setAttribute("aria-label", "Filter of tables and figures");
  const add = (label, key, options, first) => {
    if (options.length < 2) {
      return;
    }
    const element = document.createElement("label"), select = document.createElement("select");
    select.append(new Option(first, ""), ...options.map(option => new Option(option, option)));
    select.addEventListener("change", () => {
      filter[key] = select.value;
      tables.forEach(show);
      draw(figures.filter(entry => entry.width), true);
    });
    element.append(label + " ", select);
    form.append(element);
  };
  add("Site", "site", sites, "all");
  add("Vantage", "vantage", vantages, "all");
  add("From", "from", months, "the beginning");
  add("To", "to", months, "the end");
  if (form.children.length) {
    form.addEventListener("submit", event => event.preventDefault());
    const reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = "All";
    form.append(reset);
    form.addEventListener("reset", () => setTimeout(() => {
      Object.keys(filter).forEach(key => filter[key] = "");
      tables.forEach(show);
      draw(figures.filter(entry => entry.width), true);
    }));
    place.append(form);
  }
}
makeFilter();

if (matchMedia("(max-width: 60rem)").matches) {
  document.querySelector("nav details").open = false;
}
