"""First steps that have passed an hour later are not eased by what was done meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterrun.findings import Interval, Relief
from afterrun.lab.answers import answer
from afterrun.lab.by_itself import falls_by_itself_nrs
from afterrun.lab.preparing import Prepared, prepare
from afterrun.report.tried import eases, rate_next
from benchmarks.lives_makers import LIVES
from benchmarks.lives_makers.life import Life

BALL = LIVES["heel-ball-first-steps"](0)


def prepared_of(life: Life) -> Prepared:
    return prepare(life.diary, site=life.site, now=life.now)


def test_pain_like_that_falls_on_mornings_without_the_ball() -> None:
    prepared = prepared_of(BALL)
    fall = falls_by_itself_nrs(prepared.cares, prepared)
    assert fall is not None
    assert 2 < fall < 4


def test_nothing_is_said_without_ratings_like_it() -> None:
    prepared = prepared_of(BALL)
    at_night = [replace(care, at=care.at.replace(hour=2)) for care in prepared.cares]
    assert falls_by_itself_nrs(at_night, prepared) is None
    assert falls_by_itself_nrs([replace(care, pain_before=None) for care in prepared.cares], prepared) is None
    assert falls_by_itself_nrs([replace(care, pain_before=10.0) for care in prepared.cares], prepared) is None


def test_what_may_pass_by_itself_is_said_to() -> None:
    fell = Interval(median=2.0, lo=1.7, hi=2.3)
    relief = Relief(n=40, drop_nrs=fell, prob_helps=0.99, by_itself_nrs=3.4)
    assert eases(relief) == (
        "Rated before and after 40 times: it was about 2 points (probably 1.5 to 2.5) less within the hour. But on "
        "days without it pain like that was about 3.5 points less by the next report of the day: it may pass by "
        "itself. Rate it at the same times on days without it as well."
    )
    assert rate_next(relief) == ""
    assert "over 95 % sure" in eases(replace(relief, by_itself_nrs=None, verdict="helps"))


@pytest.mark.share
def test_a_ball_that_does_nothing_is_not_praised() -> None:
    (ball,) = answer(BALL.diary, site=BALL.site, now=BALL.now).told.interventions
    assert ball.relief is not None
    assert ball.relief.verdict == "not-yet-known"
    assert "it may pass by itself" in eases(ball.relief)
    assert rate_next(ball.relief) == ""
