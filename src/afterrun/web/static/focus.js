// What came in the place of a form is looked at and gone on from: in view, and with the focus that the form took away.
"use strict";

function standUpon(card) {
  if (!card?.isConnected) return;
  const { top, bottom } = card.getBoundingClientRect();
  const foot = innerHeight - 72; // the menu lies over the foot of a phone
  if (top < 0 || bottom > foot) card.scrollIntoView({ block: bottom - top > foot ? "start" : "center" });
  if (!card.matches("a, button, input, select")) card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

document.addEventListener("htmx:after:swap", () => {
  const home = document.getElementById("entry");
  const lost = !document.activeElement || document.activeElement === document.body;
  const card = home?.querySelector(":scope > .saved, .error, :scope > .topic");
  if (card && (lost || !document.activeElement.isConnected)) standUpon(card);
});
