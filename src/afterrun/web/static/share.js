// Hand the sheet to the phone's own share. Making it takes longer than a tap counts: then a second tap shares what is ready.
"use strict";

const share = document.getElementById("share");

function fileOf(blob) {
  return new File([blob], share.dataset.name, { type: share.dataset.type });
}

async function shareSheet() {
  const words = share.dataset.words ?? share.textContent;
  share.dataset.words = words;
  share.textContent = share.dataset.making;
  try {
    share.file ??= fileOf(await (await fetch(share.dataset.url)).blob());
    await navigator.share({ files: [share.file], title: document.title });
    share.textContent = words;
  } catch (error) {
    share.textContent = error.name === "NotAllowedError" && share.file ? share.dataset.again : words;
  }
}

if (share && navigator.canShare?.({ files: [fileOf(new Blob(["x"]))] })) {
  share.hidden = false;
  share.addEventListener("click", shareSheet);
}
