// The timeline: drag to move, pinch or Ctrl and the wheel to zoom, double tap to look closer, tap for details; buttons do the same.
"use strict";

const DAY_S = 86400;
const NARROWEST_S = DAY_S;
const LONG_D = 200; // a longer diary opens on its last months
const OPENS_ON_D = 90;
const TAP_PX = 6;
let timelinePlot = null; // the one on this page

// Reports more than two days apart are not joined: nobody knows what lay between.
function withGaps(pain) {
  const joined = [];
  pain.forEach((point, i) => {
    if (i && point[0] - pain[i - 1][0] > 2 * 86400) joined.push([(point[0] + pain[i - 1][0]) / 2, null]);
    joined.push(point);
  });
  return joined;
}


function columns(data, first, last) {
  const pain = data.pain.length ? withGaps(data.pain) : [[first, null], [last, null]];
  return [pain.map((point) => point[0]), pain.map((point) => point[1]), pain.map(() => null)];
}

function extent(data) {
  const times = [data.pain, data.other_symptoms, data.runs, data.care, data.events, data.phases].filter((list) => list.length);
  const first = Math.min(...times.map((list) => list[0][0])) - DAY_S;
  const last = Math.max(...times.map((list) => list.at(-1)[0])) + DAY_S;
  return { first, last };
}

function timelineOptions(element, shown, height) {
  const furthest = Math.max(5, ...shown.data.runs.map(km));
  return {
    width: width(element), height, ...onClock, legend: { show: false }, cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    // the upper half for pain, the lower for runs: each starts at its own zero and hides nothing of the other
    scales: { x: { time: true, auto: false, range: (plot, low, high) => [low, high] }, nrs: { range: [-6, 11.5] }, km: { range: [0, furthest * 3] } },
    axes: [
      { ...grid(), values: tellTimes, space: 66 },
      { ...grid(), scale: "nrs", ...sized({ size: 34, labelSize: 18 }), splits: () => [0, 2, 4, 6, 8, 10], label: element.dataset.symptom },
      { ...grid(), scale: "km", side: 1, ...sized({ size: 34, labelSize: 18 }), grid: { show: false }, splits: () => [0, Math.round(furthest / 2), Math.round(furthest)], label: distances.unit },
    ],
    series: [
      {},
      // single points are drawn where there is room to tell them apart
      { label: "pain", scale: "nrs", stroke: colour("--pain"), width: 1.5, points: { show: (plot, series, from, to) => to - from < plot.over.clientWidth / 2, size: 6, fill: colour("--pain") } },
      { label: "km", scale: "km", width: 0, points: { show: false } },
    ],
    hooks: { draw: [marks(shown)] },
  };
}

// The window on the data: it moves and changes its width, and never leaves them.
function view(plot, shown) {
  let waits = 0;
  let next = null;
  const show = (min, span) => {
    const { first, last } = shown;
    const wide = Math.min(Math.max(span, NARROWEST_S), last - first);
    const from = Math.max(first, Math.min(min, last - wide));
    next = { min: from, max: from + wide };
    waits ||= requestAnimationFrame(() => { waits = 0; plot.setScale("x", next); });
  };
  const now = () => (waits ? next : plot.scales.x);
  return {
    show,
    now,
    all: () => show(shown.first, Infinity),
    move: (seconds) => show(now().min + seconds, now().max - now().min),
    zoom: (factor, at) => {
      const { min, max } = now();
      const middle = at ?? (min + max) / 2;
      show(middle - (middle - min) / factor, (max - min) / factor);
    },
  };
}

function addButtons(plot, shown, window_) {
  const zoom = document.querySelector(".zoom");
  const told = zoom.querySelector("output");
  const tell = () => {
    const { min, max } = plot.scales.x;
    const { first, last } = shown;
    const format = max - min > 300 * DAY_S ? asMonth : asDay;
    told.textContent = speech.say("from-to", { start: format.format(min * 1000), end: format.format(max * 1000) });
    for (const button of zoom.querySelectorAll("[data-days]")) {
      const days = button.dataset.days === "all" ? (last - first) / DAY_S : Number(button.dataset.days);
      button.hidden = button.dataset.days !== "all" && days * DAY_S >= last - first;
      button.setAttribute("aria-pressed", String(Math.abs((max - min) / DAY_S - days) < 0.1));
    }
    zoom.querySelector("[data-step='-1']").disabled = min <= first + 60;
    zoom.querySelector("[data-step='1']").disabled = max >= last - 60;
    zoom.querySelector("[data-zoom='2']").disabled = max - min <= NARROWEST_S + 60;
    zoom.querySelector("[data-zoom='0.5']").disabled = max - min >= last - first - 60;
  };
  zoom.addEventListener("click", ({ target }) => {
    const { days, step, zoom: factor } = target.dataset;
    const { min, max } = window_.now();
    if (days === "all") window_.all();
    else if (days) window_.show(max - days * DAY_S, days * DAY_S);
    else if (step) window_.move((step * (max - min)) / 2);
    else if (factor) window_.zoom(Number(factor));
  });
  plot.hooks.setScale = [...(plot.hooks.setScale ?? []), (_, scale) => scale === "x" && tell()];
  zoom.hidden = false;
  tell();
}

