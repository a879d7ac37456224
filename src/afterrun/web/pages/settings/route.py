"""Units and weeks; everything out; everything gone; and where it all lies."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.background import BackgroundTask

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.erasing import erase
from afterrun.lab.exporting import export_folder
from afterrun.lab.zones import ZONE_SETTING, zone_names
from afterrun.language import LANGUAGES, mark, say, speaking, spoken
from afterrun.reminders.settings import reminding_of
from afterrun.web.forms.distances import KM, UNIT_SETTING, UNITS
from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.frame.speaking import asked_language
from afterrun.web.security.login_wall import access_of
from afterrun.web.state.service import LANGUAGE_SETTING, service_of

router = APIRouter(include_in_schema=False)
WEEKDAYS = ("monday", "sunday", "saturday")
WEEK_SETTING = "week-start"
_LANGUAGES = {"": "", **LANGUAGES}  # first: as the browser asks
_WORD = mark("delete")


@router.get("/settings", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The page."""
    with open_journal(request) as journal:
        return settings_page(request, journal)


@router.post("/settings", response_class=HTMLResponse)
def save(
    request: Request,
    unit: Annotated[str, Form()],
    week: Annotated[str, Form()],
    language: Annotated[str, Form()] = "",
    zone: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Keep the choices."""
    for name, value, known in (
        ("unit", unit, UNITS),
        ("week", week, WEEKDAYS),
        ("language", language, _LANGUAGES),
    ):
        if value not in known:
            raise InvalidValueError(
                say(
                    "{name} must be one of {known}; got {value!r}.",
                    name=spoken(name),
                    known=", ".join(known),
                    value=value,
                ),
                remedy=say("Pick one."),
            )
    if zone not in ("", *zone_names()):
        raise InvalidValueError(
            say("time zone must be one of the list; got {value!r}.", value=zone), remedy=say("Pick one.")
        )
    with open_journal(request) as journal:
        journal.set_setting(UNIT_SETTING, unit)
        journal.set_setting(WEEK_SETTING, week)
        journal.set_setting(LANGUAGE_SETTING, language)
        journal.set_setting(ZONE_SETTING, zone)
        with speaking(language or asked_language(request.scope)):
            return settings_page(request, journal, note=say("Saved."))


@router.get("/settings/export")
def export(request: Request) -> Response:
    """Everything as a zip: the folder that `afterrun export` writes and `afterrun import` reads."""
    day = service_of(request).now().date()
    name = f"afterrun-{day.isoformat()}"
    with tempfile.NamedTemporaryFile(prefix="afterrun-export-", suffix=".zip", delete=False) as target:
        packed = Path(target.name)
    with tempfile.TemporaryDirectory(prefix="afterrun-export-") as home, open_journal(request) as journal:
        folder = Path(home) / name
        export_folder(journal, folder)
        _zip(folder, packed)
    return FileResponse(
        packed, media_type="application/zip", filename=f"{name}.zip", background=BackgroundTask(packed.unlink)
    )


@router.post("/settings/delete", response_class=HTMLResponse)
def delete(request: Request, word: Annotated[str, Form()] = "") -> HTMLResponse:
    """Delete everything, here and in the browser, if the word was typed."""
    service = service_of(request)
    if word.strip().lower() != say(_WORD):
        with open_journal(request) as journal:
            return settings_page(
                request,
                journal,
                wrong=_not_deleted(),
                status=422,
            )
    with service.sending:
        erase(service.journal_path)
        access_of(request).forget_the_rest()
        service.forget()
    answer = page(request, "settings/deleted.html", path=service.journal_path, closed=access_of(request).closed)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def _not_deleted() -> str:
    return say("Nothing was deleted. Type the word {word} to do it.", word=say(_WORD))


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))


def settings_page(request: Request, journal: Journal, *, status: int = 200, **told: str) -> HTMLResponse:
    """Render the page; ``told`` is a ``note`` at its top, or what was ``wrong`` or ``not_restored`` at its place."""
    return page(
        request,
        "settings/page.html",
        journal,
        status=status,
        units=UNITS,
        chosen_unit=journal.setting(UNIT_SETTING) or KM,
        languages=_LANGUAGES,
        chosen_language=journal.setting(LANGUAGE_SETTING) or "",
        weekdays=WEEKDAYS,
        zones=zone_names(),
        chosen_zone=journal.setting(ZONE_SETTING) or "",
        chosen_week=journal.setting(WEEK_SETTING) or WEEKDAYS[0],
        path=journal.where,
        counts=journal.counts(),
        word=say(_WORD),
        **told,
        closed=access_of(request).closed,
        reminded=reminding_of(request.app.state.secrets).on,
    )
