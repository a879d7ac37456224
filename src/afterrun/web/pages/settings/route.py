"""Units and weeks; everything out; everything gone; and where it all lies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import create_model

from afterrun.journal import Journal
from afterrun.journal.erasing import erase
from afterrun.journal.settings import asked, chosen, keep, settings_of, zone_names
from afterrun.lab.exporting import export_zip
from afterrun.language import say, speaking
from afterrun.places import Place
from afterrun.units import measuring
from afterrun.web.frame.download import download
from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.frame.speaking import asked_language
from afterrun.web.pages.settings.view import WORD, settings_page
from afterrun.web.security.login_wall import access_of
from afterrun.web.state.service import service_of
from afterrun.web.state.syncing import syncing_of

router = APIRouter(include_in_schema=False)
_ENDS_WITHIN_S = 40.0  # a server that says nothing is left after thirty
SettingsForm = create_model("SettingsForm", **{name: (str, "") for name, _ in asked()})  # type: ignore[call-overload]


async def names_sent(request: Request) -> frozenset[str]:
    """Name the fields that came. The framework takes an empty one for one that did not, and empty is a choice here."""
    return frozenset((await request.form()).keys())


@router.get("/settings", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The page."""
    with open_journal(request) as journal:
        return settings_page(request, journal)


@router.post("/settings", response_class=HTMLResponse)
def save(
    request: Request,
    typed: Annotated[SettingsForm, Form()],  # type: ignore[valid-type]  # made above
    sent: Annotated[frozenset[str], Depends(names_sent)],
) -> HTMLResponse:
    """Keep the choices."""
    with open_journal(request) as journal:
        settings = chosen(settings_of(journal), typed.model_dump(include=sent))  # type: ignore[attr-defined]
        keep(journal, settings)
        with speaking(settings.language or asked_language(request.scope)), measuring(settings.unit):
            return settings_page(request, journal, note=say("Saved."))


@router.post("/settings/zone")
def take_zone(request: Request, zone: Annotated[str, Form()] = "") -> dict[str, bool]:
    """Take the zone of the person's browser where none was chosen; one that is chosen stays."""
    with open_journal(request) as journal:
        settings = settings_of(journal)
        if settings.zone is not None or zone not in zone_names():
            return {"taken": False}
        keep(journal, chosen(settings, {"zone": zone}))
        return {"taken": True}


@router.get("/settings/export")
async def export(request: Request) -> Response:
    """Everything as a zip: the folder that `afterrun export` writes and `afterrun import` reads."""
    path = service_of(request).journal_path
    return await download(request, ".zip", "application/zip", lambda target: partial(_export, path, target))


@router.post("/settings/delete", response_class=HTMLResponse)
def delete(request: Request, word: Annotated[str, Form()] = "") -> HTMLResponse:
    """Delete everything, here and in the browser, if the word was typed.

    The page says for which journal: sent again when a browser opens its pages of last week, it would delete what was
    logged since.
    """
    service = service_of(request)
    if word.strip().lower() != say(WORD):
        with open_journal(request) as journal:
            return settings_page(request, journal, wrong=_not_deleted())
    syncing = syncing_of(request)
    syncing.stop()
    syncing.join(_ENDS_WITHIN_S)
    if syncing.is_working:  # what it takes in would be there again
        with open_journal(request) as journal:
            return settings_page(request, journal, wrong=_still_syncing())
    with service.sending:
        erase(service.journal_path)
        access_of(request).forget_the_rest()
        service.forget()
    answer = page(request, "settings/deleted.html", path=service.journal_path, closed=access_of(request).closed)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def _still_syncing() -> str:
    return say("Nothing was deleted: a sync has still to end. Try again in a minute.")


def _not_deleted() -> str:
    return say("Nothing was deleted. Type the word {word} to do it.", word=say(WORD))


def _export(path: Place, target: Path) -> None:
    with Journal.open(path, create=False) as journal:
        export_zip(journal, target)
