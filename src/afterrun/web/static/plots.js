// The plots: the next days and the response curves with their bands. Data come from the page; words stay in HTML.
"use strict";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const colour = (name) => () => css(name); // asked at every drawing: the theme may change
const numbers = (_, splits) => splits.map((value) => (value === null ? "" : speech.number(value)));
// Letters of a plot grow with those of the page, and its height with them, until it would be all letters.
const larger = Math.min(innerWidth < 640 ? 1.5 : 2, Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16));
const letters = (px) => `${px * larger}px system-ui, sans-serif`;
const sized = (axis) => Object.fromEntries(Object.entries(axis).map(([name, px]) => [name, px * larger]));
const grid = () => ({ font: letters(12), labelFont: `bold ${letters(12)}`, ...sized({ gap: 5, space: 50, size: 50, labelSize: 30 }), values: numbers, stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } });
const KM_PER_MILE = 1.609344;
const width = (element) => Math.max(280, element.clientWidth);

// A plot is as wide as its place, and in the colours of the theme.
function fit(element, plot, height) {
  new ResizeObserver(() => plot.setSize({ width: width(element), height })).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot.redraw(false));
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
function drawRise(element, usual, x, rise, { range, top, axis, behind }) {
  const height = usual * larger;
  const plot = new uPlot({
    width: width(element), height, cursor: { y: false }, legend: { show: false },
    scales: { x: { time: false, range }, y: { range: [Math.min(-0.5, ...rise.lo), Math.max(3, ...rise.hi, ...top) + 0.5] } },
    axes: [
      { ...grid(), ...sized({ labelSize: 20, labelGap: -2, size: 34 }), ...axis },
      { ...grid(), ...sized({ size: 36, labelSize: 20, space: 30 }), label: speech.say("points") },
    ],
    series: [
      {},
      { label: "upper", scale: "y", width: 0, points: { show: false } },
      { label: "lower", scale: "y", width: 0, points: { show: false } },
      { label: "rise", scale: "y", stroke: colour("--run"), width: 3, points: { show: false } },
    ],
    bands: [{ series: [1, 2], fill: colour("--band") }],
    hooks: { drawAxes: [behind] },
  }, [x, rise.hi, rise.lo, rise.median], element);
  fit(element, plot, height);
}

function drawResponse(element, curve) {
  drawRise(element, 300, curve.h, curve, {
    range: [0, 168],
    top: curve.reports.map((point) => point[1]),
    axis: { splits: () => [0, 24, 48, 72, 96, 120, 144, 168], values: (_, hours) => hours.map((h) => h / 24), label: speech.say("days-after") },
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

// A day begins where the person's clock says so.
const onClock = clock.zone ? { tzDate: (at) => uPlot.tzDate(new Date(at * 1000), clock.zone) } : {};
const asDay = new Intl.DateTimeFormat(speech.locale, { timeZone: clock.zone, day: "numeric", month: "short" });
const asMonth = new Intl.DateTimeFormat(speech.locale, { timeZone: clock.zone, month: "short", year: "numeric" });
const asHour = new Intl.DateTimeFormat(speech.locale, { timeZone: clock.zone, hour: "2-digit", minute: "2-digit" });

function tellTimes(plot, splits, axis, space, step) {
  const format = step >= 27 * 86400 ? asMonth : step >= 86400 ? asDay : asHour;
  return splits.map((at) => format.format(at * 1000));
}

// Runs are ticks at the foot, reports are dots: what was, beside what is expected.
function drawFan(element, fan) {
  const height = 220 * larger;
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
    ctx.font = letters(12 * devicePixelRatio);
    ctx.textAlign = "left";
    ctx.fillText(speech.say("now"), now + 4 * devicePixelRatio, bbox.top + 12 * larger * devicePixelRatio);
    ctx.restore();
    dots(fan.pain, "y", 4)(plot);
  };
  const plot = new uPlot({
    width: width(element), height, ...onClock, cursor: { y: false }, legend: { show: false },
    scales: { x: { time: true, range: [start, end] }, y: { range: [-0.4, top] } },
    axes: [
      { ...grid(), values: tellTimes, space: 60 * larger },
      { ...grid(), ...sized({ size: 36, labelSize: 20, space: 30 }), label: speech.say("pain-scale") },
    ],
    series: [
      {},
      { label: "upper", scale: "y", width: 0, points: { show: false } },
      { label: "lower", scale: "y", width: 0, points: { show: false } },
      { label: "expected", scale: "y", stroke: colour("--run"), width: 3, points: { show: false } },
    ],
    bands: [{ series: [1, 2], fill: colour("--band") }],
    hooks: { draw: [past] },
  }, [fan.t, fan.hi, fan.lo, fan.expected], element);
  fit(element, plot, height);
}

// Not by the attribute: while it swaps, htmx gives a new element the attributes of the old one and takes them off again.
const drawn = new WeakSet();
const isNew = (element) => !drawn.has(element) && drawn.add(element);

function drawAll() {
  const next = document.getElementById("fan");
  if (next && isNew(next)) drawFan(next, JSON.parse(document.getElementById("fan-data").textContent));
  const response = document.getElementById("response");
  const curve = document.getElementById("curve");
  if (response && curve && isNew(response)) drawResponse(response, JSON.parse(curve.textContent));
  const dose = document.getElementById("dose");
  if (dose && isNew(dose)) drawDose(dose, JSON.parse(document.getElementById("dose-curve").textContent));
}

// Fragments arrive after the page: draw whatever came.
document.addEventListener("DOMContentLoaded", () => {
  drawAll();
  new MutationObserver(drawAll).observe(document.getElementById("main"), { childList: true, subtree: true });
});
