"""What stands around the app where it serves one of many people; alone on a computer there is nothing around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from afterrun.web.frame.menu import MenuLine


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
        Further lines of the menu.
    notices : callable
        Says what is new for the person.
    account : str
        Path of the page about the person's account.
    """

    menu: Sequence[MenuLine]
    notices: Callable[[], Sequence[Notice]]
    account: str
