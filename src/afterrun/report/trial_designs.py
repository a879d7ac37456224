"""What a design of a trial would show, in words."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.language import mark, say
from afterrun.report.trial_sentences import units_said
from afterrun.trials.designs import Design


def design_words(design: Design) -> str:
    """Say how a design goes."""
    return say(design.words)


def too_short(design: Design, *, needed: int, held: int) -> str:
    """Say that the weeks do not hold a trial of this kind."""
    return say(
        "Too short: it needs at least {needed}, and these weeks hold {held}.",
        needed=units_said(design.unit, needed),
        held=held,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HowLong:
    """How it is said what a design would show, marked for translation.

    Parameters
    ----------
    shown : str
        That these weeks would do: ``weeks``, ``power`` in 10.
    never : str
        That not even two years would: ``weeks``.
    later : str
        That it takes longer: ``weeks``, ``needed``.
    """

    shown: str
    never: str
    later: str


HALVED = HowLong(
    shown=mark("If it halves the pain after runs, {weeks} weeks would show it {power} times in 10."),
    never=mark("This cannot be answered in {weeks} weeks, nor in two years at this rate of runs."),
    later=mark("This cannot be answered in {weeks} weeks; it takes about {needed}, if it halves the pain."),
)
A_DROP = HowLong(
    shown=mark("If it takes 1.5 points off the pain of every day, {weeks} weeks would show it {power} times in 10."),
    never=mark("This cannot be answered in {weeks} weeks, nor in two years."),
    later=mark("This cannot be answered in {weeks} weeks; it takes about {needed}, if it takes 1.5 points off."),
)


def how_long(words: HowLong, power: float, *, weeks: int, needed: int | None, good: bool) -> str:
    """Say how often a design would show what the words promise, or how long that would take.

    Parameters
    ----------
    power : float
        Share of trials that say it helps. [-]
    weeks : int
        Simulated.
    needed : int or None
        Weeks that would do; None where not even two years would.
    good : bool
        Whether the power is enough.
    """
    if good:
        return say(words.shown, weeks=weeks, power=round(10 * power))
    if needed is None:
        return say(words.never, weeks=weeks)
    return say(words.later, weeks=weeks, needed=needed)
