"""Sync: what is connected, take in what is new, stop."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal.secrets import Secrets
from afterrun.language import say
from afterrun.sync.sources import add, remove
from afterrun.sync.syncing import forget, sync_at
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.pages.sync.view import connected, typed_source, under_way
from afterrun.web.state.service import service_of
from afterrun.web.state.syncing import syncing_of

router = APIRouter(include_in_schema=False)


@router.get("/sync", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The page."""
    return _shown(request)


@router.get("/fragment/sync", response_class=HTMLResponse)
def show_part(request: Request) -> HTMLResponse:
    """Show it on the import page, and how far it is."""
    return _shown(request)


@router.post("/sync", response_class=HTMLResponse)
def begin(request: Request) -> HTMLResponse:
    """Begin, unless one is under way."""
    service = service_of(request)
    if not connected(_private(request)):
        return _shown(request, note=say("Nothing is connected yet."))
    with service.open() as journal:
        now = service.now(journal)
    syncing_of(request).begin(partial(sync_at, service.journal_path, now, service.may_begin))
    return _shown(request)


@router.post("/sync/stop", response_class=HTMLResponse)
def stop(request: Request) -> HTMLResponse:
    """Stop after the activity that it is at."""
    syncing_of(request).stop()
    return _shown(request)


@router.post("/sync/add", response_class=HTMLResponse)
def connect(
    request: Request,
    kind: Annotated[str, Form()] = "",
    key: Annotated[str, Form()] = "",
    client_id: Annotated[str, Form()] = "",
    client_secret: Annotated[str, Form()] = "",
    refresh_token: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Connect a service; what was typed is not shown again."""
    typed = {"key": key, "client_id": client_id, "client_secret": client_secret, "refresh_token": refresh_token}
    source = typed_source(kind, typed)
    if source is None:
        return _shown(request, note=say("Nothing was changed."), status=422)
    try:
        add(_private(request), source)
    except AfterrunError as error:
        return _shown(request, error=error, status=422)
    return _shown(request, note=say("Connected. Now sync."))


@router.post("/sync/remove", response_class=HTMLResponse)
def disconnect(request: Request, name: Annotated[str, Form()] = "") -> HTMLResponse:
    """Forget a source and its keys."""
    private = _private(request)
    if not remove(private, name):
        return _shown(request, note=say("Nothing was changed."))
    with open_journal(request) as journal:
        forget(journal, private, name)
    return _shown(request, note=say("Forgotten, with its keys. The runs that came from it stay."))


def _shown(request: Request, *, note: str = "", error: AfterrunError | None = None, status: int = 200) -> HTMLResponse:
    private, job = _private(request), syncing_of(request)
    name = "sync/part.html" if is_fragment(request) else "sync/page.html"
    with open_journal(request) as journal:
        return page(
            request,
            name,
            journal,
            status=status,
            sources=connected(private),
            is_working=job.is_working,
            is_stopping=job.is_stopping,
            under_way=under_way(private, job.step),
            fault="" if job.is_working else job.fault,
            note=note,
            error=error,
        )


def _private(request: Request) -> Secrets:
    private = request.app.state.secrets
    assert isinstance(private, Secrets)
    return private
