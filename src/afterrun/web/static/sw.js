// The service worker: VERSION and SHELL are written above by the server.
// Pages come from the server; without it, the pages on which one logs something, and a note, come from here. No other
// page is ever kept.
const CACHE = `afterrun-${VERSION}`;
const KEPT = SHELL.filter((path) => !path.startsWith("/static/") && path !== "/offline");

self.addEventListener("install", (event) => {
  const fresh = SHELL.map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

async function dropOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("afterrun-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(dropOld()));

// It says of itself that it was kept: its times are old.
async function fromCache(cache, path) {
  const page = await cache.match(KEPT.includes(path) ? path : "/offline");
  if (!page) return Response.error();
  const text = await page.text();
  return new Response(text.replace("<html ", '<html data-kept="yes" '), { headers: page.headers });
}

// The browser may have no room: what the server said is shown all the same.
async function keep(path, answer) {
  try {
    await (await caches.open(CACHE)).put(path, answer);
  } catch {}
}

async function navigate(request, path) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return fromCache(await caches.open(CACHE), path);
  }
  if (KEPT.includes(path) && answer.ok && request.method === "GET") await keep(path, answer.clone());
  return answer;
}

// The address of a static file holds the hash of its content: what is kept under it is never old.
async function fromShell(request) {
  const kept = await caches.match(request).catch(() => undefined);
  return kept ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(navigate(request, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(fromShell(request));
});

// Woken by a push: it holds nothing, for what there is to say is always the same.
self.addEventListener("push", (event) => {
  event.waitUntil(self.registration.showNotification("Afterrun", { body: REMINDER, tag: "check-in", icon: ICON }));
});

async function openCheckIn() {
  const [open] = await self.clients.matchAll({ type: "window" });
  if (!open) return self.clients.openWindow("/check-in");
  const there = await open.navigate("/check-in");
  return there?.focus();
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openCheckIn());
});

// The push service gave the browser a new address: the old one is dead.
async function moved({ oldSubscription, newSubscription }) {
  const fresh = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  await fetch("/settings/reminders/push", { method: "POST", body: new URLSearchParams({ address: fresh.endpoint }) });
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(moved(event)));
