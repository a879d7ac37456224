"""What a source hands over, one thing after the other, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from afterrun.sync.asking import Question

Cursor: TypeAlias = dict[str, Any]
"""How far a source was read, as JSON; empty at first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One activity or file.

    Parameters
    ----------
    name : str
        What it is called, for people.
    place, total : int
        Which of how many.
    cursor : Cursor
        Holds once it was taken in; once the next is asked for, where it is not costly.
    content : bytes
        A file of any format; empty if there is none.
    path : Path or None
        Of a file that is there already.
    refused : str
        Why there is nothing; then there is no content.
    costly : bool
        To take it anew costs a download, so that the cursor is kept at once.
    """

    name: str
    place: int
    total: int
    cursor: Cursor
    content: bytes = b""
    path: Path | None = None
    refused: str = ""
    costly: bool = True


@dataclass(frozen=True, slots=True)
class Tools:
    """What a source works with.

    Parameters
    ----------
    ask : callable
        Asks a server, again if that may help.
    now : datetime
        With offset.
    tell : callable
        Says something about the whole.
    keep_tokens : callable
        Keeps renewed tokens.
    """

    ask: Callable[[Question], bytes]
    now: datetime
    tell: Callable[[str], None]
    keep_tokens: Callable[..., None] = field(default=lambda **_: None)
