"""A page of somebody's own app, for a clinician who may read it: only those that show, and change nothing."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.types import Receive, Scope, Send

from afterrun.language import language
from afterrun.web.frame.speaking import READER


class Through(Response):
    """What the app of a person answers.

    Parameters
    ----------
    app : FastAPI
        Of the person it is about.
    below : str
        Where that app stands in the reader's addresses; the rest of the address is the page.
    """

    def __init__(self, app: FastAPI, below: str) -> None:
        super().__init__()
        self._app, self._below = app, below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask it, as a part of a page: what the app says around its own pages is for the person alone."""
        asked: Scope = {**scope, "root_path": self._below, READER: language(), "headers": list(scope["headers"])}
        MutableHeaders(scope=asked)["hx-request"] = "true"
        for theirs in ("path_params", "endpoint", "route", "router", "state"):
            asked.pop(theirs, None)
        asked["state"] = {}
        await self._app(asked, receive, send)
