"""What was kept up over days, as columns of the pain of every day: from when to when, and on how many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

import numpy as np

from afterrun.checks.same_hours import GIVES_AWAY, told_by_the_hour
from afterrun.findings import Everyday
from afterrun.findings.draws import interval, share
from afterrun.findings.verdicts import WORTH_HAVING_NRS, verdict_on_drop
from afterrun.lab.relief_compared import Kind
from afterrun.reasons.time_course import share_at_work, time_course
from afterrun.records import PainReport, Phase
from afterrun.response.arrays import Floats, Mask
from afterrun.response.assembly import level_step
from afterrun.response.data import ResponseData
from afterrun.response.everyday import everyday_pain
from afterrun.response.posterior import Draws
from afterrun.units import SECONDS_PER_DAY

FEWEST_DAYS = 14  # on either side, below which nothing is compared: two weeks hold the usual ups and downs (judgement)
MOST_COMPARED = 4  # more at once would ask more of one diary, or of a dozen runs, than they can say
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KeptUp:
    """One thing kept up, by report.

    Parameters
    ----------
    kind : tuple of str
        What, and in which way.
    at_work : ndarray, shape (n,)
        The share of its full effect that it had reached: some things take weeks. [-]
    inside : ndarray of bool, shape (n,)
        Whether it was kept up then.
    day : tuple of date, length n
        Of each report.
    at_d : ndarray, shape (n,)
        When it was, by the clock on the wall. [d]
    """

    kind: Kind
    at_work: Floats
    inside: Mask
    day: tuple[date, ...]
    at_d: Floats

    @property
    def days(self) -> tuple[int, int]:
        """Days with a report on which it was kept up, and others."""
        with_it = len({day for day, there in zip(self.day, self.inside, strict=True) if there})
        return with_it, len(set(self.day)) - with_it

    @property
    def balance(self) -> float:
        """Days with it or without, whichever are fewer; while it is building up a day counts in part. [d]"""
        by_day = dict(zip(self.day, self.at_work.tolist(), strict=True))
        with_it = float(sum(by_day.values()))
        return float(min(with_it, len(by_day) - with_it, *self.days))

    @property
    def by_the_hour(self) -> bool:
        """Whether it is reported at other hours with it than without: then an hour may be all that eases."""
        return told_by_the_hour(self.at_d, self.at_work) >= GIVES_AWAY

    @property
    def told(self) -> Everyday:
        """What is told before anything is compared."""
        with_it, without = self.days
        switches = int((self.inside[1:] != self.inside[:-1]).sum())
        return Everyday(n_days_with=with_it, n_days_without=without, switches=switches)


def kept_up(phases: Sequence[Phase], reports: Sequence[PainReport]) -> tuple[KeptUp, ...]:
    """List each thing that was kept up, in the order of first use."""
    kinds = dict.fromkeys((phase.intervention, phase.variant) for phase in phases)
    return tuple(_kept_up(kind, [p for p in phases if (p.intervention, p.variant) == kind], reports) for kind in kinds)


def _kept_up(kind: Kind, phases: Sequence[Phase], reports: Sequence[PainReport]) -> KeptUp:
    course = time_course(kind[0])
    tau_d = 0.0 if course is None else course.tau_d
    return KeptUp(
        kind=kind,
        at_work=np.array([max(_share(report, phase, tau_d) for phase in phases) for report in reports]),
        inside=np.array([any(_within(report, phase) for phase in phases) for report in reports], dtype=bool),
        day=tuple(report.at.date() for report in reports),
        at_d=np.array([report.at.replace(tzinfo=UTC).timestamp() / SECONDS_PER_DAY for report in reports]),
    )


def _within(report: PainReport, phase: Phase) -> bool:
    return phase.start <= report.at and (phase.end is None or report.at <= phase.end)


def _share(report: PainReport, phase: Phase, tau_d: float) -> float:
    since_end = None if phase.end is None else (report.at - phase.end) / _DAY
    return share_at_work((report.at - phase.start) / _DAY, since_end, tau_d)


def comparable(things: Sequence[KeptUp]) -> list[KeptUp]:
    """Pick those with two weeks of days on either side, reported at the same hours; the most balanced first."""
    enough = [each for each in things if each.balance >= FEWEST_DAYS and not each.by_the_hour]
    return sorted(enough, key=lambda each: -each.balance)


def everyday_told(thing: KeptUp, draws: Draws, data: ResponseData, *, column: int) -> Everyday:
    """Tell what goes with it, over the days on which it was kept up."""
    drop = _either_way(everyday_pain(draws, data, column=column, at=thing.inside).drop_nrs, thing, draws, data)
    return replace(
        thing.told,
        drop_nrs=interval(drop),
        prob_helps=share(drop >= WORTH_HAVING_NRS),
        verdict=verdict_on_drop(drop, "observational"),
    )


def _either_way(drop: Floats, thing: KeptUp, draws: Draws, data: ResponseData) -> Floats:
    """Add draws that count a sudden change of the level as the thing's, where with it the thing would do the opposite.

    An orthotic that hurts for two weeks and eases from then on goes with more as it begins, and with less since. That
    the second is of something else is as much of a guess as that it is not.
    """
    after = level_step(data.report_t_d, draws.level_d)
    since = after[:, thing.inside].mean(axis=1) - after[:, ~thing.inside].mean(axis=1)
    whole = drop - draws.level_step_nrs * since
    return drop if np.median(drop) * np.median(whole) >= 0 else np.concatenate([drop, whole])
