// What is logged is put into the box first and sent then. Sent twice it is stored once: the server knows its id.
// A check-in is sent as it is asked for; any other form as the browser would send it itself, only later.
"use strict";

const RETRY_MS = 5000;
const ANSWER_MS = 15000;
const LISTED = 20;
const ONSET = ["onset_km", "onset_mi", "onset_min"];
const SENT = ["nrs", "site", "place", "both", "side", "region", "symptom", "moment", ...ONSET, "note", "photo"];
let outboxUsable = false;
let shutOut = false; // the session has ended: nothing is sent until somebody logs in

// No crypto.randomUUID: it is missing where the page is not on localhost or https.
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const journalHere = () => document.querySelector("meta[name=afterrun-journal]").content;

// The forms that log something, by where they go, and their time where it may be left empty: then it is now.
const LOGGED = { "/did": "at", "/did/after": null, "/photo": null, "/run": null, "/also/phase": null, "/also/event": "at", "/daily/sleep": "at", "/daily/medicine": "at", "/daily/weight": "at", "/self-tests": "at" };
const pathOf = (form) => new URL(form.action).pathname;
const isLogged = (form) => form.method === "post" && pathOf(form) in LOGGED;

function placeByName(form) {
  const chosen = ["side", "region"].map((name) => form.querySelector(`select[name=${name}]`)?.selectedOptions[0]);
  return chosen[1]?.value ? chosen.map((option) => option.textContent).join(" ") : "";
}

function entryOf(form, submitter) {
  const data = new FormData(form, submitter);
  const typed = data.get("at");
  const fields = { quality: data.getAll("quality") };
  for (const name of SENT) if (data.get(name)) fields[name] = data.get(name);
  const place = form.querySelector("input[name=site]:checked:not([value=other]), input[name=place]:checked");
  const words = form.dataset.words ?? place?.getAttribute("aria-label") ?? place?.closest("label")?.textContent.trim() ?? placeByName(form);
  return { id: newId(), journal: journalHere(), at: clock.written(typed ? clock.typed(typed) : new Date()), stamped: !typed, fields, words };
}

// What the form is about, as the person sees it: what was chosen or typed, else the name of the form.
function saidIn(form) {
  const typed = form.querySelector("input[name^=other]")?.value.trim();
  const chosen = form.querySelector(".chip input[type=radio]:checked:not([name=side])")?.closest("label").textContent.trim();
  return typed || chosen || form.dataset.words || form.closest("details")?.querySelector("summary").textContent.trim() || document.querySelector("h1").textContent.trim();
}

// A time is sent with its offset: it means the same wherever the server stands.
function loggedIn(form, submitter) {
  const asked = LOGGED[pathOf(form)];
  const pairs = [...new FormData(form, submitter)].filter(([name]) => name !== "form_key" && name !== asked);
  const typed = asked && form.elements[asked]?.value;
  const at = clock.written(typed ? clock.typed(typed) : new Date());
  const isTime = (name) => form.elements[name]?.type === "datetime-local";
  const timed = pairs.map(([name, value]) => [name, isTime(name) && value ? clock.written(clock.typed(value)) : value]);
  return { id: newId(), journal: journalHere(), path: pathOf(form), part: form.hasAttribute("hx-post"), at, stamped: !typed, pairs: asked ? [...timed, [asked, at]] : timed, words: saidIn(form) };
}

async function ask(path, options) {
  const answer = await fetch(path, { method: "POST", signal: AbortSignal.timeout?.(ANSWER_MS), ...options });
  shutOut = answer.status === 401;
  return answer;
}

const postOne = (entry) => (entry.path ? postForm(entry) : postCheckIn(entry));

async function postCheckIn({ id, journal, at, stamped, fields }) {
  const answer = await ask("/api/outbox", {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id, journal, at, stamped, fields, sent_at: clock.written(new Date()) }),
  });
  if (answer.status === 409) return { elsewhere: true };
  const told = await answer.json();
  if (answer.status === 422) return { refused: `${told.error.message} ${told.error.remedy}` };
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return { stored: told };
}

// The answer is what the form would have led to: a page, or a part of one.
async function postForm({ id, journal, path, part, stamped, pairs }) {
  const headers = { "afterrun-journal": journal };
  if (part) headers["hx-request"] = "true";
  if (stamped) headers["afterrun-sent-at"] = clock.written(new Date());
  const answer = await ask(path, { headers, body: new URLSearchParams([...pairs, ["form_key", `box-${id}`]]) });
  if (answer.status === 409) return { elsewhere: true };
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = told.querySelector("main") ?? told.body;
  const wrong = [...main.querySelectorAll(".error p")].map((each) => each.textContent).join(" ");
  if (answer.status === 422 || (answer.ok && wrong && !main.querySelector(".saved"))) return { refused: wrong };
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return { stored: { main, safety: [] } };
}

