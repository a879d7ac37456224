"""What an import did that one should know, in words."""

from __future__ import annotations

from afterrun.language import say
from afterrun.records import Run
from afterrun.units import distance_words


def counted_once(new: Run, old: Run) -> str:
    """Say that two sources told of one run.

    Parameters
    ----------
    new, old : Run
        As the later source has it, and as it was there.
    """
    return say(
        "The run of {start:%Y-%m-%d %H:%M} is the one that {source} told of; it counts once.",
        start=new.start,
        source=old.source,
    )


def corrected(new: Run, old: Run) -> str:
    """Say that a row of a table took the place of an earlier one.

    Parameters
    ----------
    new, old : Run
        As it is now, and as it was.
    """
    return say("The run of {start:%Y-%m-%d %H:%M} was corrected; before it was {old}.", start=new.start, old=told(old))


def asked_about(run: Run, what: str, other: Run | None) -> str:
    """Say that a run waits for an answer.

    Parameters
    ----------
    run : Run
        The run.
    what : str
        What is asked, as in `afterrun.journal.standing`.
    other : Run or None
        The run that it may be the same as.
    """
    if other is not None:
        return say(
            "The run of {start:%Y-%m-%d %H:%M} may be the one that {source} told of: the app asks. "
            "Until you answer, only one of them counts.",
            start=run.start,
            source=other.source,
        )
    if what == "ask-date":
        return say("The run of {start:%Y-%m-%d} has not been yet: the app asks.", start=run.start)
    if what == "ask-sport":
        return say(
            "Was it a run, on {start:%Y-%m-%d %H:%M}? The app asks. Until you answer it does not count.",
            start=run.start,
        )
    return say(
        "The run of {start:%Y-%m-%d %H:%M} cannot be right: {run}. The app asks. Until you answer it does not count.",
        start=run.start,
        run=told(run),
    )


def told(run: Run) -> str:
    """Say how far and how long a run was."""
    long = (
        say("{minutes:.0f} min", minutes=run.duration_s / 60)
        if run.duration_s >= 120
        else say("{seconds:.0f} s", seconds=run.duration_s)
    )
    if run.distance_m is None:
        return long
    if run.distance_m < 100:
        return say("{metres:g} m in {long}", metres=run.distance_m, long=long)
    return say("{far} in {long}", far=distance_words(run.distance_m, ".3g"), long=long)
