"""How long a thing kept up takes to work, and how long it stays after it was given up: facts with their sources.

What is not in the table is taken to work from the first day and to be gone with the last. How fast an effect goes away
was not found measured for any of these: it is set equal to its onset, a placeholder. The same for how the effect grows
in between: by ``1 - exp(-t / tau)``, with four fifths there in the middle of the weeks that the source names.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_THERE_IN_THE_MIDDLE = 0.8
_DAYS_PER_WEEK = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCourse:
    """Onset of one group of interventions.

    Parameters
    ----------
    names : frozenset of str
        As they are logged.
    weeks : tuple of float
        Between which weeks it is expected to show. [weeks]
    source : str
        Where that is from.
    """

    names: frozenset[str]
    weeks: tuple[float, float]
    source: str

    @property
    def tau_d(self) -> float:
        """Time constant of onset and of going away. [d]"""
        middle = _DAYS_PER_WEEK * sum(self.weeks) / 2
        return middle / -math.log(1 - _THERE_IN_THE_MIDDLE)


SLOW = (
    TimeCourse(
        names=frozenset(
            {"calf-raises", "heel-raises", "heavy-calf-raises", "eccentric-heel-drops", "heel-drops", "calf-strength"}
        ),
        weeks=(6.0, 12.0),
        source="12 weeks of slow heavy or eccentric calf work in Achilles patients: Beyer et al. 2015, "
        "Am J Sports Med; forefoot pain was not studied",
    ),
    TimeCourse(
        names=frozenset({"tibialis-raises", "tibialis-work", "toe-raises", "shin-strength"}),
        weeks=(4.0, 6.0),
        source="6 weeks of dorsiflexor work, 16 people, active range only: Kato et al. 2013, ISRN Physiology 171809",
    ),
    TimeCourse(
        names=frozenset({"foot-core", "short-foot", "foot-exercise", "foot-exercises", "toe-yoga"}),
        weeks=(8.0, 16.0),
        source="8 weeks of foot-core training; fewer injuries from the fourth month on in 118 runners: "
        "Taddei et al. 2020, Am J Sports Med",
    ),
    TimeCourse(
        names=frozenset({"toe-flexion", "toe-curls", "towel-curls"}),
        weeks=(8.0, 12.0),
        source="2 to 3 months, 41 people with metatarsalgia, no control group: Amaha et al. 2020, "
        "doi 10.1186/s13018-020-02113-7",
    ),
    TimeCourse(
        names=frozenset({"calf-stretch", "calf-stretching", "stretching"}),
        weeks=(3.0, 6.0),
        source="range of motion after weeks of static stretching, 20 trials: Medeiros & Martini 2018, Foot 35:28; "
        "pain after runs was not studied",
    ),
    TimeCourse(
        names=frozenset({"cadence", "higher-cadence", "gait-retraining", "softer-landing"}),
        weeks=(2.0, 6.0),
        source="a new stride becomes habit in 2 to 6 weeks: judged, not measured",
    ),
)


def time_course(intervention: str) -> TimeCourse | None:
    """Return how slowly a thing kept up works; None for at once.

    Examples
    --------
    >>> time_course("calf-raises").weeks
    (6.0, 12.0)
    >>> time_course("new-shoes") is None
    True
    """
    return next((course for course in SLOW if intervention in course.names), None)


def share_at_work(since_start_d: float, since_end_d: float | None, tau_d: float) -> float:
    """Share of its full effect that a thing kept up has reached, and still has after its end. [-]

    ``1 - exp(-t/tau)`` while it is kept up, then falling by ``exp(-t/tau)``.

    Parameters
    ----------
    since_start_d : float
        Time since it was begun; negative before. [d]
    since_end_d : float or None
        Time since it was given up; None or negative while it is kept up. [d]
    tau_d : float
        `TimeCourse.tau_d`; 0 for at once. [d]

    Examples
    --------
    >>> share_at_work(10, None, 0), share_at_work(10, 1, 0), share_at_work(-1, None, 5)
    (1.0, 0.0, 0.0)
    >>> round(share_at_work(20, 10, 10), 3)  # ten days on, ten days off
    0.233
    """
    if since_start_d < 0:
        return 0.0
    off = max(since_end_d or 0.0, 0.0)
    if tau_d == 0:
        return 1.0 if off == 0 else 0.0
    return -math.expm1(-(since_start_d - off) / tau_d) * math.exp(-off / tau_d)
