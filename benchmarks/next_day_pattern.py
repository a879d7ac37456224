"""How soreness goes with the days since the last session: from the answers alone, and as Afterrun sees it.

To compare with: tension of calves after unaccustomed walking was up 35 % after 1 h, 88 % after 24 h, 46 % after 48 h
and back within a week (Hoang et al. 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.lab.preparing import Prepared, prepare
from afterrun.response.curve import ResponseCurve
from benchmarks.next_day_afterrun import fit
from benchmarks.next_day_people import Floats, Person, days_between
from benchmarks.next_day_scores import over_people

FEWEST_SESSIONS = 20
FEWEST_OF_A_LAG = 3
DAYS = 6  # 0 to 5 days since the last session


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One person.

    Parameters
    ----------
    plain : ndarray, shape (DAYS,)
        Mean answer at each lag minus the mean of all answers; NaN where fewer than three. [NRS]
    rise : ndarray, shape (DAYS, draws)
        Expected rise after the usual session, averaged over the hours that the answers of that lag were given at. [NRS]
    load : ndarray, shape (DAYS,)
        Correlation of an answer with the load that many days before. [-]
    """

    plain: Floats
    rise: Floats
    load: Floats


def pattern_of(known: Prepared) -> Pattern:
    """Read the pattern off one person's whole diary."""
    answers = known.data.answers
    lag_d = known.data.report_t_d[:, None] - known.data.run_t_d[None, :]
    days = np.where(lag_d > 0, days_between(known.reports, known.runs), np.iinfo(np.int64).max)
    since, hours = days.min(axis=1), 24 * np.where(lag_d > 0, lag_d, np.inf).min(axis=1)
    curve = ResponseCurve(fit(known.data).draws, known.data, sum(known.data.span_d) / 2)
    groups = [since == lag for lag in range(DAYS)]
    loads = [(days == lag) @ known.data.dose for lag in range(DAYS)]
    return Pattern(
        plain=np.array([answers[g].mean() if g.sum() >= FEWEST_OF_A_LAG else np.nan for g in groups]) - answers.mean(),
        rise=np.stack(
            [curve.rise_at(hours[g] if g.any() else np.array([24.0 * i])).mean(axis=1) for i, g in enumerate(groups)]
        ),
        load=np.array([_correlation(load, answers) for load in loads]),
    )


def pattern_table(people: Sequence[Person]) -> list[str]:
    """One line a lag, over people with enough sessions."""
    often = [person for person in people if len(person.diary.runs) >= FEWEST_SESSIONS]
    if not often:
        return []
    found = [pattern_of(prepare(p.diary, site=p.diary.pain[0].site, now=p.diary.pain[-1].at)) for p in often]
    lines = [
        f"by days since the last session, {len(often)} people with at least {FEWEST_SESSIONS} sessions "
        f"({', '.join(p.name for p in often)}); 0-10 points, 95 % under resampling of people",
        f"{'days':>4s} {'people':>6s} {'answers, minus own mean':>26s} {'load so many days before: r':>28s} "
        f"{'rise after a session, Afterrun':>31s}",
    ]
    for lag in range(DAYS):
        plain = [one.plain[lag] for one in found if np.isfinite(one.plain[lag])]
        columns = (plain, [one.load[lag] for one in found], [one.rise[lag].mean() for one in found])
        told = ["{:+.2f} ({:+.2f} to {:+.2f})".format(*over_people(column)) for column in columns]
        lines.append(f"{lag:4d} {len(plain):6d} {told[0]:>26s} {told[1]:>28s} {told[2]:>31s}")
    return lines


def _correlation(load: Floats, answers: Floats) -> float:
    return float(np.corrcoef(load, answers)[0, 1]) if load.std() > 0 and answers.std() > 0 else 0.0
