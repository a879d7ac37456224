"""What was answered is told again at once, as long as it would be answered the same: nothing heavy is imported for it.

Kept is what was printed, by all that it hangs on: the state of the journal, the program, what was asked, the words and
the zone it was told in. The clock counts too: it holds for a time only (`afterrun.lab.holding`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from afterrun.kept_files import ANSWERS, KeptFiles, kept_files
from afterrun.language import language
from afterrun.places import Place
from afterrun.program import this_program

_MOST = 64  # of some kilobytes each: judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked.

    Parameters
    ----------
    place : Place
        Of the journal.
    options : tuple
        Whatever else makes another answer, each of which says itself.
    now : datetime
        The clock.
    exact : bool
        Whether somebody named the time: then only what was told as of it will do.
    """

    place: Place
    options: tuple[object, ...]
    now: datetime
    exact: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is printed, and until when it may be printed again."""

    text: str
    until: datetime


def told(asked: Asked, work_out: Callable[[], Told]) -> str:
    """Return what was told of the same question, if it still holds; else what is worked out, which is then kept."""
    kept = kept_files(ANSWERS, ".json", _MOST)
    before = None if kept is None else _key(asked)
    if kept is None or before is None:
        return work_out().text
    text = _read(kept, before, asked)
    if text is not None:
        return text
    found = work_out()
    if _key(asked) == before:  # nothing was written since before it was read
        _write(kept, before, asked, found)
    return found.text


def _key(asked: Asked) -> str | None:
    from afterrun.journal.state import state_of

    state = state_of(asked.place)
    if state is None:
        return None
    zone = asked.now.utcoffset(), asked.now.date()
    named = asked.now.isoformat() if asked.exact else None
    said = (this_program(), state, repr(asked.options), language(), repr(zone), named)
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()


def _read(kept: KeptFiles, key: str, asked: Asked) -> str | None:
    content = kept.read(key)
    if content is None:
        return None
    found = json.loads(content)
    as_of, until = (datetime.fromisoformat(found[name]) for name in ("as_of", "until"))
    return str(found["text"]) if as_of <= asked.now <= until else None


def _write(kept: KeptFiles, key: str, asked: Asked, found: Told) -> None:
    until = asked.now if asked.exact else found.until
    content = {"as_of": asked.now.isoformat(), "until": until.isoformat(), "text": found.text}
    kept.write(key, json.dumps(content).encode())
