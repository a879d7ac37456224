"""Logging by hand."""

from __future__ import annotations

from afterrun.errors import InvalidValueError
from afterrun.importers.devices.sport import RUNNING, sport_named
from afterrun.importers.plausible import cannot_be
from afterrun.journal import Journal
from afterrun.language import say
from afterrun.records import Run, Site
from afterrun.units import distance_words


def usual_site(journal: Journal) -> Site:
    """Return the place reported last: what somebody most likely means who does not name one.

    Raises
    ------
    InvalidValueError
        If nothing was reported yet.
    """
    reports = journal.diary().pain
    if not reports:
        raise InvalidValueError(
            say("site must be named the first time; none was given."),
            remedy=say("For example --site right-forefoot-lateral."),
            field="site",
        )
    return reports[-1].site


def event_named(kind: str) -> str:
    """Take the name of something else that happened.

    Raises
    ------
    InvalidValueError
        If it is a run: among other things it would load nothing.
    """
    if sport_named(kind) == RUNNING:
        raise InvalidValueError(
            say("kind must be something other than a run; got {kind!r}.", kind=kind),
            remedy=say("Log it as a run, with distance and minutes; in a terminal: afterrun run."),
            field="kind",
        )
    return kind


def require_possible(run: Run) -> None:
    """Ask whoever types a run to look again, where nobody can have run it: one slip of a comma turns the answers.

    Raises
    ------
    InvalidValueError
        If its distance and its minutes are of no run.
    """
    if not cannot_be(run):
        return
    minutes, far = run.duration_s / 60, run.distance_m
    raise InvalidValueError(
        say("minutes must be of one run; got {minutes:.3g}.", minutes=minutes)
        if far is None
        else say(
            "distance and minutes must be of one run; got {far} in {minutes:.4g} min.",
            far=distance_words(far, ".4g"),
            minutes=minutes,
        ),
        remedy=say("Correct them, or leave the distance empty if it is not known."),
        field="distance",
    )
