// A leg that moves through a step: moment by moment with a slider, or by itself. Without scripts five pictures stay.
"use strict";

const FRAME_MS = 120; // six times slower than a step: judgement
const STILL_MS = 1500; // between pictures where nothing should move by itself
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const at = { frame: null, timer: 0 };

function show(box, frame) {
  const moments = [...box.querySelectorAll("g[data-percent]")];
  at.frame = Math.min(Math.max(frame, 0), moments.length - 1);
  moments.forEach((each, i) => each.setAttribute("visibility", i === at.frame ? "visible" : "hidden"));
  box.querySelector("input").value = at.frame;
  const percent = `${moments[at.frame].dataset.percent} %`;
  box.querySelector("output").textContent = percent;
  box.querySelector("input").setAttribute("aria-valuetext", percent);
}

function stop(box) {
  clearInterval(at.timer);
  at.timer = 0;
  const button = box?.querySelector("[data-act=play]");
  if (button?.dataset.play) button.textContent = button.dataset.play;
}

function play(box) {
  const button = box.querySelector("[data-act=play]");
  button.dataset.play ??= button.textContent;
  button.textContent = button.dataset.stop;
  const step = calm.matches ? 4 : 1; // then a few pictures, one after the other
  at.timer = setInterval(
    () => (box.isConnected ? show(box, at.frame + step < Number(box.dataset.frames) ? at.frame + step : 0) : stop(box)),
    calm.matches ? STILL_MS : FRAME_MS,
  );
}

function setUp() {
  const box = document.querySelector(".moving[hidden]");
  if (!box) return;
  const goesOn = at.timer !== 0;
  stop(box);
  box.hidden = false;
  box.nextElementSibling.hidden = true;
  show(box, at.frame ?? Number(box.dataset.first)); // at first where the ground presses most
  if (goesOn) play(box);
  box.querySelector("[data-act=play]").addEventListener("click", () => (at.timer ? stop(box) : play(box)));
  box.querySelector("input").addEventListener("input", (event) => {
    stop(box);
    show(box, Number(event.target.value));
  });
}

document.addEventListener("DOMContentLoaded", () => {
  setUp();
  new MutationObserver(setUp).observe(document.getElementById("what-if"), { childList: true, subtree: true });
});
