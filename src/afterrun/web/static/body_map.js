// The body map: shapes for eyes and fingers, radio buttons behind them for keys and screen readers.
"use strict";

const visible = (shape) => shape.getClientRects().length > 0;

function shapesOf(map, site) {
  return [...map.querySelectorAll(`.region[data-site="${site}"]`)];
}

// Lay each radio button over its shape, so that a screen reader's finger finds it where it is drawn.
function layRadios(map) {
  const home = map.querySelector(".drawing").getBoundingClientRect();
  for (const radio of map.querySelectorAll("input[name=place]")) {
    const shape = shapesOf(map, radio.value).find(visible);
    const box = (shape?.querySelector(".hit") ?? shape)?.getBoundingClientRect();
    radio.classList.toggle("away", !box);
    if (!box) continue;
    radio.style.left = `${box.left - home.left}px`;
    radio.style.top = `${box.top - home.top}px`;
    radio.style.width = `${box.width}px`;
    radio.style.height = `${box.height}px`;
  }
}

function show(map, view) {
  map.dataset.view = view;
  for (const button of map.querySelectorAll("button[data-zoom]")) {
    button.setAttribute("aria-pressed", String(button.dataset.zoom === view));
  }
  layRadios(map);
}

function mark(map) {
  const chosen = map.querySelector("input[name=place]:checked");
  const focused = map.querySelector("input[name=place]:focus-visible");
  for (const shape of map.querySelectorAll(".region")) {
    shape.classList.toggle("chosen", shape.dataset.site === chosen?.value);
    shape.classList.toggle("focused", shape.dataset.site === focused?.value);
  }
  const both = map.querySelector("input[name=both]");
  both.closest("label").hidden = chosen?.value.startsWith("both-") ?? false;
  const told = both.checked ? chosen?.dataset.both : chosen?.getAttribute("aria-label");
  map.querySelector(".readout").textContent = told ? `✓ ${told}` : speech.say("tap");
}

// Tapped or chosen by name: what was done last is meant.
const partList = (map) => map.closest("form").querySelector("select[name=region]");

function forget(map) {
  const chosen = map.querySelector("input[name=place]:checked");
  if (chosen) chosen.checked = false;
  mark(map);
}

function choose(map, radio) {
  radio.checked = true;
  partList(map).value = "";
  const shapes = shapesOf(map, radio.value);
  if (!shapes.some(visible)) show(map, shapes[0].closest(".view").classList[1]);
  mark(map);
}

function setUpMap(map) {
  if (map.dataset.ready) return;
  map.dataset.ready = "yes";
  map.hidden = false;
  map.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-zoom]");
    const shape = target.closest(".region");
    if (opener) show(map, opener.dataset.zoom);
    if (shape) {
      const radio = map.querySelector(`input[value="${shape.dataset.site}"]`);
      radio.focus({ preventScroll: true });
      choose(map, radio);
    }
  });
  map.addEventListener("change", ({ target }) => (target.name === "place" ? choose(map, target) : mark(map)));
  partList(map).addEventListener("change", () => forget(map));
  for (const kind of ["focusin", "focusout"]) map.addEventListener(kind, () => mark(map));
  new ResizeObserver(() => layRadios(map)).observe(map.querySelector(".drawing"));
  show(map, "body");
  const chosen = map.querySelector("input[name=place]:checked");
  if (chosen) choose(map, chosen);
  mark(map);
}

const setUpMaps = () => document.querySelectorAll(".body-map").forEach(setUpMap);
document.addEventListener("DOMContentLoaded", () => {
  setUpMaps();
  new MutationObserver(setUpMaps).observe(document.getElementById("main"), { childList: true, subtree: true });
});
