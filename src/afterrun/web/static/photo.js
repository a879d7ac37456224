// A photo is drawn anew, and small, before it is sent: what a camera writes beside the picture (place, time, device) stays
// behind, and it fits into a form, so that it waits in the box as all else does.
"use strict";

const PHOTO_BYTES = 450_000;
const TRIES = [[1280, 0.8], [1280, 0.65], [960, 0.7], [640, 0.7], [480, 0.6]]; // longest edge in pixels, and how exactly

function asAddress(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

// The browser turns it as the camera was held. What is clear becomes white, as on paper.
function redrawn(picture, edge, quality) {
  const scale = Math.min(1, edge / Math.max(picture.naturalWidth, picture.naturalHeight));
  const [width, height] = [picture.naturalWidth, picture.naturalHeight].map((pixels) => Math.max(1, Math.round(pixels * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  return canvas.toDataURL("image/jpeg", quality);
}

async function smallJpeg(file) {
  const picture = new Image();
  picture.src = await asAddress(file);
  await picture.decode();
  const small = TRIES.map(([edge, quality]) => () => redrawn(picture, edge, quality));
  for (const draw of small) {
    const address = draw();
    if ((address.length * 3) / 4 <= PHOTO_BYTES) return address;
  }
  throw new Error("too large");
}

async function takePhoto(input) {
  const home = input.closest(".take-photo");
  const [sent, shown, said] = [home.querySelector("input[name=photo]"), home.querySelector("img"), home.querySelector("[aria-live]")];
  sent.value = said.textContent = "";
  shown.hidden = true;
  if (!input.files.length) return;
  try {
    const address = await smallJpeg(input.files[0]);
    shown.src = address;
    shown.hidden = false;
    sent.value = address.slice(address.indexOf(",") + 1);
    if (home.closest(".add-photo")) home.closest("form").requestSubmit();
  } catch {
    said.textContent = input.dataset.unread;
  }
}

document.addEventListener("change", ({ target }) => target.matches("[data-photo]") && takePhoto(target));
