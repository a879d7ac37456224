// What came in the place of a form is looked at and gone on from: in view, and with the focus that the form took away.
"use strict";

const MENU_PX = 72; // the menu lies over the foot of a phone
const POSTED = "afterrun-posted";
const TOLD = ".saved[role=status], .saved:has([role=status]), .error";

function standUpon(card) {
  if (!card?.isConnected) return;
  const { top, bottom } = card.getBoundingClientRect();
  const foot = innerHeight - MENU_PX;
  if (top < 0 || bottom > foot) card.scrollIntoView({ block: bottom - top > foot ? "start" : "center" });
  if (!card.matches("a, button, input, select, textarea, summary")) card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

// Where the focus was, and all that lay around it: what of it stays tells where it was when it is gone.
let around = [];
document.addEventListener("focusin", ({ target }) => {
  around = [];
  for (let each = target; each && each !== document.body; each = each.parentElement) around.push(each);
});

const looks = (each) => [each.tagName, each.type, each.name, each.value, each.textContent].join();

// A part that comes anew holds the same control as before, or what the control led to.
function findAgain() {
  const [held] = around;
  if (document.activeElement !== document.body || !held || held.isConnected) return;
  const home = around.find((each) => each.isConnected) ?? document.getElementById("main");
  const same = held.id ? document.getElementById(held.id) : [...home.querySelectorAll(held.tagName)].find((each) => looks(each) === looks(held));
  standUpon(same ?? home.querySelector(TOLD) ?? home.querySelector("section.topic, [role=status]") ?? home);
}

// A form that the browser sent itself leads to a page that says, anywhere on it, what came of it; else to the field that
// the page begins with, or its head.
function standUponAnswer() {
  if (!sessionStorage.getItem(POSTED)) return;
  sessionStorage.removeItem(POSTED);
  if (document.activeElement === document.body) standUpon(document.querySelector(`main :is(${TOLD}):not(#outbox *)`) ?? document.querySelector("main [autofocus]") ?? document.querySelector("h1"));
}

addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.method === "post") sessionStorage.setItem(POSTED, "yes");
});

document.addEventListener("DOMContentLoaded", () => {
  const home = document.getElementById("entry");
  const came = () => home.querySelector(".error, .saved, section.topic");
  if (home) new MutationObserver(() => standUpon(came())).observe(home, { childList: true });
  new MutationObserver(findAgain).observe(document.getElementById("main"), { childList: true, subtree: true });
  standUponAnswer();
});
