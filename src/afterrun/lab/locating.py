"""Where the journal is, if nobody says."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from afterrun.errors import InvalidValueError
from afterrun.language import say

JOURNAL_NAME = "journal.db"


def default_journal_path(environment: Mapping[str, str] = os.environ, *, platform: str = sys.platform) -> Path:
    """Return $AFTERRUN_JOURNAL, else a file in the user's data directory of the platform.

    Raises
    ------
    InvalidValueError
        If nothing says where that is.

    Examples
    --------
    >>> str(default_journal_path({"AFTERRUN_JOURNAL": "mine.db"}))
    'mine.db'
    >>> default_journal_path({"XDG_DATA_HOME": "data"}, platform="linux").as_posix()
    'data/afterrun/journal.db'
    """
    if named := environment.get("AFTERRUN_JOURNAL"):
        return Path(named)
    if platform == "win32":
        home = Path(environment.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    elif platform == "darwin":
        home = _home() / "Library" / "Application Support"
    else:
        home = Path(environment.get("XDG_DATA_HOME") or _home() / ".local" / "share")
    return home / "afterrun" / JOURNAL_NAME


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise InvalidValueError(
            say("journal must have a place; this computer does not say where your home is."),
            remedy=say("Name the file with --journal or in AFTERRUN_JOURNAL."),
        ) from None
