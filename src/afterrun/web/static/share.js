// The sheet takes a while to make, and says so. It is handed to the phone's own share, or opened as the link says.
"use strict";

const share = document.getElementById("share");

function fileOf(blob) {
  return new File([blob], share.dataset.name, { type: share.dataset.type });
}

async function made(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.blob();
}

// Making it takes longer than a tap counts: then a second tap shares what is ready.
async function shareSheet() {
  const words = share.dataset.words ?? share.textContent;
  share.dataset.words = words;
  share.textContent = share.dataset.making;
  try {
    share.file ??= fileOf(await made(share.dataset.url));
    await navigator.share({ files: [share.file], title: document.title });
    share.textContent = words;
  } catch (error) {
    share.textContent = error.name === "NotAllowedError" && share.file ? share.dataset.again : words;
  }
}

// What the sheet rests on is worked out and kept; the browser then has the file at once, or shows what went wrong.
async function openSheet(event) {
  event.preventDefault();
  const link = event.currentTarget;
  const words = link.textContent;
  link.textContent = link.dataset.making;
  await made(link.href).catch(() => null);
  link.textContent = words;
  location.assign(link.href);
}

if (share && navigator.canShare?.({ files: [fileOf(new Blob(["x"]))] })) {
  share.hidden = false;
  share.addEventListener("click", shareSheet);
}
for (const link of document.querySelectorAll("a[data-making]")) link.addEventListener("click", openSheet);
