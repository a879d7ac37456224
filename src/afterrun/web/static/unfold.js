// A part that comes anew while somebody reads it opens again what they had opened in it.
"use strict";

const leftOpen = new Set();

const folded = (details) =>
  `${details.closest("[data-part]")?.getAttribute("hx-get")} ${details.querySelector("summary")?.textContent}`;

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.isConnected && target.closest("[data-part]")) leftOpen[target.open ? "add" : "delete"](folded(target));
  },
  true,
);

document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => {
    if (!leftOpen.size) return;
    for (const each of document.querySelectorAll("[data-part] details:not([open])")) {
      if (!each.dataset.seen && leftOpen.has(folded(each))) each.open = true;
      each.dataset.seen = "yes"; // what is shut by hand stays shut
    }
  }).observe(document.getElementById("main"), { childList: true, subtree: true });
});