// One finger moves, two pinch, a tap shows what lies there.
function addFingers(plot, shown, window_) {
  const down = new Map();
  let moved = false;
  const at = (x) => plot.posToVal(x - plot.over.getBoundingClientRect().left, "x");
  const perPx = () => (window_.now().max - window_.now().min) / plot.over.clientWidth;
  plot.over.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    moved = down.size > 0;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY, from: event.clientX });
  });
  plot.over.addEventListener("pointermove", (event) => {
    const finger = down.get(event.pointerId);
    if (!finger) return;
    if (!moved && Math.abs(event.clientX - finger.from) <= TAP_PX) return;
    if (!moved) plot.over.setPointerCapture(event.pointerId);
    moved = true;
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const [before, after] = [Math.abs(finger.x - other.x), Math.abs(event.clientX - other.x)];
      if (before > 10 && after > 10) window_.zoom(after / before, at((event.clientX + other.x) / 2));
    } else window_.move((finger.x - event.clientX) * perPx());
    finger.x = event.clientX;
  });
  for (const kind of ["pointerup", "pointercancel"]) plot.over.addEventListener(kind, ({ pointerId }) => down.delete(pointerId));
  plot.over.addEventListener("click", (event) => {
    if (moved) return;
    const box = plot.over.getBoundingClientRect();
    const found = nearest(plot, shown.data, event.clientX - box.left, event.clientY - box.top);
    if (found) htmx.ajax("GET", `/fragment/entry?kind=${found[0]}&at=${found[1]}`, { target: "#entry", swap: "innerHTML" });
  });
  plot.over.addEventListener("dblclick", (event) => window_.zoom(2, at(event.clientX)));
  plot.over.addEventListener("wheel", (event) => {
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (event.ctrlKey) window_.zoom(Math.exp(-event.deltaY / 200), at(event.clientX));
    else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) window_.move(sideways * perPx());
    else return; // an upright wheel scrolls the page
    event.preventDefault();
  }, { passive: false });
}

// What was corrected, removed or put back below the plot shows in it, and in the table.
function followChanges(element, plot, shown, window_) {
  const entry = document.getElementById("entry");
  const renew = async () => {
    const [data, text] = await Promise.all([fetchData(element), fetch(location.href).then((answer) => answer.text())]);
    Object.assign(shown, { data: { ...data, names: shown.data.names, kinds: shown.data.kinds } }, extent(data));
    plot.setData(columns(data, shown.first, shown.last), false);
    window_.move(0);
    plot.redraw();
    const table = new DOMParser().parseFromString(text, "text/html").getElementById("table");
    const old = document.getElementById("table");
    if (table && old) {
      old.replaceChildren(...table.childNodes);
      htmx.process(old);
    }
    element.dataset.renewed = Number(element.dataset.renewed ?? 0) + 1;
  };
  new MutationObserver(() => {
    const told = entry.querySelector("[data-changed]:not([data-seen])");
    if (!told) return;
    told.dataset.seen = "yes";
    renew().catch(() => location.reload());
  }).observe(entry, { childList: true, subtree: true });
}

function drawTimeline(element, data) {
  if (element.dataset.unit === "mi") Object.assign(distances, { unit: "mi", perKm: 1 / KM_PER_MILE });
  const height = element.clientHeight;
  const shown = { data, ...extent(data) };
  const { first, last } = shown;
  const plot = (timelinePlot = new uPlot(timelineOptions(element, shown, height), columns(data, first, last), element));
  const opens = last - first > LONG_D * DAY_S ? last - OPENS_ON_D * DAY_S : first;
  plot.setScale("x", { min: opens, max: last });
  const window_ = view(plot, shown);
  addButtons(plot, shown, window_);
  addFingers(plot, shown, window_);
  followChanges(element, plot, shown, window_);
  fit(element, plot, height);
  element.dataset.drawn = "yes";
}

const fetchData = (element) =>
  fetch(element.dataset.url).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));

document.addEventListener("DOMContentLoaded", () => {
  const element = document.getElementById("timeline");
  if (!element) return;
  element.dataset.drawn = "loading";
  fetchData(element)
    .then((data) => drawTimeline(element, { ...data, names: JSON.parse(element.dataset.names), kinds: JSON.parse(element.dataset.care) }))
    .catch(() => { element.textContent = speech.say("no-plot"); });
});
