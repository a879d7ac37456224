// Files one after the other, so that the bar says how many are really read. Tables go together: they belong to each other.
"use strict";

const FEW = 3; // lines that are no burden to read
const ALONE = /\.((fit|gpx|tcx|tar)(\.gz)?|zip|tgz|kmz|pwx|kml)$/i;

function batches(files) {
  const tables = files.filter((file) => !ALONE.test(file.name));
  return [...files.filter((file) => ALONE.test(file.name)).map((file) => [file]), ...(tables.length ? [tables] : [])];
}

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.innerText.trim();

// An answer comes line by line, one for each file that was read: an archive may hold thousands.
async function read(batch, token, take) {
  const data = new FormData(document.querySelector("form.drop"));
  data.delete("files");
  data.set("token", token);
  for (const file of batch) data.append("files", file, file.name);
  const answer = await fetch("/import", { method: "POST", body: data, headers: { "hx-request": "true" } });
  if (!answer.ok) throw new Error([409, 413].includes(answer.status) ? plain(await answer.text()) : "");
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop();
    for (const line of lines) take(document.createRange().createContextualFragment(line).firstElementChild);
    if (done) return;
  }
}

// What there is nothing to say of is a number, and the list of it a tap away; in view stays what has to be read.
function gather(list) {
  const plain = [...list.querySelectorAll(":scope > .plain")];
  if (plain.length <= FEW) return;
  const [shut, summary, within] = ["details", "summary", "ul"].map((tag) => document.createElement(tag));
  summary.textContent = `${speech.say("no-remark")}: ${plain.length}`;
  within.className = list.className;
  within.append(...plain);
  shut.append(summary, within);
  list.after(shut);
}

function summed(list) {
  const n = [...list.children].reduce((sum, line) => sum + Number(line.dataset.added ?? 0), 0);
  return Object.assign(document.createElement("p"), { className: "lead", textContent: speech.say(n === 1 ? "one-new" : "all-new", { n }) });
}

function failed(batch, error) {
  const line = document.createElement("li");
  line.className = "error";
  line.textContent = `${speech.say("not-read", { files: batch.map((file) => file.name).join(", ") })} ${error.message || speech.say("no-answer")}`;
  return line;
}

function follow(total) {
  const home = document.getElementById("progress");
  const [bar, told] = home.children;
  home.hidden = total === 0;
  home.scrollIntoView({ block: "center" }); // on a phone it would begin below the screen
  return (count, lines) => {
    Object.assign(bar, { max: total, value: count });
    const n = Math.max(lines, count); // of an archive nobody knows beforehand how many there are
    const over = n === 1 ? "one-read" : "all-read";
    told.textContent = speech.say(count === total ? over : lines > count ? "so-far" : "reading", { n, total });
  };
}

// Whoever leaves while files are read stops it: what was read stays, the rest is asked for again.
let going = 0;
addEventListener("beforeunload", (event) => {
  if (going) event.preventDefault();
});

async function importAll(files) {
  going += 1;
  const home = document.getElementById("imported");
  const list = Object.assign(document.createElement("ul"), { className: "outcomes" });
  home.replaceChildren(list);
  const tell = follow(files.length);
  let count = 0;
  const token = `${Date.now()}-${Math.random()}`; // all that is sent now is one import, and is taken back as one
  const take = (line) => {
    list.append(line);
    htmx.process(line);
    tell(count, list.children.length);
  };
  tell(count, 0);
  for (const batch of batches(files)) {
    try {
      await read(batch, token, take);
    } catch (error) {
      take(failed(batch, error));
    }
    tell((count += batch.length), list.children.length);
  }
  going -= 1;
  const links = Object.entries({ "log-now": "/check-in", timeline: "/timeline", answers: "/answers" }).map(([words, href]) =>
    Object.assign(document.createElement("a"), { href, textContent: speech.say(words) }));
  const next = document.createElement("p");
  next.append(links[0], " · ", links[1], " · ", links[2]);
  home.prepend(summed(list), next);
  gather(list);
  await renew();
}

// What was taken in may call for a look, which stands above every page from then on; and it can be taken back now.
async function renew() {
  const answer = await fetch("/import").catch(() => null); // unreachable: the next page says it
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const safety = page.getElementById("safety");
  document.getElementById("safety").replaceWith(safety);
  const past = page.getElementById("past");
  document.getElementById("past").replaceWith(past);
  htmx.process(past);
  if (!safety.hidden && !safety.classList.contains("soon")) safety.scrollIntoView();
}

// A dropped folder gives its files, however deep; readEntries hands them out in portions.
async function filesUnder(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!portion.length) return found;
    for (const each of portion) found.push(...(await filesUnder(each)));
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  return (await Promise.all(entries.map(filesUnder))).flat().filter((file) => !file.name.startsWith("."));
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.drop");
  const busy = (act) => async () => {
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    await importAll(await act());
    delete form.dataset.busy;
    form.reset();
  };
  form.querySelector("[data-scripted]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(async () => [...form.querySelector("input[type=file]").files])();
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop") busy(() => dropped(event.dataTransfer))();
    });
  }
});
