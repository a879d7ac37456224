"""Nothing is done for who has gone away: who makes a browser ask a hundred times and leave would hold up others."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

# A connection that is opened, used and closed at once is told to us in turns of the event loop: the request, its end.
_TURNS = 3


class Gone:
    """Middleware that drops what is asked for reading when nobody waits for it by now."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if await Request(scope, receive).is_disconnected():
                return
        await self._app(scope, receive, send)
