// Logged out: forget the pages kept for when Afterrun is not running. Check-ins that still wait stay; they were not sent.
"use strict";

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith("afterrun-")) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

if (window.caches && navigator.serviceWorker) leave();
