"""Which language is spoken: set once at the edge (a request, a command), read where words are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ENGLISH = "en"
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """Name the language spoken here, as in ``<html lang>``; English where nobody said.

    Examples
    --------
    >>> language()
    'en'
    """
    return _spoken.get()


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak another language inside; threads and other requests go on in theirs.

    Examples
    --------
    >>> with speaking("de"):
    ...     language()
    'de'
    >>> language()
    'en'
    """
    before = _spoken.set(name)
    try:
        yield
    finally:
        _spoken.reset(before)
