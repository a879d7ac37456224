// Remind in this browser: it asks its maker's push service for an address, and Afterrun is told that address.
"use strict";

const NAME_LETTERS = 6;

// As the server names a browser: by what its address hashes to.
async function nameOf({ endpoint }) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, NAME_LETTERS);
}

async function subscribe() {
  const answer = await fetch("/settings/reminders/push/key", { method: "POST" });
  if (!answer.ok) throw new Error(answer.status);
  const options = { userVisibleOnly: true, applicationServerKey: await answer.text() };
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error;
    await (await pushManager.getSubscription())?.unsubscribe(); // it was for another key: that of a journal before
    return pushManager.subscribe(options);
  }
}

addEventListener("load", async () => {
  const form = document.querySelector("[data-push]");
  const note = document.querySelector("[data-push-note]");
  const able = form && isSecureContext && "PushManager" in window && "Notification" in window && "serviceWorker" in navigator;
  if (!able) return;
  const show = (subscription) => subscription && nameOf(subscription).then((name) => {
    const mark = document.querySelector(`[data-browser="${name}"]`);
    if (!mark) return;
    mark.hidden = false;
    form.hidden = true;
    mark.closest("form").addEventListener("submit", () => subscription.unsubscribe());
  });
  form.hidden = false;
  note.hidden = true;
  form.querySelector("button").addEventListener("click", async () => {
    const say = (key) => { note.textContent = speech.say(key); note.hidden = false; };
    if ((await Notification.requestPermission()) !== "granted") return say("push-may-not");
    try {
      form.elements.address.value = (await subscribe()).endpoint;
      form.submit();
    } catch { say("push-cannot"); }
  });
  await navigator.serviceWorker.ready.then((worker) => worker.pushManager.getSubscription()).then(show);
});
