"""Units and weeks; everything out; everything gone; and where it all lies."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from pydantic import create_model
from starlette.background import BackgroundTask

from afterrun.journal import Journal
from afterrun.journal.erasing import erase
from afterrun.journal.settings import asked, chosen, keep, settings_of
from afterrun.lab.exporting import export_folder
from afterrun.language import mark, say, speaking
from afterrun.reminders.settings import reminding_of
from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.frame.speaking import asked_language
from afterrun.web.pages.settings.view import lines
from afterrun.web.security.login_wall import access_of
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
SettingsForm = create_model("SettingsForm", **{name: (str, "") for name, _ in asked()})  # type: ignore[call-overload]
_WORD = mark("delete")


@router.get("/settings", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The page."""
    with open_journal(request) as journal:
        return settings_page(request, journal)


@router.post("/settings", response_class=HTMLResponse)
def save(request: Request, typed: Annotated[SettingsForm, Form()]) -> HTMLResponse:  # type: ignore[valid-type]  # made above
    """Keep the choices."""
    with open_journal(request) as journal:
        settings = chosen(settings_of(journal), typed.model_dump(exclude_unset=True))  # type: ignore[attr-defined]
        keep(journal, settings)
        with speaking(settings.language or asked_language(request.scope)):
            return settings_page(request, journal, note=say("Saved."))


@router.get("/settings/export")
def export(request: Request) -> Response:
    """Everything as a zip: the folder that `afterrun export` writes and `afterrun import` reads."""
    with tempfile.NamedTemporaryFile(prefix="afterrun-export-", suffix=".zip", delete=False) as target:
        packed = Path(target.name)
    with tempfile.TemporaryDirectory(prefix="afterrun-export-") as home, open_journal(request) as journal:
        name = f"afterrun-{service_of(request).now(journal):%Y-%m-%d}"
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
        lines=lines(settings_of(journal)),
        path=journal.where,
        counts=journal.counts(),
        word=say(_WORD),
        **told,
        closed=access_of(request).closed,
        reminded=reminding_of(request.app.state.secrets).on,
    )
