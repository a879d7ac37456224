"""Take files in from the browser."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import HTMLResponse

from afterrun.lab.importing import import_paths
from afterrun.web.pages import is_fragment, open_journal, page

router = APIRouter(include_in_schema=False)


@router.get("/import", response_class=HTMLResponse)
def form(request: Request) -> HTMLResponse:
    """The form."""
    with open_journal(request) as journal:
        return page(request, "import.html", journal)


@router.post("/import", response_class=HTMLResponse)
def take(request: Request, files: Annotated[list[UploadFile] | None, "files"] = None) -> HTMLResponse:
    """Import the files, and say of each what became of it."""
    name = "fragments/imported.html" if is_fragment(request) else "import.html"
    with tempfile.TemporaryDirectory(prefix="afterrun-import-") as folder, open_journal(request) as journal:
        for number, upload in enumerate(files or ()):
            _keep(upload, Path(folder), number)
        outcomes = list(import_paths(journal, [Path(folder)])) if files else []
        return page(request, name, journal, outcomes=outcomes, tried=True)


def _keep(upload: UploadFile, folder: Path, number: int) -> None:
    """Write an upload under its own last name; a second file of that name goes into a folder of its own."""
    name = Path((upload.filename or "file").replace("\\", "/")).name.lstrip(".") or "file"
    home = folder if not (folder / name).exists() else folder / str(number)
    home.mkdir(exist_ok=True)
    with (home / name).open("wb") as target:
        shutil.copyfileobj(upload.file, target)
