"""How a self-test is done, and how far its number may be off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterrun.records import SelfTest
from afterrun.records.rules import Range

Tool = Literal["metronome", "seconds", "angle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One self-test.

    Parameters
    ----------
    name : str
        As it is logged.
    title : str
        What it is called, in English.
    steps : tuple of str
        What to do, in order.
    safety : str
        When not to.
    values : Range
        What a result may be, with its unit.
    sides : bool
        Whether each leg has its own.
    error : float or None
        How much two results must differ to be different with 95 % certainty, in the unit; None where nobody measured
        it.
    source : str
        Where that is from; empty where nobody measured it.
    card : str
        The id of the published finding that it stands on (`afterrun.reasons.evidence`); empty where there is none.
    tool : str or None
        What a phone can help with: a beat with a count, a stopwatch, or an angle.
    """

    name: str
    title: str
    steps: tuple[str, ...]
    safety: str
    values: Range
    sides: bool = True
    error: float | None = None
    source: str = ""
    card: str = ""
    tool: Tool | None = None

    def require(self, result: SelfTest) -> None:
        """Hold a result to what the test can give.

        Raises
        ------
        InvalidValueError
            If no leg can have it.
        """
        self.values.require("value", result.value)
