// The plots: the next days, the response curve with its band, and the timeline. Data come from the page or the journal; words stay in HTML.
"use strict";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const grid = () => ({ stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line"), width: 1 } });
const width = (element) => Math.max(280, element.clientWidth);

function fitWidth(element, plot, height) {
  new ResizeObserver(() => plot.setSize({ width: width(element), height })).observe(element);
}

// A point cloud uPlot's series cannot hold beside the curve: drawn by hand on the same axes, a little spread so that ties show.
function dots(points, scale, size = 2.5) {
  return (plot) => {
    const { ctx } = plot;
    ctx.save();
    ctx.fillStyle = css("--dot");
    points.forEach(([h, value], i) => {
      const y = value + (points.length > 40 ? ((i * 37) % 11 - 5) / 40 : 0);
      ctx.beginPath();
      ctx.arc(plot.valToPos(h, "x", true), plot.valToPos(y, scale, true), size * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    });
    ctx.restore();
  };
}

// A line with its band: points more than without a run, over whatever lies along the foot.
function drawRise(element, height, x, rise, { range, top, axis, behind }) {
  const plot = new uPlot({
    width: width(element), height, cursor: { y: false }, legend: { show: false },
    scales: { x: { time: false, range }, y: { range: [Math.min(-0.5, ...rise.lo), Math.max(3, ...rise.hi, ...top) + 0.5] } },
    axes: [
      { ...grid(), labelSize: 20, labelGap: -2, size: 34, ...axis },
      { ...grid(), size: 36, label: "points", labelSize: 20 },
    ],
    series: [
      {},
      { label: "upper", scale: "y", width: 0, points: { show: false } },
      { label: "lower", scale: "y", width: 0, points: { show: false } },
      { label: "rise", scale: "y", stroke: css("--run"), width: 3, points: { show: false } },
    ],
    bands: [{ series: [1, 2], fill: css("--band") }],
    hooks: { drawAxes: [behind] },
  }, [x, rise.hi, rise.lo, rise.median], element);
  fitWidth(element, plot, height);
  element.dataset.drawn = "yes";
}

function drawResponse(element, curve) {
  drawRise(element, 300, curve.h, curve, {
    range: [0, 168],
    top: curve.reports.map((point) => point[1]),
    axis: { splits: () => [0, 24, 48, 72, 96, 120, 144, 168], values: (_, hours) => hours.map((h) => h / 24), label: "days after the run" },
    behind: dots(curve.reports, "y"),
  });
}

function drawDose(element, dose) {
  const per = element.dataset.unit === "mi" ? KM_PER_MILE * 1000 : 1000;
  const x = dose.m.map((metres) => metres / per);
  drawRise(element, 220, x, dose, {
    range: [0, x[x.length - 1] * 1.05],
    top: [],
    axis: { label: element.dataset.unit, space: 40 },
    behind: dots(dose.own_m.map((metres) => [metres / per, 0]), "y"),
  });
}

// Reports more than two days apart are not joined: nobody knows what lay between.
function withGaps(pain) {
  const joined = [];
  pain.forEach((point, i) => {
    if (i && point[0] - pain[i - 1][0] > 2 * 86400) joined.push([(point[0] + pain[i - 1][0]) / 2, null]);
    joined.push(point);
  });
  return joined;
}

// The bar of a run; where only its minutes are known, a pale one at six minutes a kilometre.
const KM_PER_SECOND = 1 / 360;
const KM_PER_MILE = 1.609344;
const distances = { unit: "km", perKm: 1 };
const km = ([, metres, seconds]) => (metres === null ? seconds * KM_PER_SECOND : metres / 1000) * distances.perKm;

function drawRuns(plot, runs) {
  const { ctx, bbox } = plot;
  const day = plot.valToPos(86400, "x", true) - plot.valToPos(0, "x", true);
  const half = Math.min(7 * devicePixelRatio, Math.max(1.5 * devicePixelRatio, day * 0.15));
  ctx.fillStyle = css("--run");
  for (const run of runs) {
    const x = plot.valToPos(run[0], "x", true);
    const y = plot.valToPos(km(run), "km", true);
    ctx.globalAlpha = run[1] === null ? 0.35 : 0.75;
    ctx.fillRect(x - half, y, 2 * half, bbox.top + bbox.height - y);
  }
  ctx.globalAlpha = 1;
}

// What is kept up over days: a strip along the top with its name on it, one below the other.
function drawPhases(plot, phases) {
  const { ctx, bbox } = plot;
  const high = 15 * devicePixelRatio;
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textBaseline = "middle";
  phases.forEach(([start, end, name], row) => {
    const left = Math.max(bbox.left, plot.valToPos(start, "x", true));
    const right = end === null ? bbox.left + bbox.width : plot.valToPos(end, "x", true);
    const top = bbox.top + (row % 4) * (high + 2);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, Math.max(0, right - left), high);
    ctx.clip();
    ctx.fillStyle = css("--band");
    ctx.fillRect(left, top, right - left, high);
    ctx.fillStyle = css("--ink");
    ctx.fillText(name.replaceAll("-", " "), left + 4 * devicePixelRatio, top + high / 2);
    ctx.restore();
  });
}

// Small marks at the foot of the plot: triangles for care, diamonds for other events.
function drawMarks(plot, entries, colour, sides) {
  const { ctx, bbox } = plot;
  const size = 4 * devicePixelRatio;
  const y = bbox.top + bbox.height - size;
  ctx.fillStyle = colour;
  for (const [at] of entries) {
    const x = plot.valToPos(at, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, sides === 3 ? y + size : y);
    ctx.lineTo(sides === 3 ? x - size : x, y + size);
    if (sides === 4) ctx.lineTo(x - size, y);
    ctx.fill();
  }
}

function marks(data) {
  return (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    drawPhases(plot, data.phases);
    drawRuns(plot, data.runs);
    drawMarks(plot, data.events, css("--pain"), 4);
    drawMarks(plot, data.care, css("--soft"), 3);
    ctx.restore();
  };
}

const asDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const asMonth = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });
const asHour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function tellTimes(plot, splits, axis, space, step) {
  const format = step >= 27 * 86400 ? asMonth : step >= 86400 ? asDay : asHour;
  return splits.map((at) => format.format(at * 1000));
}

