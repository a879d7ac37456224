// Help with a self-test: a beat that counts heel raises, a stopwatch, and the phone as a level.
"use strict";

const READY_S = 3; // to get up on one leg
const PAIR_S = 2; // a second up, a second down, as the steps say
const LOOK_MS = 100;
const NO_ANGLE_MS = 2000; // a sensor that is there has spoken by then
const TONE_HZ = { up: 880, down: 440, ready: 660 };

// What is to be done at a time after the start, and how many raises are complete.
function beatAt(seconds) {
  if (seconds < READY_S) return { phase: "ready", count: 0, left: Math.ceil(READY_S - seconds) };
  const since = seconds - READY_S;
  return { phase: since % PAIR_S < 1 ? "up" : "down", count: Math.floor(since / PAIR_S) };
}

// How far the long edge leans from upright; turning the phone about that edge changes nothing.
const leanDeg = (beta) => 90 - (Math.asin(Math.abs(Math.sin((beta * Math.PI) / 180))) * 180) / Math.PI;

const middle = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

function toolOf(box) {
  const find = (selector) => box.querySelector(selector);
  const [beat, taken] = [find(".beat"), find(".taken")];
  return {
    box,
    start: find("[data-act=start]"),
    stop: find("[data-act=stop], [data-act=take]"),
    says: (name) => find(`[data-says=${name}]`).dataset.text,
    show: (text) => {
      beat.hidden = !text;
      beat.textContent = text;
    },
    tell: (text) => {
      taken.textContent = text;
    },
    fill: (value) => {
      document.getElementById(box.dataset.fills).value = String(value);
    },
  };
}

// Silence where there is no sound, or where it may not be made: the words on the screen say the same.
function tones() {
  try {
    const sound = new AudioContext();
    return {
      play(hz) {
        const tone = sound.createOscillator();
        const volume = sound.createGain();
        tone.frequency.value = hz;
        volume.gain.setValueAtTime(0.2, sound.currentTime);
        volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.15);
        tone.connect(volume).connect(sound.destination);
        tone.start();
        tone.stop(sound.currentTime + 0.16);
      },
      close: () => sound.close(),
    };
  } catch {
    return { play() {}, close() {} };
  }
}

// Runs until it is stopped; `look` gets the seconds since the start, `done` the last of them.
function timed(tool, look, done) {
  let timer = 0;
  let began = 0;
  let awake = null;
  const seconds = () => (performance.now() - began) / 1000;
  const running = (on) => {
    tool.start.hidden = on;
    tool.stop.hidden = !on;
    (on ? tool.stop : tool.start).focus();
  };
  const stop = () => {
    clearInterval(timer);
    awake?.release();
    awake = null;
    tool.show("");
    running(false);
    done(seconds());
  };
  tool.start.addEventListener("click", async () => {
    began = performance.now();
    tool.tell("");
    look(0, stop);
    running(true);
    timer = setInterval(() => look(seconds(), stop), LOOK_MS);
    awake = await navigator.wakeLock?.request("screen").catch(() => null);
  });
  tool.stop.addEventListener("click", stop);
}

function metronome(tool) {
  let sound = null;
  let said = "";
  const most = Number(tool.box.dataset.most);
  timed(
    tool,
    (seconds, stop) => {
      sound ??= tones();
      const { phase, count, left } = beatAt(seconds);
      const now = `${phase} ${left ?? count}`;
      if (now === said) return;
      said = now;
      sound.play(TONE_HZ[phase]);
      tool.show(left ? `${tool.says("ready")}: ${left}` : `${count} · ${tool.says(phase)}`);
      if (count >= most) stop();
    },
    (seconds) => {
      sound?.close();
      sound = null;
      said = "";
      tool.fill(beatAt(seconds).count);
    },
  );
}

function stopwatch(tool) {
  const most = Number(tool.box.dataset.most);
  const whole = (seconds) => Math.min(Math.floor(seconds), most);
  timed(
    tool,
    (seconds, stop) => {
      tool.show(`${whole(seconds)} s`);
      if (seconds >= most) stop();
    },
    (seconds) => tool.fill(whole(seconds)),
  );
}

// An iPhone asks whether it may; others do not.
async function mayRead() {
  if (typeof DeviceOrientationEvent.requestPermission !== "function") return true;
  return (await DeviceOrientationEvent.requestPermission().catch(() => "denied")) === "granted";
}

function level(tool) {
  let lean = null;
  const readings = [];
  const read = ({ beta }) => {
    if (beta === null) return;
    lean = leanDeg(beta);
    tool.tell(readings.join(" · "));
    tool.show(`${Math.round(lean)} ${tool.says("degrees")}`);
    tool.start.hidden = true;
    tool.stop.hidden = false;
  };
  tool.start.addEventListener("click", async () => {
    if (!isSecureContext) return tool.tell(tool.says("secure"));
    if (!("DeviceOrientationEvent" in window)) return tool.tell(tool.says("none"));
    if (!(await mayRead())) return tool.tell(tool.says("refused"));
    addEventListener("deviceorientation", read);
    return setTimeout(() => lean ?? tool.tell(tool.says("none")), NO_ANGLE_MS);
  });
  tool.stop.addEventListener("click", () => {
    readings.push(Math.round(lean));
    tool.tell(readings.join(" · "));
    tool.fill(middle(readings));
  });
}

const TOOLS = { metronome, seconds: stopwatch, angle: level };

function setUp() {
  for (const box of document.querySelectorAll("[data-tool][hidden]")) {
    TOOLS[box.dataset.tool](toolOf(box));
    box.hidden = false;
  }
}

setUp();
document.addEventListener("page-replaced", setUp); // after a result is saved: the other leg wants its beat too