// Send what waits, the oldest first; stop at the first that gets no answer. Returns what became of each id.
async function sendAll() {
  const outcomes = new Map();
  for (const entry of await outboxStore.all()) {
    if (entry.refused) continue;
    let outcome;
    try {
      outcome = await postOne(entry);
    } catch {
      break;
    }
    if (outcome.elsewhere) continue; // another journal is served here now; it waits for its own
    outcomes.set(entry.id, outcome);
    const noted = outcome.stored ? outboxStore.remove(entry.order) : outboxStore.put({ ...entry, refused: outcome.refused });
    await noted.catch(() => {}); // no room to note it: it is sent again, which comes out the same, and holds up no other
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

const HASTE = ["same-day", "within-days", "soon"];

// What should be looked at is said at once and stays on the page, whichever check-in brought it.
function showFlags(flags) {
  if (!flags.length) return;
  const home = document.getElementById("safety");
  home.className = "topic flag";
  const soonest = HASTE.find((level) => flags.some((flag) => flag.level === level));
  const texts = new Set(flags.map((flag) => flag.text));
  const more = element("p", "");
  more.append(element("a", speech.say("look-for"), { href: "/help/when-to-see-someone" }));
  home.replaceChildren(element("h2", speech.say(`see-${soonest}`)), ...[...texts].map((text) => element("p", text)), more);
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
const told = (entry) => (entry.path ? speech.say("logged", { what: entry.words, when: clockTime(entry) }) : toldCheckIn(entry));
const toldCheckIn = (entry) => speech.say("check-in", { nrs: entry.fields.nrs ? speech.number(Number(String(entry.fields.nrs).replace(",", "."))) : "?", place: entry.words, when: clockTime(entry) });

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
    if (at.value !== entry.at.slice(0, 16)) Object.assign(changed, { at: clock.written(clock.typed(at.value)), stamped: false });
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
  if (entry.refused && !entry.path) line.append(correction(entry));
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
  for (const name of ["table", "row", "uid"]) for (const input of card.querySelectorAll(`input[name=${name}]`)) input.value = entry?.[name] ?? "";
  if (!entry || outcome.stored.photo) card.querySelector(".add-photo").remove();
  if (!entry) card.querySelector("form").remove();
  return card;
}

function keptCard() {
  const card = element("div", "", { className: "saved" });
  card.setAttribute("role", "status");
  card.append(element("p", speech.say("kept")));
  return card;
}

// A form of a card gives way to the next card, a form of its own page to what the page would have become.
function showOutcome(form, outcome) {
  const home = form.closest(".saved") ?? document.getElementById("entry") ?? document.getElementById("main");
  const whole = home.id === "main";
  const card = outcome ? outcome.stored.main.querySelector(".saved") : keptCard();
  if (outcome && (whole || !card)) home.replaceChildren(...outcome.stored.main.childNodes);
  else if (home.id === "entry") home.replaceChildren(card);
  else (whole ? form : home).replaceWith(card);
  htmx.process(card ?? home);
  document.dispatchEvent(new Event("page-replaced"));
  standUpon(card ?? home);
}

// Refused while the form is still open: let the server say so at the field, as it does without this script.
async function giveToServer(form, id, submitter) {
  const entry = (await outboxStore.all()).find((each) => each.id === id);
  if (entry) await outboxStore.remove(entry.order);
  await listWaiting();
  form.dataset.direct = "yes";
  form.requestSubmit(submitter);
}

const answers = () => fetch("/check-in", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(ANSWER_MS) }).then(() => true, () => false);

// This browser cannot keep it: it is sent as it would be without a box, if anybody is there. Else it stays in its form.
async function sendAsForm(form, submitter) {
  form.querySelector(".not-kept")?.remove();
  if (await answers()) {
    form.dataset.direct = "yes";
    return form.requestSubmit(submitter);
  }
  delete form.dataset.sending;
  const words = "outbox" in form.dataset ? document.getElementById("not-kept").content.textContent : speech.say("not-kept");
  const said = element("p", words, { className: "error not-kept" });
  said.setAttribute("role", "alert");
  form.append(said);
  said.scrollIntoView({ block: "center" });
}

// What is kept may wait for days: the browser is asked not to clear it away when it wants room.
const keptForGood = () => navigator.storage?.persist?.().catch(() => {});

async function keepAndSend(form, entry, submitter) {
  const outcome = (await flush().catch(() => new Map())).get(entry.id); // it is kept, whatever goes wrong now
  if (!outcome) keptForGood();
  if (outcome?.refused) return giveToServer(form, entry.id, submitter);
  if (entry.path) return showOutcome(form, outcome);
  const home = form.closest("[data-entry]") ?? document.getElementById("entry");
  home.replaceChildren(cardFor(outcome));
  htmx.process(home);
  standUpon(home.firstElementChild);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form");
  const checksIn = "outbox" in form.dataset;
  if (form.dataset.direct || !(checksIn || isLogged(form))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const entry = checksIn ? entryOf(form, event.submitter) : loggedIn(form, event.submitter);
  form.elements.form_key.value = `box-${entry.id}`; // sent as a form after all, it is the same sending
  outboxStore.add(entry).then(() => keepAndSend(form, entry, event.submitter), () => sendAsForm(form, event.submitter));
}, true);

// A page that the browser kept is opened often: each time its form is another one.
function renewKeys() {
  for (const key of document.querySelectorAll("input[name=form_key]")) key.value = newId();
}

// Its times are those of when it was kept: now is meant.
function renewTimes() {
  const now = clock.written(new Date());
  for (const input of document.querySelectorAll("input[type=datetime-local], input[type=date]")) {
    const wanted = input.type === "date" ? now.slice(0, 10) : now.slice(0, 16);
    if (input.max) input.max = wanted;
    if (input.defaultValue) input.value = wanted;
  }
}

async function begin() {
  renewKeys();
  if (clock.kept) renewTimes();
  outboxUsable = await outboxStore.ready();
  if (!outboxUsable) return;
  await listWaiting();
  await flush();
  setInterval(async () => (await outboxStore.all()).some((entry) => !entry.refused) && flush(), RETRY_MS);
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
}

document.addEventListener("DOMContentLoaded", begin);
