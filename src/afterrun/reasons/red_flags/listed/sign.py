"""What is known of one sign: how it is asked, how soon it matters, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterrun.findings.flag import Level
from afterrun.language import mark

Status = Literal["verified", "second-hand", "unchecked"]

TODAY = mark("See a doctor today.")
WITHIN_DAYS = mark("Have a clinician look at it within days.")
NO_RUN = mark("Have a clinician look at it within days, and do not run or hop on it until then.")
SOON = mark("Have a clinician look at it soon.")
NOW = mark("Go to an emergency department now.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One of the signs that are asked.

    Parameters
    ----------
    id : str
        Its name in `signs.csv`, in the terminal and in docs/red-flags.md. It never changes.
    level : str
        How soon somebody should look if it is so.
    tick : str
        What is ticked if it is so, marked for translation.
    act : str
        What to do then, marked for translation. Never a name for what it is.
    why : str
        What it may stand for, for whoever reads the code or the documentation; not shown to the runner.
    rests_on : str
        Where that comes from.
    status : str
        ``verified``: read on the page named; ``second-hand``: on a page about it; ``unchecked``: general medical
        knowledge. An unchecked sign may be asked; it is told as no more than a reason to have it looked at.
    read_by : tuple of str
        Names of the rules that also read it from reports; empty: it is only asked.
    """

    id: str
    level: Level
    tick: str
    act: str
    why: str
    rests_on: str
    status: Status
    read_by: tuple[str, ...] = ()
