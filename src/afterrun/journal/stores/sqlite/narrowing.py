"""A journal of before, which others on this computer could read, becomes its owner's alone; and that is said."""

from __future__ import annotations

import logging
from glob import escape
from pathlib import Path

from afterrun.language import say
from afterrun.owner_only import narrow

_COMPANIONS = ("-wal", "-shm", "-journal")
_log = logging.getLogger("afterrun.journal")


def narrow_journal(path: Path) -> None:
    """Narrow a journal, what SQLite keeps beside it and, if it was wide itself, the copies put aside.

    The journal comes last: cut off in between, the next opening does the rest. SQLite makes what it keeps beside the
    journal with the journal's own mode.
    """
    for end in _COMPANIONS:
        narrow(path.with_name(path.name + end))
    if not path.stat().st_mode & 0o077:
        return
    for copy in sorted(path.parent.glob(f"{escape(path.name)}.before-*")):
        narrow(copy)
    if narrow(path):
        _log.warning(say("Others on this computer could read {path}. Now only you can.", path=path))
