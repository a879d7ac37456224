"""Take files in from the browser."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.importers.here import DateOrder
from afterrun.journal import Journal
from afterrun.lab.answering import answer_together
from afterrun.lab.import_questions import Answer, open_questions
from afterrun.lab.importing import ImportOutcome, import_into
from afterrun.lab.past_imports import PastImport, past_imports
from afterrun.lab.table_layouts import keep_layout
from afterrun.lab.taking_back import bring_import_back, take_import_back
from afterrun.language import mark, say
from afterrun.owner_only import to_write
from afterrun.records import Problem
from afterrun.scratch import scratch
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import is_fragment, open_journal, page, templates
from afterrun.web.pages.import_files.view import FIELD_NAMES, MAPPED_NAMES, by_table, layout_of
from afterrun.web.security.guard import LARGEST_UPLOAD_BYTES
from afterrun.web.state.service import service_of
from afterrun.web.state.steps import TookTooMuchError

router = APIRouter(include_in_schema=False)
MENU = MenuLine(70, "/import", mark("Import"), "M12 4v11M7 11l5 5 5-5M4 20h16")
LARGEST_FILE_BYTES = 64 * 2**20
_ARCHIVES = (".zip", ".tgz", ".tar", ".tar.gz", ".kmz")
_NAMES: Mapping[str, Any] = {"mapped": MAPPED_NAMES, "mapped_fields": FIELD_NAMES, "by_table": by_table}
_MOST_SHOWN = 20  # past imports; the terminal lists all
_LONGEST_NAME = 60  # letters; a file system counts up to 255 bytes, and a letter takes up to 4


@router.get("/import", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form."""
    with open_journal(request) as journal:
        return _page(request, journal)


@router.post("/import/answer", response_class=HTMLResponse)
def decide(
    request: Request,
    question: Annotated[list[str], Form()] = [],  # noqa: B006
    answer_: Annotated[str, Form(alias="answer")] = "",
) -> HTMLResponse:
    """Decide what an import left open, one question or several at once: the table is right, or the journal."""
    with open_journal(request) as journal:
        by: Answer = "table" if answer_ == "table" else "journal"
        asked = question if answer_ in ("table", "journal") else []
        done = answer_together(journal, asked, by, service_of(request).now(journal))
        said = say("Done.") if done else say("This is no longer asked.")
        return _decided(request, journal, said)


