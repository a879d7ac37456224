"""Where the journal is, if nobody says."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from afterrun.places import Place, data_folder, journal_place

JOURNAL_NAME = "journal.db"


def default_journal_path(environment: Mapping[str, str] = os.environ, *, platform: str = sys.platform) -> Place:
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
        return journal_place(named)
    return data_folder(environment, platform=platform) / JOURNAL_NAME
