"""What the same run did over the weeks, and whether it came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from afterrun.lab.answers import answer
from afterrun.lab.over_weeks import Course, came_back, course_of, drawn
from afterrun.lab.preparing import prepare
from afterrun.lab.story import SITE, build_story
from afterrun.report.sentences import sentences
from afterrun.response.curve import curve_now
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from benchmarks.lives_makers import LIVES

pytestmark = pytest.mark.usefixtures("unexplained")

LIFE = LIVES["achilles-relapse"](0)
PREPARED = prepare(LIFE.diary, site=LIFE.site, now=LIFE.now)
T_D = np.arange(0.0, 180.0, 7.0)


def course(*shares: float, spread: float = 0.1) -> Course:
    """A response that goes through some shares of now, evenly spaced, known to a relative sd."""
    path = np.interp(T_D, np.linspace(0, T_D[-1], len(shares)), shares)
    luck = np.exp(spread * np.random.default_rng(1).standard_normal((300, len(T_D))))
    share = path * luck
    share = share / share[:, -1:]
    return Course(T_D, 3 * share, share)


@pytest.mark.parametrize("shares", [(1.0, 1.0), (2.0, 1.0), (0.2, 1.0), (1.0, 0.2, 0.25)])
def test_the_same_all_along_healing_growing_and_healed_came_not_back(shares: tuple[float, ...]) -> None:
    assert came_back(course(*shares), PREPARED) is None


def test_what_fell_and_rose_again_came_back() -> None:
    found = came_back(course(1.0, 0.2, 1.0), PREPARED)
    assert found is not None
    assert found.share.lo < 0.25 < found.share.hi + 0.05
    assert abs((found.lowest_on - PREPARED.time(90.0).date()).days) < 14


def test_a_course_that_is_hardly_known_is_not_told() -> None:
    assert came_back(course(1.0, 0.5, 1.0, spread=0.8), PREPARED) is None


def test_nothing_is_drawn_of_weeks_before_the_first_report() -> None:
    """Runs that a watch brought in from before the diary: what they did, nobody noted."""
    story = build_story(now=LIFE.now).diary
    begun = LIFE.now - timedelta(days=80)
    late = replace(story, pain=tuple(r for r in story.pain if r.at >= begun), care=())
    prepared = prepare(late, site=SITE, now=LIFE.now)
    fit = fit_response(prepared.data, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())
    found = course_of(curve_now(fit.draws, prepared.data))
    assert found is not None
    assert prepared.runs[0].start < begun
    assert drawn(found, prepared).on[0] >= begun.date()


def test_a_tendon_that_came_back_is_told_and_drawn() -> None:
    found = answer(LIFE.diary, site=LIFE.site, now=LIFE.now)
    assert found.told.trend is not None
    assert found.told.trend.came_back is not None
    assert found.told.trend.came_back.share.hi < 0.7
    assert found.told.trend.prob_improving is None, "a line from before it was better to now says not where it goes"
    text = next(each.text for each in sentences(found.told) if "It came back." in each.text)
    assert text.endswith("Whether it is getting better or worse now is not known yet.")
    assert found.over_weeks is not None
    assert found.over_weeks.median[-1] > 2 * found.over_weeks.median[len(found.over_weeks.median) // 2]
