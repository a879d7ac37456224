"""An Achilles tendon that hurts when a run begins and eases as it goes on: looked at soon, and not before the next run.

The rule for pain during runs is about bones, and stays wherever this is not plainly something else: in any other place,
where it comes back by the next morning, and where it grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import SOON, TOLD_FOR, Place, Rule
from afterrun.reasons.red_flags.signs import by_a_run, is_pain, signs_of
from afterrun.records import PainReport, Run

STRONG_NRS = 4.0
"""From here on pain during a run is looked at: a little ache while running is common, a judgement."""
_ALLOWED_NRS, _EASED_NRS = 5.0, 3.0  # what clinics quote of the trial: up to 5 acceptable, up to 3 safe
_EASED_BY_NRS = 2.0  # "much" on this scale: Farrar and others 2001
_KNOWN_FOR = timedelta(weeks=6)  # the trial's people had it for long: a judgement
_GROWN_NRS, _FEWEST_BEFORE = 0.5, 2  # no rise from fortnight to fortnight, where each has runs to tell: judgements


@dataclass(frozen=True, slots=True)
class _Run:
    """What was reported during one run, oldest first."""

    run: Run
    reports: tuple[PainReport, ...]

    @property
    def worst_nrs(self) -> float:
        return max(report.nrs for report in self.reports)

    @property
    def eased(self) -> bool:
        last = self.reports[-1].nrs
        return last <= _EASED_NRS and self.worst_nrs - last >= _EASED_BY_NRS


def warms_up(place: Place) -> bool:
    """Whether the strong pain during runs at this place is what an Achilles tendon does that runs may go on with."""
    reports = [report for report in place.reports if is_pain(report) and report.nrs > 0]
    if place.site.region != "achilles" or not reports or reports[0].at > place.now - _KNOWN_FOR:
        return False
    lately = place.now - TOLD_FOR
    if any(report.nrs >= STRONG_NRS for report in reports if report.at > lately and not by_a_run(report)):
        return False  # it should have settled by the next morning
    felt = list(_felt(place))
    strong = [each for each in felt if each.run.start > lately and each.worst_nrs >= STRONG_NRS]
    told = sum(report.nrs >= STRONG_NRS for report in reports if report.at > lately and by_a_run(report))
    within = sum(report.nrs >= STRONG_NRS for each in strong for report in each.reports)
    eases = bool(strong) and all(each.eased and each.worst_nrs <= _ALLOWED_NRS for each in strong)
    return eases and told == within and not _grown(felt, place)


def _felt(place: Place) -> Iterator[_Run]:
    """What was reported during each run of the last two fortnights."""
    during = [report for report in place.reports if is_pain(report) and by_a_run(report)]
    for run in place.runs:
        inside = tuple(report for report in during if run.start <= report.at <= run.end)
        if inside and run.start > place.now - 2 * TOLD_FOR:
            yield _Run(run, inside)


def _grown(felt: list[_Run], place: Place) -> bool:
    """Whether it may have grown from the fortnight before; so where that had too few runs to tell."""
    before = [each.worst_nrs for each in felt if each.run.start <= place.now - TOLD_FOR]
    lately = [each.worst_nrs for each in felt if each.run.start > place.now - TOLD_FOR]
    return len(before) < _FEWEST_BEFORE or bool(np.mean(lately) - np.mean(before) >= _GROWN_NRS)


def _warming_up(place: Place) -> Flag | None:
    during = [report for report in place.recent if is_pain(report) and "during-run" in signs_of(report)]
    if all(report.nrs < STRONG_NRS for report in during) or not warms_up(place):
        return None
    return Flag(
        SOON,
        say(
            "It hurts with up to {worst:g} of 10 when a run begins and eases as you go on, as a tendon can. Have a "
            "clinician look at it soon. Stop a run that hurts more than {most:g}, and run less if it hurts more the "
            "next morning or from week to week.",
            worst=max(report.nrs for report in during),
            most=_ALLOWED_NRS,
        ),
    )


WARMING_UP = Rule(
    name="achilles-that-warms-up",
    sign="single-bone-spot",
    over_weeks=True,
    find=_warming_up,
    rests_on="Silbernagel et al. 2007, Am J Sports Med 35:897, doi:10.1177/0363546506298279 (38 people with a sore "
    "Achilles tendon, of whom half ran on under rules for pain); the numbers second-hand. Six weeks, two points and no "
    "strong pain at other times are judgements",
)
