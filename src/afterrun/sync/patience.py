"""Ask again where that may help: a few times, ever later, each pause a little by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from afterrun.language import say
from afterrun.sync.asking import NotFetchedError

T = TypeVar("T")
_FIRST_S, _LONGEST_S = 1.0, 60.0
_MOST_S = 120.0  # judgement: nobody waits longer in front of a screen; the next sync goes on from here


class StoppedError(Exception):
    """Somebody stopped it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and how.

    Parameters
    ----------
    wait : callable
        Waits some seconds; whether it was left to, rather than stopped.
    chance : callable
        A number from 0 to 1 by chance, so that not all who failed at once ask again at once.
    tries : int
        How often to ask in all.
    """

    wait: Callable[[float], bool]
    chance: Callable[[], float]
    tries: int = 4

    def try_to(self, do: Callable[[], T]) -> T:
        """Do it, and again if it fails in a way that may pass.

        Raises
        ------
        NotFetchedError
            If it fails for good, or the server wants more time than anybody waits.
        StoppedError
            If somebody stopped it.
        """
        for turn in range(self.tries - 1):
            try:
                return do()
            except NotFetchedError as fault:
                pause_s = pause_before(turn, fault, self.chance())
                if pause_s is None:
                    raise
            if not self.wait(pause_s):
                raise StoppedError
        return do()


def pause_before(turn: int, fault: NotFetchedError, chance: float) -> float | None:
    """How long to wait before asking again; None if not at all. [s]

    The pause doubles from a second to a minute at most, times 0.5 to 1.5 by chance; what the server asks for holds.
    """
    if not fault.again:
        return None
    if fault.after_s is not None:
        return fault.after_s + chance if fault.after_s <= _MOST_S else None
    return float(min(_FIRST_S * 2**turn, _LONGEST_S) * (0.5 + chance))


def later(fault: NotFetchedError) -> str:
    """Say when to come back, if the server does."""
    if fault.after_s is None or fault.after_s <= _MOST_S:
        return ""
    return say("Sync again in {minutes:.0f} min; it goes on where it stopped.", minutes=fault.after_s / 60 + 0.5)
