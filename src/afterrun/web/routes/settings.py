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
from afterrun.lab.exporting import export_folder
from afterrun.web.access import access_of
from afterrun.web.desk import desk_of
from afterrun.web.distances import KM, UNIT_SETTING, UNITS
from afterrun.web.erasing import erase
from afterrun.web.pages import open_journal, page
from afterrun.web.reminder_settings import reminding_of

router = APIRouter(include_in_schema=False)
WEEKDAYS = ("monday", "sunday", "saturday")
WEEK_SETTING = "week-start"
_WORD = "delete"


@router.get("/settings", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The page."""
    with open_journal(request) as journal:
        return settings_page(request, journal)


@router.post("/settings", response_class=HTMLResponse)
def save(request: Request, unit: Annotated[str, Form()], week: Annotated[str, Form()]) -> HTMLResponse:
    """Keep the choices."""
    for name, value, known in (("unit", unit, UNITS), ("week", week, WEEKDAYS)):
        if value not in known:
            raise InvalidValueError(f"{name} must be one of {', '.join(known)}; got {value!r}.", remedy="Pick one.")
    with open_journal(request) as journal:
        journal.set_setting(UNIT_SETTING, unit)
        journal.set_setting(WEEK_SETTING, week)
        return settings_page(request, journal, note="Saved.")


@router.get("/settings/export")
def export(request: Request) -> Response:
    """Everything as a zip: the folder that `afterrun export` writes and `afterrun import` reads."""
    day = desk_of(request).clock().date()
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
    desk = desk_of(request)
    if word.strip().lower() != _WORD:
        with open_journal(request) as journal:
            return settings_page(
                request, journal, wrong=f"Nothing was deleted. Type the word {_WORD} to do it.", status=422
            )
    with desk.sending:
        erase(desk.journal_path)
        access_of(request).forget_the_rest()
        desk.forget()
    answer = page(request, "deleted.html", path=desk.journal_path, closed=access_of(request).closed)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))


def settings_page(request: Request, journal: Journal, *, status: int = 200, **told: str) -> HTMLResponse:
    """Render the page; ``told`` is a ``note`` at its top, or what was ``wrong`` or ``not_restored`` at its place."""
    return page(
        request,
        "settings.html",
        journal,
        status=status,
        units=UNITS,
        chosen_unit=journal.setting(UNIT_SETTING) or KM,
        weekdays=WEEKDAYS,
        chosen_week=journal.setting(WEEK_SETTING) or WEEKDAYS[0],
        path=journal.path.resolve(),
        counts=journal.counts(),
        word=_WORD,
        **told,
        closed=access_of(request).closed,
        reminded=reminding_of(request.app.state.private).on,
    )
