"""What was tried, on the sheet: each verdict stands with its numbers, and which way they go."""

from __future__ import annotations

from typing import Any

import pytest

from afterrun.findings import Everyday, Interval, Intervention, Prevention, Relief
from afterrun.records import Diary
from afterrun.report.tried_table import tried_note, tried_table

DROP = Interval(median=1.5, lo=1.0, hi=2.0)


def tried(**more: Any) -> Intervention:
    return Intervention(
        intervention="tape", variant=None, **({"relief": None, "prevention": Prevention(n_with=0, n_without=0)} | more)
    )


def row(**more: Any) -> list[str]:
    return list(tried_table([tried(**more)], Diary())[1][2:])


def test_what_makes_it_worse_is_more_and_not_less() -> None:
    worse = Relief(n=9, drop_nrs=DROP.turned, prob_helps=0.01, verdict="worsens")
    assert row(relief=worse)[0] == "Makes it worse: about 1.5 points (probably 1 to 2) more"


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("helps", "Helps: about 1.5 points (probably 1 to 2) less"),
        ("no-worthwhile-effect", "No real difference: less than a point"),
        ("not-yet-known", "Not known yet"),
    ],
)
def test_each_verdict_stands_with_what_it_rests_on(verdict: Any, told: str) -> None:
    assert row(relief=Relief(n=9, drop_nrs=DROP, prob_helps=0.9, verdict=verdict))[0] == told


def test_the_share_of_the_pain_after_runs_is_told_where_it_stands_out() -> None:
    ratio = Interval(median=0.7, lo=0.5, hi=0.9)
    found = Prevention(n_with=8, n_without=9, response_ratio=ratio, prob_helps=0.97, verdict="may-help")
    assert row(prevention=found)[1] == "May help: about 70 % (probably 50 to 90 %) of the pain after others"
    assert tried_note([tried(prevention=found)])[0].startswith("'May': I chose")
    assert tried_note([tried()]) == []


def test_the_pain_of_every_day_has_a_column_only_where_it_was_compared() -> None:
    kept = Everyday(n_days_with=30, n_days_without=30, switches=2, drop_nrs=DROP, prob_helps=0.99, verdict="helps")
    assert row(everyday=kept)[2] == "Helps: about 1.5 points (probably 1 to 2) less"
    assert len(tried_table([tried()], Diary())[0]) == 4
