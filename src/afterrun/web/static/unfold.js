// A part that comes anew while somebody reads it opens again what they had opened in it.
"use strict";

const opened = new Set();

const nameOf = (details) =>
  `${details.closest("[data-part]")?.getAttribute("hx-get")} ${details.querySelector("summary")?.textContent}`;

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.isConnected && target.closest("[data-part]")) opened[target.open ? "add" : "delete"](nameOf(target));
  },
  true,
);

document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => {
    if (!opened.size) return;
    for (const each of document.querySelectorAll("[data-part] details:not([open])")) {
      if (!each.dataset.seen && opened.has(nameOf(each))) each.open = true;
      each.dataset.seen = "yes"; // what is shut by hand stays shut
    }
  }).observe(document.getElementById("main"), { childList: true, subtree: true });
});
