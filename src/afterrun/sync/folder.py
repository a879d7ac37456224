"""A folder that something else puts files into: what is new in it, once it is written to its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from afterrun.importers.folders.archive import is_media
from afterrun.language import say, say_n
from afterrun.sync.asking import NotFetchedError
from afterrun.sync.items import Cursor, Item, Tools
from afterrun.sync.sources import Folder

_RESTS_S = 10.0  # judgement: a copy over a slow network writes at least that often
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".unfinished")
_SEEN = "seen"


def items(source: Folder, cursor: Cursor, tools: Tools) -> Iterator[Item]:
    """Hand over what is new or changed, in order of name; what is gone is no matter, and what is being written waits.

    Raises
    ------
    NotFetchedError
        If the folder is not there.
    """
    home = Path(source.path)
    if not home.is_dir():
        raise NotFetchedError(say("the folder is not there. Is its disk connected?"))
    there = _there(home)
    seen = {name: mark for name, mark in cursor.get(_SEEN, {}).items() if name in there}
    new = {name: mark for name, mark in there.items() if seen.get(name) != mark}
    waiting = [name for name, mark in new.items() if _is_being_written(name, mark, tools.now.timestamp())]
    if waiting:
        tools.tell(
            say_n(
                "{n} file is still being written; it is read the next time.",
                "{n} files are still being written; they are read the next time.",
                len(waiting),
            )
        )
    ready = [name for name in sorted(new) if name not in waiting]
    for place, name in enumerate(ready, start=1):
        # One for all items: of ten thousand files a copy for each would take minutes.
        yield Item(name, place, len(ready), {_SEEN: seen}, path=home / name, costly=False)
        seen[name] = new[name]


def _there(home: Path) -> dict[str, list[int]]:
    """Every file with its size [bytes] and the time of its last change [ns]; links and hidden ones are passed over."""
    found = {}
    for folder, folders, names in os.walk(home):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            if name.startswith(".") or is_media(name) or path.is_symlink():
                continue
            try:
                told = path.stat()
            except OSError:  # gone since
                continue
            found[path.relative_to(home).as_posix()] = [told.st_size, told.st_mtime_ns]
    return found


def _is_being_written(name: str, mark: list[int], now_s: float) -> bool:
    size, changed_ns = mark
    # A time to come is of another clock, and says nothing; if more is written the file is read again.
    rests = abs(now_s - changed_ns / 1e9) >= _RESTS_S
    return not size or not rests or name.lower().endswith(_UNFINISHED)
