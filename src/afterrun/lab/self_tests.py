"""Self-tests: a result is held to its guide, stored, and compared with the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.journal import Entry, Journal
from afterrun.language import say
from afterrun.reasons.self_tests import Guide, News, guide_named, news_of
from afterrun.records import SelfTest


@dataclass(frozen=True, slots=True)
class LoggedTest:
    """A result that is stored.

    Parameters
    ----------
    result : SelfTest
        As it was stored.
    guide : Guide
        Of its test.
    is_new : bool
        False where it was there already.
    news : News or None
        Against the one before; None for the first of its kind.
    entry : Entry or None
        Where it is stored, so that it can be taken back.
    """

    result: SelfTest
    guide: Guide
    is_new: bool
    news: News | None
    entry: Entry | None


def log_test(
    journal: Journal,
    *,
    test: str,
    value: float,
    at: datetime,
    side: str | None,
    when: str | None,
    note: str | None,
    source: str,
) -> LoggedTest:
    """Store a result.

    Raises
    ------
    InvalidValueError
        If there is no such test, its value is none that it can give, or its side is missing.
    """
    guide = guide_named(test)
    if guide.sides and side is None:
        raise InvalidValueError(
            say("side must be told: each leg has its own result."), remedy=say("Say left or right."), field="side"
        )
    result = SelfTest(
        at=at, test=test, value=value, side=side, unit=guide.values.unit, when=when, note=note, source=source
    )
    guide.require(result)
    before = journal.diary().tests
    added = journal.add([result]).added
    return LoggedTest(result, guide, bool(added), news_of(before, result, guide), journal.entry_of(result))
