// What the timeline draws beside the line of pain: runs, what was kept up, what was done, what else happened.
"use strict";

// The bar of a run; where only its minutes are known, a pale one at six minutes a kilometre.
const KM_PER_SECOND = 1 / 360;
const distances = { unit: "km", perKm: 1 };
const km = ([, metres, seconds]) => (metres === null ? seconds * KM_PER_SECOND : metres / 1000) * distances.perKm;

// Those whose time is in view, and a little beyond; lists are in order of time.
function inView(plot, list) {
  const { min, max } = plot.scales.x;
  const margin = (max - min) / 50;
  const first = list.findIndex(([at]) => at >= min - margin);
  if (first < 0) return [];
  const end = list.findLastIndex(([at]) => at <= max + margin);
  return list.slice(first, end + 1);
}

function drawRuns(plot, runs) {
  const { ctx, bbox } = plot;
  const day = plot.valToPos(86400, "x", true) - plot.valToPos(0, "x", true);
  const half = Math.min(7 * devicePixelRatio, Math.max(0.6 * devicePixelRatio, day * 0.15));
  ctx.fillStyle = css("--run");
  for (const run of inView(plot, runs)) {
    const x = plot.valToPos(run[0], "x", true);
    const y = plot.valToPos(km(run), "km", true);
    ctx.globalAlpha = run[1] === null ? 0.35 : 0.75;
    ctx.fillRect(x - half, y, 2 * half, bbox.top + bbox.height - y);
  }
  ctx.globalAlpha = 1;
}

// What is kept up over days: a strip along the top with its name on it, one row a name.
const STRIP_PX = 15;
const ROWS = 4;

function rowOf(phases, name) {
  return [...new Set(phases.map((phase) => phase[2]))].indexOf(name) % ROWS;
}

function drawPhases(plot, phases, names) {
  const { ctx, bbox } = plot;
  const high = STRIP_PX * larger * devicePixelRatio;
  ctx.font = letters(11 * devicePixelRatio);
  ctx.textBaseline = "middle";
  for (const [start, end, name] of phases) {
    const left = Math.max(bbox.left, plot.valToPos(start, "x", true));
    const right = end === null ? bbox.left + bbox.width : plot.valToPos(end, "x", true);
    if (right < bbox.left || left > bbox.left + bbox.width) continue;
    const top = bbox.top + rowOf(phases, name) * (high + 2 * devicePixelRatio);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, Math.max(0, right - left), high);
    ctx.clip();
    ctx.fillStyle = css("--band");
    ctx.fillRect(left, top, right - left, high);
    ctx.fillStyle = css("--ink");
    const words = names[name] ?? name.replaceAll("-", " ");
    if (ctx.measureText(words).width + 6 * devicePixelRatio <= right - left) ctx.fillText(words, left + 4 * devicePixelRatio, top + high / 2);
    ctx.restore();
  }
}

// Small marks at the foot of the plot: a shape for each of the first kinds of care, as in the key; diamonds for events.
const DIAMOND = [[0, -1], [1, 0], [0, 1], [-1, 0]];
const UP = [[0, -1], [1, 1], [-1, 1]];
const DOWN = [[-1, -1], [1, -1], [0, 1]];
const SQUARE = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
const OF_CARE = [[UP, true], [DOWN, false], [SQUARE, true], [SQUARE, false]];

function drawMarks(plot, entries, colour, shapeOf) {
  const { ctx, bbox } = plot;
  const size = 4 * devicePixelRatio;
  const y = bbox.top + bbox.height - size - devicePixelRatio;
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const entry of inView(plot, entries)) {
    const x = plot.valToPos(entry[0], "x", true);
    const [corners, full] = shapeOf(entry);
    ctx.beginPath();
    corners.forEach(([right, down]) => ctx.lineTo(x + right * size, y + down * size));
    ctx.closePath();
    if (full) ctx.fill();
    else ctx.stroke();
  }
}

// The first kinds of care have a shape each; all others share the last.
function careShape(kinds) {
  const known = kinds.map((kind) => JSON.stringify(kind));
  return ([, intervention, variant]) => {
    const place = known.indexOf(JSON.stringify([intervention, variant]));
    return OF_CARE[place < 0 ? OF_CARE.length - 1 : place];
  };
}

// What is felt there and is not what the line is of: open rings.
function drawOthers(plot, others) {
  const { ctx } = plot;
  ctx.strokeStyle = css("--soft");
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const [at, nrs] of inView(plot, others)) {
    ctx.beginPath();
    ctx.arc(plot.valToPos(at, "x", true), plot.valToPos(nrs, "nrs", true), 4 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

function marks(shown) {
  return (plot) => {
    const { ctx, bbox } = plot;
    const { data } = shown;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    drawPhases(plot, data.phases, data.names);
    drawRuns(plot, data.runs);
    drawOthers(plot, data.other_symptoms);
    drawMarks(plot, data.events, css("--pain"), () => [DIAMOND, true]);
    drawMarks(plot, data.care, css("--soft"), careShape(data.kinds));
    ctx.restore();
  };
}

// What lies under a finger: the nearest mark if it is near enough to be meant, else the strip.
const REACH_PX = 26;

function nearest(plot, data, left, top) {
  const foot = plot.over.clientHeight;
  const x = (at) => plot.valToPos(at, "x");
  const found = [
    ...inView(plot, [...data.pain, ...data.other_symptoms].sort((one, other) => one[0] - other[0])).map(([at, nrs]) => ["pain", at, Math.hypot(x(at) - left, plot.valToPos(nrs, "nrs") - top)]),
    ...inView(plot, data.runs).map((run) => ["run", run[0], Math.hypot(x(run[0]) - left, Math.max(0, plot.valToPos(km(run), "km") - top))]),
    ...inView(plot, data.care).map(([at]) => ["care", at, Math.hypot(x(at) - left, foot - 4 - top)]),
    ...inView(plot, data.events).map(([at]) => ["event", at, Math.hypot(x(at) - left, foot - 4 - top)]),
  ].filter(([, , away]) => away <= REACH_PX);
  return found.sort((one, other) => one[2] - other[2])[0] ?? strip(plot, data.phases, left, top);
}

function strip(plot, phases, left, top) {
  const row = Math.floor(top / (STRIP_PX * larger + 2));
  const at = plot.posToVal(left, "x");
  const found = phases.findLast(([start, end, name]) => rowOf(phases, name) === row && start <= at && (end === null || at <= end));
  return found && ["phase", found[0], 0];
}
