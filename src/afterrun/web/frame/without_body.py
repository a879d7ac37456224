"""A page that is asked for its head alone: what watches whether a server is up, and what looks at a link, asks so."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class WithoutBody:
    """Middleware that answers HEAD as GET is answered, without what stands in the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, send_head)
