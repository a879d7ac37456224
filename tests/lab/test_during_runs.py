"""Pain while running is not the delayed pain that runs may cause: it stays out of the arrays, and is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.lab.answers import answer
from afterrun.lab.during_runs import RunningTimes
from afterrun.lab.preparing import prepare
from afterrun.lab.reporting import report_html
from afterrun.lab.tried import tried_interventions
from afterrun.records import Care, Diary, PainReport, Run, Site
from afterrun.report.sentences import SETS_OFF, sentences
from afterrun.web.pictures.own_runs import own_runs

HERE = Site.parse("right-hip")
FIRST = datetime(2026, 3, 2, 17, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RUN = Run(start=FIRST, duration_s=3000, distance_m=8000)
NOW = FIRST + 43 * DAY


def report(at: datetime, nrs: float = 4.0, moment: str | None = None) -> PainReport:
    return PainReport(at=at, site=HERE, nrs=nrs, moment=moment)


def diary(weeks: int = 6) -> Diary:
    """Three runs a week that hurt the morning after; on each it hurts after half an hour."""
    rng = np.random.default_rng(3)
    runs = tuple(
        Run(start=FIRST + timedelta(days=7 * week + day), duration_s=3000, distance_m=6000.0 + 400 * day)
        for week in range(weeks)
        for day in (0, 2, 4)
    )
    times = [FIRST + timedelta(days=d, hours=h) for d in range(7 * weeks) for h in (-10, 4)]
    felt = [3.0 * any(11 * HOUR < at - run.end < 17 * HOUR for run in runs) + rng.normal(0.4, 0.4) for at in times]
    plain = [report(at, float(np.clip(round(nrs), 0, 10))) for at, nrs in zip(times, felt, strict=True)]
    while_running = [report(run.start + 30 * MINUTE, 5.0, "during-run") for run in runs]
    return Diary(runs=runs, pain=tuple(sorted([*plain, *while_running], key=lambda each: each.at)))


@pytest.mark.parametrize(
    ("at", "moment", "during"),
    [
        (RUN.start - MINUTE, None, False),
        (RUN.start, None, True),
        (RUN.start + 20 * MINUTE, None, True),
        (RUN.end - MINUTE, "walking", True),
        (RUN.end, None, False),
        (RUN.end + 5 * HOUR, "during-run", True),  # told in the evening
        (RUN.start, "before-run", False),  # the same minute
    ],
)
def test_by_time_or_by_moment(at: datetime, moment: str | None, during: bool) -> None:
    assert RunningTimes([RUN]).hold_report(report(at, moment=moment)) is during
    found = prepare(Diary(runs=(RUN,), pain=(report(FIRST - DAY), report(at, moment=moment))), site=HERE, now=NOW)
    assert (len(found.reports), len(found.during_runs)) == ((1, 1) if during else (2, 0))
    assert len(found.data.report_t_d) == len(found.reports)


def test_a_long_run_holds_a_short_one_that_began_later() -> None:
    short = Run(start=RUN.start + 5 * MINUTE, duration_s=60)
    assert RunningTimes([short, RUN]).hold(RUN.start + 30 * MINUTE)
    assert not RunningTimes([]).hold(RUN.start)


def test_ratings_in_the_middle_of_a_run_are_left_out_and_those_at_its_end_are_not() -> None:
    cares = tuple(
        Care(at=at, intervention="calf-stretch", pain_before=5.0, pain_after=4.0)
        for at in (RUN.start + 20 * MINUTE, RUN.end)
    )
    found = prepare(Diary(runs=(RUN,), pain=(report(FIRST - DAY),), care=cares), site=HERE, now=NOW)
    assert [each.at for each in found.reports[1:]] == [RUN.end - MINUTE, RUN.end + MINUTE]
    (tried,) = tried_interventions(Diary(), found.cares, found.runs)
    assert (tried.cares, tried.before_nrs) == (2, (5.0,))


@pytest.mark.usefixtures("one_shape", "unexplained")
def test_the_answer_is_that_of_the_diary_without_them_and_says_how_many() -> None:
    full = diary()
    found = answer(full, now=NOW)
    plain = answer(replace(full, pain=tuple(r for r in full.pain if r.moment != "during-run")), now=NOW)
    assert found.told.response == plain.told.response
    response = found.told.response
    assert response is not None
    assert response.detected > 0.9
    data = found.told.data
    assert (data.reports, data.during_runs) == (84, 18)
    told = " ".join(sentence.text for sentence in sentences(found.told) if sentence.topic == SETS_OFF)
    assert "18 reports during runs are left out here: pain while running is not counted as pain after a run." in told
    assert "left out" not in " ".join(sentence.text for sentence in sentences(plain.told))
    pictures = own_runs(found.prepared)
    assert all(any(h < 0 and nrs == 5.0 for h, nrs in own.reports) for own in pictures)


def test_a_diary_of_pain_during_runs_alone_is_answered_with_what_is_lacking() -> None:
    full = diary(weeks=2)
    only = replace(full, pain=tuple(r for r in full.pain if r.moment == "during-run"))
    now = FIRST + 14 * DAY
    found = answer(only, now=now)
    assert found.told.response is None
    told = " ".join(sentence.text for sentence in sentences(found.told))
    assert "14 pain reports (you have 0)" in told
    assert "6 reports during runs are left out here" in told
    safety = found.told.safety
    assert safety
    assert "left out here" in report_html(found, only, now=now)
