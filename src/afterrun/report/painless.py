"""Weeks without pain, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterrun.language import say
from afterrun.report.changed import day_of
from afterrun.report.words import points

if TYPE_CHECKING:
    from afterrun.findings import Painless


def painless_told(found: Painless | None, *, grew: bool) -> Iterator[str]:
    """Say that no pain was reported for weeks, or until when none was.

    Parameters
    ----------
    found : Painless or None
        The weeks, if there are any.
    grew : bool
        Whether it is said to have grown lately: then nothing is said of weeks that would deny it.
    """
    if found is None or (grew and found.lasts):
        return
    told = {"weeks": found.weeks, "zeros": _zeros(found)}  # at least two weeks
    if found.since_nrs is not None:
        yield say(
            "It is back: for {weeks} weeks, until {day}, there was no pain to speak of ({zeros}).",
            day=day_of(found.end.date()),
            **told,
        )
        yield say("Since then it has been {since} of 10 on average.", since=points(found.since_nrs))
        return
    yield say("No pain to speak of for {weeks} weeks now ({zeros}).", **told)
    if not found.runs:
        yield say("You have not run in that time, so how a run would be is not known.")


def _zeros(found: Painless) -> str:
    if found.zeros == found.reports:
        return say("0 in all {reports} reports", reports=found.reports)
    return say(
        "0 in {zeros} of {reports} reports, at most {worst:g} in the others",
        zeros=found.zeros,
        reports=found.reports,
        worst=found.worst_nrs,
    )
