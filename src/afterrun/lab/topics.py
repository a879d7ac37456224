"""What stands beside the published findings of one question: the foot simulator, and one's own tests and runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from afterrun.findings import FootEffect, FootWhatIf, LongRuns
from afterrun.lab.foot import stance_of, what_if
from afterrun.reasons.evidence import AskedFoot, Topic
from afterrun.reasons.rivals.doses import session_spike
from afterrun.reasons.self_tests import Compared, Guide, compared, guide_named
from afterrun.records import Diary
from afterrun.tissue import Body

_MONTH = timedelta(days=30)  # the window of Frandsen et al. 2025, doi:10.1136/bjsports-2024-109380
_MUCH_LONGER = 1.1  # where their first group begins


@dataclass(frozen=True, slots=True, kw_only=True)
class FootAnswer:
    """What the simulator says of one change.

    Parameters
    ----------
    asked : AskedFoot
        The change.
    found : FootWhatIf
        All that it gives.
    """

    asked: AskedFoot
    found: FootWhatIf

    @property
    def effects(self) -> tuple[FootEffect, ...]:
        """The loads that matter for the question, in its order."""
        by_name = {each.quantity: each for each in self.found.effects}
        return tuple(by_name[name] for name in self.asked.quantities if name in by_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTest:
    """What one self-test gave, a side each; nothing where it was not done yet."""

    guide: Guide
    results: tuple[Compared, ...]


def foot_answers(topic: Topic, body: Body) -> tuple[FootAnswer, ...]:
    """Ask the foot simulator what a question asks it, at the usual stance of this body."""
    running = stance_of(body)
    return tuple(FootAnswer(asked=asked, found=what_if(running, asked.changes)) for asked in topic.foot)


def own_tests(topic: Topic, diary: Diary, now: datetime) -> tuple[OwnTest, ...]:
    """Put the results of the self-tests side by side that bear on a question."""
    guides = map(guide_named, topic.tests)
    return tuple(OwnTest(guide=guide, results=compared(diary.tests, guide, now)) for guide in guides)


def long_runs(diary: Diary, now: datetime) -> LongRuns:
    """Count the runs that were long for their month, among those with a month of the record before them."""
    runs = [run for run in diary.until(now).runs if run.distance_m]
    spikes = zip(runs, session_spike(runs), strict=True)
    asked = [(run.start, spike) for run, spike in spikes if run.start - runs[0].start >= _MONTH]
    longer = [start for start, spike in asked if spike > _MUCH_LONGER]
    gaps = sum(bool(np.isnan(spike)) for _, spike in asked)
    return LongRuns(
        n=len(asked),
        longer=len(longer),
        after_gap=gaps,
        last=longer[-1] if longer else None,
        known_from=runs[0].start + _MONTH if runs else None,
    )
