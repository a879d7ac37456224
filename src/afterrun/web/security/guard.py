"""What every request must pass: a known host, no foreign page behind it, a bounded size; and what answers carry.

Another site may lead somebody to a page of ours, as any link does, and to nothing else: what it makes a browser fetch
in the background it cannot read, but we would have to work it out.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from afterrun.language import from_browser, mark, say, speaking
from afterrun.outward import split_address

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_UPLOAD_BYTES = 512 * 2**20
_LARGEST_FORM_BYTES = 2**20
_UPLOADS = {  # path -> what to do with more than that
    "/import": mark("Send fewer files."),
    "/settings/restore": mark("Restore it in a terminal: afterrun restore FILE --force."),
}
HEADERS = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'; img-src 'self' data:; worker-src 'self'; manifest-src 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would blank the Origin of our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}


class Guard:
    """Middleware against DNS rebinding, cross-site requests, framing and oversized uploads.

    Parameters
    ----------
    app : ASGI app
        What is guarded.
    pages : frozenset of str
        Paths that another site may lead to.
    hosts : frozenset of str
        Names under which the app may be reached.
    """

    def __init__(
        self, app: ASGIApp, *, pages: frozenset[str] = frozenset(), hosts: frozenset[str] = LOOPBACK_HOSTS
    ) -> None:
        self._app = app
        self._pages = pages
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        headers = Headers(scope=scope)
        with speaking(from_browser(headers.get("accept-language", ""))):
            refusal = self._refusal(scope["method"], scope["path"], headers)
        app = self._app if refusal is None else refusal
        await app(scope, receive, send_with_headers)

    def _refusal(self, method: str, path: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if name_of(host) not in self._hosts:
            return PlainTextResponse(say("This address is not served here."), 421)
        if not _same_origin(host, headers):
            if method not in _SAFE_METHODS:
                return PlainTextResponse(say("Another site may not write to your journal."), 403)
            if not (path in self._pages and _leads_there(headers)):
                return PlainTextResponse(say("Another site may only lead to a page."), 403)
        if "\0" in path:  # nothing has such a name, and a database would not look for it
            return PlainTextResponse(say("There is no such page."), 404)
        return _oversized(path, headers)


def _oversized(path: str, headers: Headers) -> PlainTextResponse | None:
    if "transfer-encoding" in headers:  # no length told: it could go on for ever
        return PlainTextResponse(say("Say how long the request is (Content-Length)."), 411)
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) <= (LARGEST_UPLOAD_BYTES if path in _UPLOADS else _LARGEST_FORM_BYTES):
        return None
    if path in _UPLOADS:
        return PlainTextResponse(f"{say('That is more than 512 MB at once.')} {say(_UPLOADS[path])}", 413)
    return PlainTextResponse(say("That is more than 1 MB. Files go to the import page."), 413)


def name_of(host: str) -> str:
    """Read the name out of a Host header, without its port."""
    return host if host.endswith("]") else host.rsplit(":", 1)[0].lower()


def _same_origin(host: str, headers: Headers) -> bool:
    """A browser says where it comes from in Sec-Fetch-Site or Origin; what is no browser sends neither."""
    if (site := headers.get("sec-fetch-site")) is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    parts = split_address(origin)
    return parts is not None and parts.netloc.lower() == host.lower()


def _leads_there(headers: Headers) -> bool:
    """Whether a browser shows it as a page; fetched on by the service worker, it is for nothing in particular.

    An origin without more is an old browser's, which says it only where a script asks.
    """
    whole = headers.get("sec-fetch-dest", "document") in ("document", "empty")
    return whole and headers.get("sec-fetch-mode", "navigate" if "origin" not in headers else "") == "navigate"
