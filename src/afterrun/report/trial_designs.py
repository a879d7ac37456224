"""What a design of a trial would show, in words."""

from __future__ import annotations

from afterrun.language import say
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


def how_long_for_a_drop(power: float, *, weeks: int, needed: int | None, good: bool, drop_nrs: float) -> str:
    """Say how often it would show a fall of the pain of every day, or how long that would take.

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
    drop_nrs : float
        The fall. [NRS]
    """
    if good:
        return say(
            "If it takes {drop:g} points off the pain of every day, {weeks} weeks would show it {power} times in 10.",
            drop=drop_nrs,
            weeks=weeks,
            power=round(10 * power),
        )
    if needed is None:
        return say("This cannot be answered in {weeks} weeks, nor in two years.", weeks=weeks)
    return say(
        "This cannot be answered in {weeks} weeks; it takes about {needed}, if it takes {drop:g} points off.",
        weeks=weeks,
        needed=needed,
        drop=drop_nrs,
    )


def how_long(power: float, *, weeks: int, needed: int | None, good: bool) -> str:
    """Say how often it would show a halving, or how long that would take.

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
        return say(
            "If it halves the pain after runs, {weeks} weeks would show it {power} times in 10.",
            weeks=weeks,
            power=round(10 * power),
        )
    if needed is None:
        return say("This cannot be answered in {weeks} weeks, nor in two years at this rate of runs.", weeks=weeks)
    return say(
        "This cannot be answered in {weeks} weeks; it takes about {needed}, if it halves the pain.",
        weeks=weeks,
        needed=needed,
    )
