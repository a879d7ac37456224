// Two plots: the response curve with its band, and the timeline. Data come from the page or the journal; words stay in HTML.
"use strict";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const grid = () => ({ stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line"), width: 1 } });
const width = (element) => Math.max(280, element.clientWidth);

function fitWidth(element, plot, height) {
  new ResizeObserver(() => plot.setSize({ width: width(element), height })).observe(element);
}

// A point cloud uPlot's series cannot hold beside the curve: drawn by hand on the same axes, a little spread so that ties show.
function dots(points, scale) {
  return (plot) => {
    const { ctx } = plot;
    ctx.save();
    ctx.fillStyle = css("--dot");
    points.forEach(([h, value], i) => {
      const y = value + ((i * 37) % 11 - 5) / 40;
      ctx.beginPath();
      ctx.arc(plot.valToPos(h, "x", true), plot.valToPos(y, scale, true), 2.5 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    });
    ctx.restore();
  };
}

function drawResponse(element, curve) {
  const height = 300;
  const top = Math.max(3, ...curve.hi, ...curve.reports.map((point) => point[1])) + 0.5;
  const low = Math.min(-0.5, ...curve.lo);
  const plot = new uPlot({
    width: width(element), height, cursor: { y: false }, legend: { show: false },
    scales: { x: { time: false, range: [0, 168] }, y: { range: [low, top] } },
    axes: [
      { ...grid(), splits: () => [0, 24, 48, 72, 96, 120, 144, 168], values: (_, hours) => hours.map((h) => h / 24), label: "days after the run", labelSize: 24 },
      { ...grid(), size: 36, label: "points", labelSize: 20 },
    ],
    series: [
      {},
      { label: "upper", scale: "y", width: 0, points: { show: false } },
      { label: "lower", scale: "y", width: 0, points: { show: false } },
      { label: "rise", scale: "y", stroke: css("--run"), width: 3, points: { show: false } },
    ],
    bands: [{ series: [1, 2], fill: css("--band") }],
    hooks: { drawAxes: [dots(curve.reports, "y")] },
  }, [curve.h, curve.hi, curve.lo, curve.median], element);
  fitWidth(element, plot, height);
  element.dataset.drawn = "yes";
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

function marks(data) {
  return (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = css("--band");
    data.phases.forEach(([start, end]) => {
      const left = plot.valToPos(start, "x", true);
      const right = end === null ? bbox.left + bbox.width : plot.valToPos(end, "x", true);
      ctx.fillRect(left, bbox.top, right - left, 6 * devicePixelRatio);
    });
    ctx.fillStyle = css("--run");
    data.runs.forEach(([at, metres, seconds]) => {
      const km = metres === null ? seconds / 360 : metres / 1000;
      const x = plot.valToPos(at, "x", true);
      const y = plot.valToPos(km, "km", true);
      ctx.globalAlpha = metres === null ? 0.35 : 0.7;
      ctx.fillRect(x - 1.5 * devicePixelRatio, y, 3 * devicePixelRatio, bbox.top + bbox.height - y);
    });
    ctx.globalAlpha = 1;
    ctx.fillStyle = css("--soft");
    data.care.forEach(([at]) => {
      const x = plot.valToPos(at, "x", true);
      const y = bbox.top + bbox.height;
      const s = 4 * devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(x, y - 2 * s);
      ctx.lineTo(x - s, y);
      ctx.lineTo(x + s, y);
      ctx.fill();
    });
    ctx.restore();
  };
}

function drawTimeline(element, data) {
  const height = 320;
  const pain = withGaps(data.pain);
  const furthest = Math.max(5, ...data.runs.map(([, metres, seconds]) => (metres === null ? seconds / 360 : metres / 1000)));
  const times = [...data.pain, ...data.runs, ...data.care].map((entry) => entry[0]);
  const first = Math.min(...times) - 86400;
  const last = Math.max(...times) + 86400;
  const plot = new uPlot({
    width: width(element), height, legend: { show: false }, cursor: { drag: { x: true, y: false } },
    // the upper half for pain, the lower for runs: both start at their own zero and do not hide each other
    scales: { x: { time: true, range: (u, lo, hi) => (lo === null || u.status === 0 ? [first, last] : [lo, hi]) }, nrs: { range: [-6, 10.5] }, km: { range: [0, furthest * 3] } },
    axes: [
      { ...grid() },
      { ...grid(), scale: "nrs", size: 34, splits: () => [0, 2, 4, 6, 8, 10], label: "pain", labelSize: 18 },
      { ...grid(), scale: "km", side: 1, size: 40, grid: { show: false }, splits: () => [0, Math.round(furthest / 2), Math.round(furthest)], label: "km", labelSize: 18 },
    ],
    series: [
      {},
      { label: "pain", scale: "nrs", stroke: css("--pain"), width: 1.5, points: { show: data.pain.length < 1500, size: 6, fill: css("--pain") } },
      { label: "km", scale: "km", show: true, width: 0, points: { show: false } },
    ],
    hooks: { draw: [marks(data)] },
  }, [pain.map((point) => point[0]), pain.map((point) => point[1]), pain.map(() => null)], element);
  plot.setScale("x", { min: first, max: last });
  fitWidth(element, plot, height);
  element.dataset.drawn = "yes";
}

function drawAll() {
  const response = document.getElementById("response");
  const curve = document.getElementById("curve");
  if (response && curve && !response.dataset.drawn) drawResponse(response, JSON.parse(curve.textContent));
  const timeline = document.getElementById("timeline");
  if (timeline && !timeline.dataset.drawn) {
    timeline.dataset.drawn = "loading";
    fetch(timeline.dataset.url).then((answer) => answer.json()).then((data) => drawTimeline(timeline, data));
  }
}

// Fragments arrive after the page: draw whatever came.
document.addEventListener("DOMContentLoaded", () => {
  drawAll();
  new MutationObserver(drawAll).observe(document.getElementById("main"), { childList: true, subtree: true });
});
// Colours are read when drawing; a change of theme draws again.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
