// What changes on a page is told once, in a line for screen readers that was there before: that something is being worked
// out, and that it is there now. A part that is asked for every second would else be read out every second.
"use strict";

const toldLine = document.getElementById("told");
let isWorking = false;

function tell() {
  const now = document.querySelector("main .working") !== null;
  const [said] = [...document.querySelectorAll("main [data-tell]:not([data-told])")].map((each) => {
    each.dataset.told = "yes";
    return each.textContent.trim();
  });
  if (said) toldLine.textContent = said;
  else if (now !== isWorking) toldLine.textContent = toldLine.dataset[now ? "working" : "ready"];
  isWorking = now;
}

// A slider says where it stands while it moves; what follows from it comes when it rests.
document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.says) return;
  const words = `${Number(target.value).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 })} ${target.dataset.says}`;
  target.setAttribute("aria-valuetext", words);
  target.form.querySelector("output").textContent = words;
});

// A bar fills in the time that it took the last time, and waits just before its end: it is a guess.
const NEARLY = 0.95;
setInterval(() => {
  for (const bar of document.querySelectorAll("progress[data-fills]")) bar.value = Math.min(bar.value + 1, NEARLY * bar.max);
}, 1000);

document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(tell).observe(document.getElementById("main"), { childList: true, subtree: true });
  tell();
});