// Buttons do what dragging does, for fingers and keys.
function addZoom(plot, first, last) {
  const zoom = document.querySelector(".zoom");
  const told = zoom.querySelector("output");
  const show = (from, days) => {
    const span = Math.min(days * 86400, last - first);
    const min = Math.max(first, Math.min(from, last - span));
    plot.setScale("x", { min, max: min + span });
  };
  const tell = () => {
    const { min, max } = plot.scales.x;
    told.textContent = `${asDay.format(min * 1000)} to ${asDay.format(max * 1000)}`;
    for (const button of zoom.querySelectorAll("[data-days]")) {
      const days = button.dataset.days === "all" ? (last - first) / 86400 : Number(button.dataset.days);
      button.setAttribute("aria-pressed", String(Math.abs((max - min) / 86400 - days) < 0.1));
    }
    zoom.querySelector("[data-step='-1']").disabled = min <= first + 60;
    zoom.querySelector("[data-step='1']").disabled = max >= last - 60;
  };
  zoom.addEventListener("click", ({ target }) => {
    const { days, step } = target.dataset;
    const { min, max } = plot.scales.x;
    if (days === "all") show(first, Infinity);
    else if (days) show(max - days * 86400, Number(days));
    else if (step) show(min + (step * (max - min)) / 2, (max - min) / 86400);
  });
  plot.over.addEventListener("dblclick", () => show(first, Infinity));
  plot.hooks.setScale = [...(plot.hooks.setScale ?? []), (_, scale) => scale === "x" && tell()];
  zoom.hidden = false;
  tell();
}

// What lies under a finger: the nearest mark, if it is near enough to be meant.
const REACH_PX = 26;

function nearest(plot, data, left, top) {
  const foot = plot.over.clientHeight;
  const x = (at) => plot.valToPos(at, "x");
  const found = [
    ...data.pain.map(([at, nrs]) => ["pain", at, Math.hypot(x(at) - left, plot.valToPos(nrs, "nrs") - top)]),
    ...data.runs.map((run) => ["run", run[0], Math.hypot(x(run[0]) - left, Math.max(0, plot.valToPos(km(run), "km") - top))]),
    ...data.care.map(([at]) => ["care", at, Math.hypot(x(at) - left, foot - 4 - top)]),
    ...data.events.map(([at]) => ["event", at, Math.hypot(x(at) - left, foot - 4 - top)]),
  ].filter(([, , away]) => away <= REACH_PX);
  return found.sort((one, other) => one[2] - other[2])[0];
}

// A tap shows the entry; a drag zooms.
function addDetails(plot, data) {
  let down = null;
  plot.over.addEventListener("pointerdown", (event) => { down = [event.clientX, event.clientY]; });
  plot.over.addEventListener("click", (event) => {
    if (down && Math.hypot(event.clientX - down[0], event.clientY - down[1]) > 5) return;
    const box = plot.over.getBoundingClientRect();
    const found = nearest(plot, data, event.clientX - box.left, event.clientY - box.top);
    if (found) htmx.ajax("GET", `/fragment/entry?kind=${found[0]}&at=${found[1]}`, { target: "#entry", swap: "innerHTML" });
  });
}

