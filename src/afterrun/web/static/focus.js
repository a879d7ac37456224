// What came in the place of a form is looked at and gone on from: in view, and with the focus that the form took away.
"use strict";

const MENU_PX = 72; // the menu lies over the foot of a phone

function standUpon(card) {
  if (!card?.isConnected) return;
  const { top, bottom } = card.getBoundingClientRect();
  const foot = innerHeight - MENU_PX;
  if (top < 0 || bottom > foot) card.scrollIntoView({ block: bottom - top > foot ? "start" : "center" });
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

// A slider says where it stands while it moves; what follows from it comes when it rests.
document.addEventListener("input", ({ target }) => {
  const said = target.dataset?.says && target.form?.querySelector("output");
  if (said) said.textContent = `${Number(target.value).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 })} ${target.dataset.says}`;
});

document.addEventListener("DOMContentLoaded", () => {
  const home = document.getElementById("entry");
  const came = () => home.querySelector(".error, .saved, section.topic");
  if (home) new MutationObserver(() => standUpon(came())).observe(home, { childList: true });
});
