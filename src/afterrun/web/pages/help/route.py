"""Short pages to read: when to see someone, and how to read the curve."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.language import mark
from afterrun.reasons.red_flags import SIGNS
from afterrun.web.frame.rendering import open_journal, page

router = APIRouter(prefix="/help", include_in_schema=False)
_TITLES = {"same-day": mark("Today"), "within-days": mark("Within days"), "soon": mark("Soon")}
_LEVELS = [(title, [sign for sign in SIGNS if sign.level == level]) for level, title in _TITLES.items()]


@router.get("/when-to-see-someone", response_class=HTMLResponse)
def red_flags(request: Request) -> HTMLResponse:
    """Signs that no diary should be kept about."""
    with open_journal(request) as journal:
        return page(request, "help/red_flags.html", journal, levels=_LEVELS)


@router.get("/reading-the-curve", response_class=HTMLResponse)
def curve(request: Request) -> HTMLResponse:
    """What the curve says and does not say."""
    with open_journal(request) as journal:
        return page(request, "help/curve.html", journal)


@router.get("/as-an-app", response_class=HTMLResponse)
def as_an_app(request: Request) -> HTMLResponse:
    """How to install it, and what works without a server."""
    with open_journal(request) as journal:
        return page(request, "help/app.html", journal)
