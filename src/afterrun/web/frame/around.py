"""What stands around the app where it serves one of many people; alone on a computer there is nothing around it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterrun.errors import AfterrunError, JournalBusyError, JournalError
from afterrun.language import say
from afterrun.records import Diary
from afterrun.web.frame.menu import MenuLine

_log = logging.getLogger("afterrun.clinic")


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody else says to the person, on the first page.

    Parameters
    ----------
    title, text : str
        In words.
    answers : tuple of (str, str)
        What may be answered: where it is sent, and what the button says.
    """

    title: str
    text: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """The house that the app is in.

    Parameters
    ----------
    menu : sequence of MenuLine
        What the house has for the person, beside the menu: a phone's bar has no room for more.
    notices : callable
        Says what others have for the person, who has recorded this until now.
    account : str
        Path of the page about the person's account.
    """

    menu: Sequence[MenuLine]
    notices: Callable[[Diary, datetime], Sequence[Notice]]
    account: str


def told_inside(error: AfterrunError) -> tuple[str, str]:
    """Say what failed and what to do. Where a journal lies, and how to name another, is for the keeper of the house."""
    if isinstance(error, JournalError) and not isinstance(error, JournalBusyError):
        _log.error("%s", error)
        return say("This journal cannot be read, or not be saved to."), say("Tell whoever looks after this clinic.")
    return error.message, error.remedy
