"""Care without ratings beside the same care with them: what these say of relief is not watered down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from afterrun.findings.as_json import to_json
from afterrun.lab.answers import answer
from afterrun.lab.preparing import prepare
from afterrun.records import Care, Diary, PainReport, Run, Site
from tests.lab.test_answers import NOW

HEEL = Site.parse("left-heel")
DAYS = 70


def stretched(*, unrated_help: bool) -> Diary:
    """Pain after runs, a stretch every evening; every other one is rated and takes off 2 points for some hours."""
    rng = np.random.default_rng(1)
    start = (NOW - timedelta(days=DAYS)).replace(hour=7, minute=0)
    runs = tuple(
        Run(start=start + timedelta(days=d, hours=3), duration_s=1800, distance_m=5000) for d in range(1, DAYS, 4)
    )

    def felt(at: datetime) -> float:
        since = np.array([(at - run.end) / timedelta(days=1) for run in runs])
        since = since[since > 0]
        return 3.0 + float((2 * since / 0.8 * np.exp(1 - since / 0.8)).sum()) + 0.5 * rng.standard_normal()

    def nrs(value: float) -> float:
        return float(np.clip(round(value), 0, 10))

    pain, care = [], []
    for d in range(DAYS):
        day = start + timedelta(days=d)
        rated = d % 2 == 0
        at = day + timedelta(hours=12)
        before = felt(at)
        helped = 2.0 if rated or unrated_help else 0.0
        care.append(
            Care(
                at=at,
                intervention="plantar-stretch",
                site=HEEL,
                pain_before=nrs(before) if rated else None,
                pain_after=nrs(before - helped) if rated else None,
            )
        )
        late = at + timedelta(hours=2)
        pain.append(PainReport(at=day, site=HEEL, nrs=nrs(felt(day))))
        pain.append(PainReport(at=late, site=HEEL, nrs=nrs(felt(late) - helped * np.exp(-2 / 5))))
    return Diary(runs=runs, pain=tuple(pain), care=tuple(care))


def drop_of(diary: Diary) -> dict[str, Any]:
    (told,) = to_json(answer(diary, now=NOW).told)["interventions"]
    return dict(told["relief"])


@pytest.mark.share
@pytest.mark.parametrize("unrated_help", [False, True])
def test_times_without_ratings_do_not_lower_the_relief_of_those_with(*, unrated_help: bool) -> None:
    diary = stretched(unrated_help=unrated_help)
    rated = replace(diary, care=tuple(care for care in diary.care if care.pain_before is not None))
    dates = {care.at.date() for care in rated.care}
    alone = replace(
        rated, pain=tuple(report for report in diary.pain if report.at.date() in dates or report.at.hour < 12)
    )
    all_of_it, only_rated = drop_of(diary), drop_of(alone)
    assert all_of_it["n"] == only_rated["n"] == DAYS // 2
    assert all_of_it["drop_nrs"]["median"] == pytest.approx(only_rated["drop_nrs"]["median"], abs=0.1)
    assert all_of_it["drop_nrs"]["median"] == pytest.approx(2.0 * 5 * (1 - np.exp(-1 / 5)), abs=0.3)  # over the hour


def test_both_have_a_number_and_the_first_is_that_with_ratings() -> None:
    prepared = prepare(stretched(unrated_help=False), site=HEEL, now=NOW)
    assert prepared.care_names == (("plantar-stretch", None),) * 2
    assert all(care.pain_after is not None for care in prepared.cares_of(0))
    assert all(care.pain_after is None for care in prepared.cares_of(1))


def test_two_ratings_are_too_few_to_stand_apart() -> None:
    diary = stretched(unrated_help=False)
    few = [replace(care, pain_before=None, pain_after=None) for care in diary.care[4:]]
    assert prepare(replace(diary, care=(*diary.care[:4], *few)), site=HEEL, now=NOW).care_names == (
        ("plantar-stretch", None),
    )
