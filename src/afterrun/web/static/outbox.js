// A check-in is put into the box first and sent then. Sent twice it is stored once: the server knows its id.
"use strict";

const RETRY_MS = 5000;
const ANSWER_MS = 15000;
const LISTED = 20;
const ONSET = ["onset_km", "onset_mi", "onset_min"];
const SENT = ["nrs", "site", "place", "both", "side", "region", "symptom", "moment", ...ONSET, "note"];
let outboxUsable = false;
let shutOut = false; // the session has ended: nothing is sent until somebody logs in

// No crypto.randomUUID: it is missing where the page is not on localhost or https.
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const journalHere = () => document.querySelector("meta[name=afterrun-journal]").content;

const two = (number) => String(number).padStart(2, "0");

// The time as the person's clock shows it, with the offset it has on that day.
function withOffset(date) {
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${zone}`;
}

function placeByName(form) {
  const chosen = ["side", "region"].map((name) => form.querySelector(`select[name=${name}]`)?.selectedOptions[0]);
  return chosen[1]?.value ? chosen.map((option) => option.textContent).join(" ") : "";
}

function entryOf(form) {
  const data = new FormData(form);
  const typed = data.get("at");
  const fields = { quality: data.getAll("quality") };
  for (const name of SENT) if (data.get(name)) fields[name] = data.get(name);
  const place = form.querySelector("input[name=site]:checked:not([value=other]), input[name=place]:checked");
  const words = form.dataset.words ?? place?.getAttribute("aria-label") ?? place?.closest("label")?.textContent.trim() ?? placeByName(form);
  return { id: newId(), journal: journalHere(), at: withOffset(typed ? new Date(typed) : new Date()), stamped: !typed, fields, words };
}

async function post(entry) {
  const { id, journal, at, stamped, fields } = entry;
  const answer = await fetch("/api/outbox", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id, journal, at, stamped, fields, sent_at: withOffset(new Date()) }),
    signal: AbortSignal.timeout?.(ANSWER_MS),
  });
  shutOut = answer.status === 401;
  if (answer.status === 409) return { elsewhere: true };
  const told = await answer.json();
  if (answer.status === 422) return { refused: `${told.error.message} ${told.error.remedy}` };
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return { stored: told };
}

// Send what waits, the oldest first; stop at the first that gets no answer. Returns what became of each id.
async function sendAll() {
  const outcomes = new Map();
  for (const entry of await outboxStore.all()) {
    if (entry.refused) continue;
    let outcome;
    try {
      outcome = await post(entry);
    } catch {
      break;
    }
    if (outcome.elsewhere) continue; // another journal is served here now; it waits for its own
    outcomes.set(entry.id, outcome);
    if (outcome.stored) await outboxStore.remove(entry.order);
    else await outboxStore.put({ ...entry, refused: outcome.refused });
  }
  return outcomes;
}

// One tab sends at a time; where that cannot be arranged, the ids make it come out the same.
async function flush() {
  if (!outboxUsable) return new Map();
  const outcomes = await (navigator.locks ? navigator.locks.request("afterrun-outbox", sendAll) : sendAll());
  await listWaiting();
  showFlags([...outcomes.values()].flatMap((outcome) => outcome.stored?.safety ?? []));
  return outcomes;
}

// What should be looked at is said at once and stays on the page, whichever check-in brought it.
function showFlags(flags) {
  if (!flags.length) return;
  const home = document.getElementById("safety");
  home.className = "topic flag";
  const texts = new Set(flags.map((flag) => flag.text));
  const more = element("p", "");
  more.append(element("a", speech.say("look-for"), { href: "/help/when-to-see-someone" }));
  home.replaceChildren(element("h2", speech.say("see-someone")), ...[...texts].map((text) => element("p", text)), more);
  home.hidden = false;
  home.scrollIntoView();
}

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

function button(text, label, act) {
  const made = element("button", text, { type: "button", className: "quiet" });
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

// Its own clock told the time: shown as that clock showed it, whatever zone the browser is in now.
const clockTime = (entry) => speech.time.format(new Date(entry.at.slice(0, 16)));
const told = (entry) => speech.say("check-in", { nrs: entry.fields.nrs ? speech.number(Number(String(entry.fields.nrs).replace(",", "."))) : "?", place: entry.words, when: clockTime(entry) });

// What was refused can be put right: its numbers and its time. Nothing of it was stored, so it stays the same entry.
function correction(entry) {
  const form = element("form", "", { className: "correct" });
  const nrs = element("input", "", { type: "number", min: 0, max: 10, step: 0.5, required: true, value: entry.fields.nrs ?? "" });
  const at = element("input", "", { type: "datetime-local", required: true, value: entry.at.slice(0, 16) });
  const onset = ONSET.filter((name) => entry.fields[name]).map((name) => [name, element("input", "", { type: "number", step: "any", value: entry.fields[name] })]);
  const asked = [[speech.say("how-much"), nrs], [speech.say("when"), at], ...onset.map(([name, input]) => [speech.say(name), input])];
  for (const [name, input] of asked) {
    const label = element("label", `${name} `);
    label.append(input);
    form.append(label);
  }
  form.append(element("button", speech.say("send-again"), { type: "submit" }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const changed = { ...entry, fields: { ...entry.fields, nrs: nrs.value, ...Object.fromEntries(onset.map(([name, input]) => [name, input.value])) }, refused: undefined };
    if (at.value !== entry.at.slice(0, 16)) Object.assign(changed, { at: withOffset(new Date(at.value)), stamped: false });
    await outboxStore.put(changed);
    await flush();
  });
  return form;
}

function state(entry) {
  if (entry.refused) return `${speech.say("not-taken")} ${entry.refused}`;
  return speech.say(entry.journal === journalHere() ? "waiting" : "elsewhere");
}

function lineOf(entry) {
  const line = element("li", "");
  line.append(element("p", `${told(entry)}: ${state(entry)}`));
  const drop = async () => {
    await outboxStore.remove(entry.order);
    await listWaiting();
  };
  if (entry.refused) line.append(correction(entry));
  line.append(button(speech.say("drop"), `${speech.say("drop")}: ${told(entry)}`, drop));
  if (entry.refused) line.className = "error";
  return line;
}

async function listWaiting() {
  const home = document.getElementById("outbox");
  const entries = await outboxStore.all();
  home.hidden = entries.length === 0;
  if (home.contains(document.activeElement) && document.activeElement.matches("input") && entries.length) return;
  const refused = entries.filter((entry) => entry.refused);
  const waiting = entries.filter((entry) => !entry.refused);
  const many = (list, one, some) => speech.say(list.length === 1 ? one : some, { n: list.length });
  const list = element("ul", "");
  list.append(...[...refused, ...waiting].slice(0, LISTED).map(lineOf));
  const more = entries.length - LISTED;
  if (more > 0) list.append(element("li", speech.say("more", { n: more })));
  const details = element("details", "", { open: refused.length > 0 || home.querySelector("details")?.open });
  details.append(element("summary", speech.say("show")), list);
  home.replaceChildren();
  if (waiting.length) home.append(element("p", many(waiting, "one-waits", "some-wait")));
  if (waiting.length && shutOut) home.append(element("a", speech.say("log-in"), { href: `/login?next=${encodeURIComponent(location.pathname + location.search)}` }));
  if (refused.length) home.append(element("p", many(refused, "one-not-taken", "some-not-taken")));
  if (entries.length) home.append(details);
}

function cardFor(outcome) {
  const card = document.getElementById(outcome ? "saved-card" : "kept-card").content.firstElementChild.cloneNode(true);
  if (!outcome) return card;
  card.querySelector("p").textContent = outcome.stored.text;
  const { entry } = outcome.stored;
  for (const name of ["table", "row", "uid"]) card.querySelector(`input[name=${name}]`).value = entry?.[name] ?? "";
  if (!entry) card.querySelector("form").remove();
  return card;
}

// Refused while the form is still open: let the server say so at the field, as it does without this script.
async function giveToServer(form, id) {
  const entry = (await outboxStore.all()).find((each) => each.id === id);
  if (entry) await outboxStore.remove(entry.order);
  await listWaiting();
  delete form.dataset.outbox;
  form.requestSubmit();
}

// Sent as a form after all, it is the same check-in as the one that may wait in the box.
function sendAsForm(form, entry) {
  form.elements.form_key.value = `box-${entry.id}`;
  delete form.dataset.outbox;
  form.requestSubmit();
}

async function keepAndSend(form, entry) {
  await outboxStore.add(entry);
  const outcome = (await flush()).get(entry.id);
  if (outcome?.refused) return giveToServer(form, entry.id);
  const home = document.getElementById("entry");
  home.replaceChildren(cardFor(outcome));
  htmx.process(home);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-outbox]");
  if (!form || !outboxUsable) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const entry = entryOf(form);
  keepAndSend(form, entry).catch(() => sendAsForm(form, entry)); // the browser cannot keep it
}, true);

// A page that the browser kept is opened often: each time its form is another one.
function renewKeys() {
  for (const key of document.querySelectorAll("input[name=form_key]")) key.value = newId();
}

async function begin() {
  renewKeys();
  outboxUsable = await outboxStore.ready();
  if (!outboxUsable) return;
  await listWaiting();
  await flush();
  setInterval(async () => (await outboxStore.all()).some((entry) => !entry.refused) && flush(), RETRY_MS);
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
}

document.addEventListener("DOMContentLoaded", begin);
