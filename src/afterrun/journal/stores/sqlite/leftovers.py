"""What a killed process left beside a journal: finished or removed when the journal is opened next."""

from __future__ import annotations

import json
from contextlib import suppress
from glob import escape
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal.stores.sqlite.plain import real
from afterrun.language import say
from afterrun.scratch import left_behind

ERASING = "erasing"  # a file in a scratch folder with the names of what is to go
MOVING = ".moving"  # ends the name of a journal that is not here as a whole yet
LOG = "-wal"
COMPANIONS = (LOG, "-shm", "-journal")
_looked: set[Path] = set()


def places(path: Path) -> tuple[Path, ...]:
    """Where a journal lies, and where a link to it does: copies that are put aside lie beside the link."""
    return tuple(dict.fromkeys((real(path), real(path.parent) / path.name)))


def beside(path: Path) -> list[Path]:
    """List a journal and everything that belongs to it and lies beside it: the log, copies put aside, half ones."""
    name = escape(path.name)
    found = [path, *(path.with_name(path.name + end) for end in COMPANIONS)]
    found += sorted(path.parent.glob(f"{name}.before-*"))
    found += sorted(path.parent.glob(f"{name}*.unfinished*"))
    found += sorted(path.parent.glob(f"{name}{MOVING}*"))
    return [each for each in dict.fromkeys(found) if each.is_file() or each.is_symlink()]


def tidy(path: Path) -> None:
    """Finish an erase that was cut off, and remove half copies; once a process, with the write lock held."""
    if path.absolute() in _looked:
        return
    _looked.add(path.absolute())
    found = places(path)  # now: the link may go
    erased = [_finish_erase(place) for place in found]
    for place in found if any(erased) else ():  # it may have been cut off before all of it was noted
        for each in beside(place):
            each.unlink(missing_ok=True)
    for place in found:
        for half in place.parent.glob(f"{escape(place.name)}*.unfinished*"):  # of versions before there were notes
            half.unlink(missing_ok=True)


def _finish_erase(place: Path) -> bool:
    """Remove what notes say was to go; whether the journal itself was among it."""
    gone: set[str] = set()
    for home in left_behind(place.parent):
        with suppress(OSError, ValueError):
            for name in json.loads((home / ERASING).read_text("utf-8")):
                place.with_name(Path(name).name).unlink(missing_ok=True)
                gone.add(name)
    return place.name in gone


def has_log(path: Path) -> bool:
    """Whether there is a log beside a journal, or where one was, with anything in it."""
    log = path.with_name(path.name + LOG)
    return log.exists() and log.stat().st_size > 0


def require_no_log(path: Path) -> None:
    """Refuse to put a new journal beside the log of one that is gone: SQLite would write that log into it.

    A killed process leaves its log, and somebody may move the journal away without it.

    Raises
    ------
    JournalError
        If there is such a log.
    """
    if has_log(path):
        raise JournalError(
            say(
                "journal must be beside its log; {path} is gone, and {log} holds what was saved last.",
                path=path,
                log=path.with_name(path.name + LOG),
            ),
            remedy=say("Put the journal back where it was. To begin a new one, give the log another name first."),
        )
