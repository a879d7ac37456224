"""An answer holds as long as the clock alone would have nothing else told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from afterrun.lab.answers import Answer, answer
from afterrun.lab.holding import holds_until
from afterrun.lab.story import SITE, build_story
from afterrun.reasons.red_flags import TOLD_FOR
from afterrun.records import Diary, PainReport, Run
from afterrun.trials.allocation import schedule_of
from tests.lab.trial.people import end as end_of_weeks
from tests.lab.trial.people import kept, lived, promised

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR, SOON = timedelta(hours=1), timedelta(minutes=10)
STORY = build_story(now=NOW).diary
FEW = Diary(pain=tuple(PainReport(at=NOW - (1 + 9 * i) * HOUR, site=SITE, nrs=2) for i in reversed(range(6))))


@cache
def _answered(diary: Diary, now: datetime = NOW) -> Answer:
    return answer(diary, site=SITE, now=now)


def _holds(diary: Diary, now: datetime = NOW) -> datetime:
    return holds_until(_answered(diary, now), diary, lambda _: None)


def test_where_nothing_hangs_on_the_clock_it_holds_for_an_hour() -> None:
    assert _holds(FEW) == NOW + HOUR


def test_it_holds_no_longer_than_until_what_is_dated_ahead() -> None:
    ahead = replace(FEW, pain=(*FEW.pain, replace(FEW.pain[-1], at=NOW + HOUR / 2)))
    assert _holds(ahead) == NOW + SOON
    assert _holds(replace(FEW, pain=(*FEW.pain, replace(FEW.pain[-1], at=NOW + timedelta(seconds=9))))) == NOW


def test_it_holds_no_longer_than_a_sign_stands() -> None:
    swollen = replace(FEW.pain[0], at=NOW - TOLD_FOR + HOUR / 2, quality=("swollen",), nrs=7)
    diary = Diary(pain=(swollen, *FEW.pain))
    assert _answered(diary).told.safety
    assert not _answered(diary, NOW + HOUR).told.safety
    assert _holds(diary) == NOW + SOON


def test_it_holds_no_longer_than_until_the_time_for_a_run_has_passed() -> None:
    ran = replace(FEW, runs=(Run(start=NOW - timedelta(days=3) + HOUR / 2, duration_s=1500.0, distance_m=4000.0),))
    assert _holds(ran) == NOW + SOON  # half an hour on it is no longer due today


def test_it_holds_no_longer_than_what_is_told_beside_it() -> None:
    until = holds_until(_answered(FEW), FEW, lambda at: at > NOW + HOUR / 2)
    assert until == NOW + SOON


def test_it_holds_no_longer_than_until_a_trial_is_over() -> None:
    diary, over = _tried()
    found = answer(diary, now=over - HOUR / 2)
    assert holds_until(found, diary, lambda _: None) == found.told.as_of + SOON


@pytest.mark.share
def test_whatever_is_told_is_told_at_the_end_as_well() -> None:
    """The whole answer, worked out again for the end: what hangs on the clock and was forgotten would show here."""
    for diary, now in ((STORY, NOW), _tried()):
        first = answer(diary, now=now)
        end = holds_until(first, diary, lambda _: None)
        assert end == now + HOUR
        again = answer(diary, now=end)
        assert replace(again.told, as_of=now, tolerance=first.told.tolerance) == first.told
        assert _far_m(again) == pytest.approx(_far_m(first), abs=500)  # an hour on


def _far_m(found: Answer) -> float | None:
    return found.told.tolerance.now_distance_m if found.told.tolerance else None


def _tried() -> tuple[Diary, datetime]:
    """Somebody who tried something week by week, and when that is over."""
    trial = promised()
    return replace(lived(trial), phases=kept(trial, schedule_of(trial).tolist())), end_of_weeks(trial)
