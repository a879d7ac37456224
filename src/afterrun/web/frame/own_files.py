"""The app's own files, sent packed: a first visit over a phone's network weighs a third.

Pages are not packed. They hold what somebody wrote beside the names of forms, and how well they pack would tell whoever
listens about both; these files are the same for everybody.
"""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from afterrun.web.frame.shell import STATIC

_SMALL_BYTES, _LEVEL = 500, 6


class OwnFiles(StaticFiles):
    """Scripts, styles and pictures of the app."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)
        self._packed = GZipMiddleware(super().__call__, minimum_size=_SMALL_BYTES, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand one out, packed where the browser takes it so."""
        await self._packed(scope, receive, send)
