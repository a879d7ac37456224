// Check-ins that have not been sent yet, kept by the browser: they outlive the page, the browser and a power cut.
"use strict";

const outboxStore = (() => {
  const STORE = "waiting";
  let opened = null;

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // A browser that was told to keep nothing throws at the mere name.
  async function open() {
    if (!("indexedDB" in window)) throw new Error("no IndexedDB");
    const request = indexedDB.open("afterrun", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "order", autoIncrement: true });
    return done(request);
  }

  // Strict: what is told to be kept has reached the disk.
  async function change(work) {
    const database = await (opened ??= open());
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await done(work(transaction.objectStore(STORE)));
    await ended;
    return result;
  }

  return {
    ready: () => (opened ??= open()).then(() => true, () => false),
    all: async () => done((await (opened ??= open())).transaction(STORE).objectStore(STORE).getAll()),
    add: (entry) => change((store) => store.add(entry)),
    put: (entry) => change((store) => store.put(entry)),
    remove: (order) => change((store) => store.delete(order)),
  };
})();