@router.post("/import/columns", response_class=HTMLResponse)
def explain(
    request: Request,
    table: Annotated[str, Form()] = "",
    header: Annotated[list[str], Form()] = [],  # noqa: B006
    field: Annotated[list[str], Form()] = [],  # noqa: B006
    site: Annotated[str, Form()] = "",
    time_of_day: Annotated[str, Form()] = "",
    pace: Annotated[str, Form()] = "",
    dates: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Remember what the columns of a table are."""
    with open_journal(request) as journal:
        try:
            layout = layout_of(table, header, field, site=site, clock=time_of_day, pace=pace, dates=dates)
            if not layout.columns:
                raise InvalidValueError(say("columns must be chosen; none was."), remedy=say("Pick at least one."))
        except AfterrunError as error:
            return _decided(request, journal, f"{error.message} {error.remedy}", status=422)
        keep_layout(journal, layout)
        return _decided(request, journal, say("Remembered. Now choose the file again."))


@router.post("/import/past", response_class=HTMLResponse)
def change_past(
    request: Request, number: Annotated[int, Form(ge=1)], do: Annotated[Literal["take-back", "bring-back"], Form()]
) -> HTMLResponse:
    """Take a whole import back, or bring one back that was taken back."""
    with open_journal(request) as journal:
        try:
            said = _change_past(journal, number, do)
        except InvalidValueError:  # in another window, or with a second tap
            said = say("That was done already.")
        if is_fragment(request):
            return page(request, "import_files/past.html", journal, past=_past(journal), said_of_past=said)
        return _page(request, journal, said=said)


def _change_past(journal: Journal, number: int, do: Literal["take-back", "bring-back"]) -> str:
    if do == "take-back":
        take_import_back(journal, number)
        return say("Taken back. What it brought counts nowhere now.")
    bring_import_back(journal, number)
    return say("It is back, and counts again.")


def _past(journal: Journal) -> list[PastImport]:
    return list(islice(past_imports(journal), _MOST_SHOWN))


def _decided(request: Request, journal: Journal, said: str, *, status: int = 200) -> HTMLResponse:
    if is_fragment(request):
        return page(request, "import_files/decided.html", journal, said=said)
    return _page(request, journal, said=said, status=status)


def _page(request: Request, journal: Journal, *, status: int = 200, **shown: Any) -> HTMLResponse:
    return page(
        request,
        "import_files/page.html",
        journal,
        status=status,
        open_questions=open_questions(journal),
        past=_past(journal),
        **_NAMES,
        **shown,
    )


@router.post("/import", response_class=HTMLResponse)
def take(
    request: Request,
    files: Annotated[list[UploadFile] | None, "files"] = None,
    dates: Annotated[str, Form()] = "",
    token: Annotated[str, Form(max_length=_LONGEST_NAME)] = "",
) -> Response:
    """Import the files, and say of each what became of it; sent one by one with one ``token`` they are one import."""
    large = [upload for upload in files or () if (upload.size or 0) > _most_bytes(upload)]
    with ExitStack() as kept:
        home = kept.enter_context(scratch())
        for upload in files or ():
            if upload not in large:
                _keep(upload, home)
        outcomes = _outcomes(request, home, [_too_large(upload) for upload in large], _order(dates), token)
        # gone with whoever reads what became of them, also if they went away before the first line
        weakref.finalize(outcomes, kept.pop_all().close)
    if is_fragment(request) and files:
        return StreamingResponse(_lines(outcomes), media_type="text/html")
    with open_journal(request) as journal:
        if is_fragment(request):
            return page(request, "import_files/imported.html", journal, outcomes=list(outcomes), tried=True, **_NAMES)
        return _page(request, journal, outcomes=list(outcomes), tried=True)


def _order(dates: str) -> DateOrder | None:
    return "dmy" if dates == "dmy" else "mdy" if dates == "mdy" else None


def _outcomes(
    request: Request, home: Path, refused: list[ImportOutcome], dates: DateOrder | None, token: str
) -> Iterator[ImportOutcome]:
    yield from refused
    service = service_of(request)
    with service.open() as journal:
        now = service.now(journal)
    work = partial(import_into, service.journal_path, service.may_begin, home, now, dates, token)
    try:
        yield from service.steps(work)
    except TookTooMuchError as error:
        yield _not_read(error)


def _lines(outcomes: Iterator[ImportOutcome]) -> Iterator[str]:
    """Say what became of each file as soon as it is safe, a line each: an archive may hold the runs of ten years."""
    template = templates.get_template("import_files/imported_one.html")
    try:
        for outcome in outcomes:
            yield template.render(outcome=outcome, **_NAMES).replace("\n", " ") + "\n"
    except AfterrunError as error:  # the answer has begun: its status cannot say so any more
        yield template.render(outcome=_not_read(error)).replace("\n", " ") + "\n"


def _not_read(error: AfterrunError) -> ImportOutcome:
    problem = Problem(say("the rest"), error.message, error.remedy, fatal=True)
    return ImportOutcome(say("The rest"), 0, 0, (problem,))


def _most_bytes(upload: UploadFile) -> int:
    return LARGEST_UPLOAD_BYTES if _plain_name(upload).lower().endswith(_ARCHIVES) else LARGEST_FILE_BYTES


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
    home = folder if not (folder / name).exists() else Path(tempfile.mkdtemp(dir=folder))  # goes with that folder
    with to_write(home / name) as target:
        shutil.copyfileobj(upload.file, target)
