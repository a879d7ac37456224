// Make it an app: the service worker keeps the check-in page for when Afterrun is not running.
"use strict";

addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
