"""Keeping what was answered about signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.language import say
from afterrun.reasons.red_flags import SIGN_OF
from afterrun.records import SignAnswer
from afterrun.records.sign_answer import NO, YES


def keep_answers(
    journal: Journal, answers: Mapping[str, str], at: datetime, *, source: str, note: str | None = None
) -> tuple[SignAnswer, ...]:
    """Keep answers, all or nothing.

    Parameters
    ----------
    journal : Journal
        Where.
    answers : mapping of str to str
        Name of a sign -> ``yes``, ``no`` or ``seen``.
    at : datetime
        When they were given.
    source : str
        Which door they came in by.
    note : str, optional
        Anything else.

    Raises
    ------
    InvalidValueError
        If nobody knows the sign: a slip of the pen must not pass for an answer.
    """
    if unknown := [name for name in answers if name not in SIGN_OF]:
        raise InvalidValueError(
            say("sign must be one of those listed; got {name!r}.", name=unknown[0]),
            remedy=say("See them all: afterrun signs."),
            field="sign",
        )
    kept = tuple(
        SignAnswer(at=at, sign=name, answer=answer, note=note, source=source) for name, answer in answers.items()
    )
    journal.add(kept)
    return kept


def ticked(asked: Iterable[str], yes: Iterable[str]) -> dict[str, str]:
    """Take what was asked together and what of it was ticked: the rest is not so."""
    so = set(yes)
    return {sign: YES if sign in so else NO for sign in (*asked, *so)}