function timelineOptions(element, data, first, last, height) {
  const furthest = Math.max(5, ...data.runs.map(km));
  return {
    width: width(element), height, legend: { show: false }, cursor: { drag: { x: true, y: false } },
    // the upper half for pain, the lower for runs: each starts at its own zero and hides nothing of the other
    scales: { x: { time: true, range: (plot, low, high) => (low === null || plot.status === 0 ? [first, last] : [low, high]) }, nrs: { range: [-6, 11.5] }, km: { range: [0, furthest * 3] } },
    axes: [
      { ...grid(), values: tellTimes, space: 66 },
      { ...grid(), scale: "nrs", size: 34, splits: () => [0, 2, 4, 6, 8, 10], label: "pain", labelSize: 18 },
      { ...grid(), scale: "km", side: 1, size: 34, grid: { show: false }, splits: () => [0, Math.round(furthest / 2), Math.round(furthest)], label: distances.unit, labelSize: 18 },
    ],
    series: [
      {},
      { label: "pain", scale: "nrs", stroke: css("--pain"), width: 1.5, points: { show: data.pain.length < 1500, size: 6, fill: css("--pain") } },
      { label: "km", scale: "km", width: 0, points: { show: false } },
    ],
    hooks: { draw: [marks(data)] },
  };
}

function drawTimeline(element, data) {
  if (element.dataset.unit === "mi") Object.assign(distances, { unit: "mi", perKm: 1 / KM_PER_MILE });
  const height = 340;
  const lists = [data.pain, data.runs, data.care, data.events].filter((list) => list.length);
  const first = Math.min(...lists.map((list) => list[0][0])) - 86400;
  const last = Math.max(...lists.map((list) => list.at(-1)[0])) + 86400;
  const pain = data.pain.length ? withGaps(data.pain) : [[first, null], [last, null]];
  const columns = [pain.map((point) => point[0]), pain.map((point) => point[1]), pain.map(() => null)];
  const plot = new uPlot(timelineOptions(element, data, first, last, height), columns, element);
  plot.setScale("x", { min: first, max: last });
  addZoom(plot, first, last);
  addDetails(plot, data);
  fitWidth(element, plot, height);
  element.dataset.drawn = "yes";
}

function fetchTimeline(element) {
  element.dataset.drawn = "loading";
  fetch(element.dataset.url)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((data) => drawTimeline(element, data))
    .catch(() => { element.textContent = "The plot could not be drawn. The table below says the same."; });
}

// Runs are ticks at the foot, reports are dots: what was, beside what is expected.
function drawFan(element, fan) {
  const height = 220;
  const start = fan.now - 3 * 86400;
  const end = fan.now + 3 * 86400;
  const top = Math.min(10.5, Math.max(4, ...fan.hi, ...fan.pain.map((point) => point[1])) + 0.5);
  const past = (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = css("--run");
    for (const at of fan.runs) ctx.fillRect(plot.valToPos(at, "x", true) - 2, bbox.top + bbox.height - 18 * devicePixelRatio, 5, 18 * devicePixelRatio);
    ctx.strokeStyle = css("--soft");
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    const now = plot.valToPos(fan.now, "x", true);
    ctx.moveTo(now, bbox.top);
    ctx.lineTo(now, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = css("--soft");
    ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.fillText("now", now + 4 * devicePixelRatio, bbox.top + 12 * devicePixelRatio);
    ctx.restore();
    dots(fan.pain, "y", 4)(plot);
  };
  const plot = new uPlot({
    width: width(element), height, cursor: { y: false }, legend: { show: false },
    scales: { x: { time: true, range: [start, end] }, y: { range: [-0.4, top] } },
    axes: [
      { ...grid(), values: tellTimes, space: 60 },
      { ...grid(), size: 36, label: "pain, 0 to 10", labelSize: 20 },
    ],
    series: [
      {},
      { label: "upper", scale: "y", width: 0, points: { show: false } },
      { label: "lower", scale: "y", width: 0, points: { show: false } },
      { label: "expected", scale: "y", stroke: css("--run"), width: 3, points: { show: false } },
    ],
    bands: [{ series: [1, 2], fill: css("--band") }],
    hooks: { draw: [past] },
  }, [fan.t, fan.hi, fan.lo, fan.expected], element);
  fitWidth(element, plot, height);
  element.dataset.drawn = "yes";
}

function drawAll() {
  const next = document.getElementById("fan");
  if (next && !next.dataset.drawn) drawFan(next, JSON.parse(document.getElementById("fan-data").textContent));
  const response = document.getElementById("response");
  const curve = document.getElementById("curve");
  if (response && curve && !response.dataset.drawn) drawResponse(response, JSON.parse(curve.textContent));
  const dose = document.getElementById("dose");
  if (dose && !dose.dataset.drawn) drawDose(dose, JSON.parse(document.getElementById("dose-curve").textContent));
  const timeline = document.getElementById("timeline");
  if (timeline && !timeline.dataset.drawn) fetchTimeline(timeline);
}

// Fragments arrive after the page: draw whatever came.
document.addEventListener("DOMContentLoaded", () => {
  drawAll();
  new MutationObserver(drawAll).observe(document.getElementById("main"), { childList: true, subtree: true });
});
// Colours are read when drawing; a change of theme draws again.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
