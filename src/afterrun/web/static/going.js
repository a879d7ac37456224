// A tap shows at once that it was taken, however slow the server: a link or a form that the browser follows itself.
"use strict";

const FILE_MS = 4000; // nobody tells a page when a file has begun to come
const root = document.documentElement;

function rest() {
  delete root.dataset.going;
  for (const form of document.querySelectorAll("form[data-going]")) delete form.dataset.going;
}

function go(file) {
  root.dataset.going = "yes";
  if (file) setTimeout(rest, FILE_MS);
}

// On the window, so that what a script has taken over is known by then.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href);
  const stays = to.hash && to.pathname === location.pathname && to.search === location.search;
  if (to.protocol.startsWith("http") && !stays && (!link.target || link.target === "_self")) go("file" in link.dataset);
});
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  event.target.dataset.going = "yes";
  go(false);
});
addEventListener("pageshow", rest); // gone back to, the page is as it was left
addEventListener("keydown", (event) => event.key === "Escape" && rest()); // the browser stops then
