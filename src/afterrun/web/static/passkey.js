// A passkey: what the server asks goes to the device, and what the device answers into the form that is sent.
"use strict";

const able = "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

async function answered(form) {
  const asked = await fetch(form.dataset.passkey, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!asked.ok) throw new Error(await asked.text());
  const { create, get } = await asked.json();
  return create
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(create) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(get) });
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!able) continue;
  form.hidden = false;
  if (form.dataset.note) document.getElementById(form.dataset.note).hidden = true;
  const told = form.querySelector("[role=status]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = "";
    try {
      form.elements.passkey_answer.value = JSON.stringify(await answered(form));
      if (form.elements.password) form.elements.password.value = ""; // it was asked for above
      form.submit();
    } catch (error) {
      // the browser's own words are for programmers; the server's are for who reads them
      if (error.name === "InvalidStateError") told.textContent = form.dataset.there;
      else told.textContent = error.name === "Error" ? error.message : form.dataset.stopped;
    }
    button.disabled = false;
  });
}
