"""Where what was worked out may be kept: set once at the edge (a command, the app), nowhere unless it is.

Sums are kept so that the same question need not be worked out again; they are no record, and can be thrown away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_folder: ContextVar[Path | None] = ContextVar("kept", default=None)


def kept_in() -> Path | None:
    """Return the folder; None where nobody said, or nothing is to be kept."""
    return _folder.get()


@contextmanager
def keeping(folder: Path | None) -> Iterator[None]:
    """Keep inside a folder what is worked out meanwhile; None keeps nothing.

    Examples
    --------
    >>> with keeping(Path("kept")):
    ...     kept_in().name
    'kept'
    >>> kept_in()
    """
    before = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(before)


def usual_folder(environment: Mapping[str, str] = os.environ, *, platform: str = sys.platform) -> Path | None:
    """Return $AFTERRUN_CACHE, else a folder in the user's cache; None if that is empty, or nothing says where.

    Examples
    --------
    >>> usual_folder({"XDG_CACHE_HOME": "cache"}, platform="linux").as_posix()
    'cache/afterrun'
    >>> usual_folder({"AFTERRUN_CACHE": ""})
    """
    named = environment.get("AFTERRUN_CACHE")
    if named is not None:
        return Path(named) if named else None
    try:
        if platform == "win32":
            home = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif platform == "darwin":
            home = Path.home() / "Library" / "Caches"
        else:
            home = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return home / "afterrun"
