// Whose clock counts: the zone chosen for the journal, else this browser's. Pages, plots and what is typed go by it.
"use strict";

const clock = (() => {
  const meta = (name) => document.querySelector(`meta[name=afterrun-${name}]`)?.content ?? "";
  const zone = meta("zone") || undefined;
  const two = (number) => String(number).padStart(2, "0");

  // Minutes ahead of UTC at that moment.
  function offsetMin(date) {
    if (!zone) return -date.getTimezoneOffset();
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(date);
    const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(parts.find((part) => part.type === "timeZoneName").value) ?? [0, "+", 0, 0];
    return Number(`${sign}1`) * (60 * hours + Number(minutes));
  }

  // The time as the person's clock shows it, with the offset it has on that day.
  function written(date) {
    const offset = offsetMin(date);
    const shown = new Date(date.getTime() + 60000 * offset).toISOString().slice(0, 19);
    return `${shown}${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  }

  // What somebody typed without an offset: that hour on the person's clock. Near a change of the clocks the first look is an hour off.
  function typed(text) {
    const asUtc = Date.parse(`${text}Z`);
    const near = asUtc - 60000 * offsetMin(new Date(asUtc));
    return new Date(asUtc - 60000 * offsetMin(new Date(near)));
  }

  // A computer that lives in another zone than its person takes the person's, once, unless one was chosen.
  async function agree() {
    const its = meta("offset");
    const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone || !its || !mine || Number(its) === offsetMin(new Date())) return;
    const answer = await fetch("/settings/zone", { method: "POST", body: new URLSearchParams({ zone: mine }) }).catch(() => null);
    // A reload would end an import that goes on already.
    if (answer?.ok && (await answer.json()).taken && !document.querySelector("form[data-busy]")) location.reload();
  }

  const kept = document.documentElement.dataset.kept === "yes"; // a page of the browser's own, made who knows when
  if (!kept) agree();
  return { zone, kept, written, typed };
})();
