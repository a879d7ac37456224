"""Take files in from the browser."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import HTMLResponse

from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.language import say
from afterrun.records import Problem
from afterrun.web.guard import LARGEST_UPLOAD_BYTES
from afterrun.web.pages import is_fragment, open_journal, page

router = APIRouter(include_in_schema=False)
LARGEST_FILE_BYTES = 64 * 2**20
_ARCHIVE = ".zip"
_LONGEST_NAME = 60  # letters; a file system counts up to 255 bytes, and a letter takes up to 4


@router.get("/import", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form."""
    with open_journal(request) as journal:
        return page(request, "import.html", journal)


@router.post("/import", response_class=HTMLResponse)
def take(request: Request, files: Annotated[list[UploadFile] | None, "files"] = None) -> HTMLResponse:
    """Import the files, and say of each what became of it."""
    name = "fragments/imported.html" if is_fragment(request) else "import.html"
    with tempfile.TemporaryDirectory(prefix="afterrun-import-") as folder, open_journal(request) as journal:
        large = [upload for upload in files or () if (upload.size or 0) > _most_bytes(upload)]
        kept = [upload for upload in files or () if upload not in large]
        for upload in kept:
            _keep(upload, Path(folder))
        outcomes = [_too_large(upload) for upload in large]
        outcomes += import_paths(journal, [Path(folder)]) if kept else ()
        return page(request, name, journal, outcomes=outcomes, tried=True)


def _most_bytes(upload: UploadFile) -> int:
    return LARGEST_UPLOAD_BYTES if _plain_name(upload).lower().endswith(_ARCHIVE) else LARGEST_FILE_BYTES


def _too_large(upload: UploadFile) -> ImportOutcome:
    name = _plain_name(upload)
    problem = Problem(
        name,
        say(
            "file must be at most {largest_file_bytes} MB here; it is {size:.0f} MB.",
            largest_file_bytes=_most_bytes(upload) // 2**20,
            size=(upload.size or 0) / 2**20,
        ),
        say("Import it in a terminal: afterrun import FILE."),
        fatal=True,
    )
    return ImportOutcome(name, 0, 0, (problem,))


def _plain_name(upload: UploadFile) -> str:
    """Take the last part of the name, without what a file system may refuse; its ending tells the format."""
    name = Path((upload.filename or "").replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable()).lstrip(".")[-_LONGEST_NAME:] or "file"


def _keep(upload: UploadFile, folder: Path) -> None:
    """Write an upload under its own last name; a second file of that name goes into a folder of its own."""
    name = _plain_name(upload)
    home = folder if not (folder / name).exists() else Path(tempfile.mkdtemp(dir=folder))
    with (home / name).open("wb") as target:
        shutil.copyfileobj(upload.file, target)
