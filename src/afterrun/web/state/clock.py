"""The clock of the computer, which may not know what day it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import Request

from afterrun.errors import AfterrunError
from afterrun.language import say
from afterrun.records.rules import LATEST

_FROM_YEAR = 2024  # Afterrun is not older
_WITHOUT_TIME = ("/login", "/logout", "/settings")


class ClockWrongError(AfterrunError):
    """The computer does not know what day it is, as a small one without a battery after a power cut."""

    code = "clock-wrong"

    def __init__(self) -> None:
        super().__init__(
            say("The computer that Afterrun runs on does not know what day it is."),
            remedy=say("Nothing was saved. Set the clock, or wait until the computer has found out the time."),
        )


def within_reach(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """Keep a clock within years that can be counted with: a page opens all the same."""

    def now() -> datetime:
        at = clock()
        if at.year < _FROM_YEAR:
            return datetime(_FROM_YEAR - 1, 12, 31, tzinfo=at.tzinfo)
        return at if at.year < LATEST.year else datetime(LATEST.year - 1, 12, 31, tzinfo=at.tzinfo)

    return now


def knows_the_day(request: Request) -> None:
    """Refuse to keep anything of a day that nobody knows.

    Raises
    ------
    ClockWrongError
        If the clock cannot be right, and something is to be kept.
    """
    if request.method == "POST" and not request.url.path.startswith(_WITHOUT_TIME):
        year = request.app.state.service.clock().year
        if not _FROM_YEAR <= year < LATEST.year - 1:  # kept within reach, it is one of these two
            raise ClockWrongError
