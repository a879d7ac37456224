"""When somebody is reminded: what is due, what is left out, and what never comes."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.records import Diary, PainReport, Run, Site
from afterrun.reminders.schedule import Reminder, Wishes, due, quiet_until, reminders

HERE = timezone(timedelta(hours=2))
MORNING_RUN = Run(start=datetime(2026, 5, 4, 8, 0, tzinfo=HERE), duration_s=1800, distance_m=5000)
HEEL, KNEE = Site.parse("left-heel"), Site.parse("left-knee")
ALL = Wishes(after_run_h=(2, 24, 48), morning=time(7, 30))
NO_QUIET = (time(0), time(0))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=HERE)


def diary(*rated: datetime, run: Run = MORNING_RUN, site: Site = HEEL) -> Diary:
    before = [PainReport(at=at(1, 9, minute), site=HEEL, nrs=1) for minute in range(5)]
    return Diary(runs=(run,), pain=(*before, *(PainReport(at=each, site=site, nrs=2) for each in rated)))


def times(found: list[Reminder]) -> list[datetime]:
    return [each.at for each in found]


def test_two_hours_a_day_and_two_days_after_a_run_and_in_the_morning() -> None:
    found = reminders(diary(), wishes=ALL, now=at(4, 9))
    assert times(found) == [at(4, 7, 30), at(4, 10, 30), at(5, 8, 30), at(6, 8, 30)]
    assert len({each.key for each in found}) == 4
    assert [each.daily for each in found] == [True, False, False, False]


def test_nothing_is_wished_by_default() -> None:
    assert reminders(diary(), wishes=Wishes(), now=at(4, 9)) == []


@pytest.mark.parametrize(
    ("rated", "left"),
    [
        (at(4, 9, 15), [2]),  # soon after the run: neither +2 h nor the morning
        (at(4, 7, 0), [0, 1, 2]),  # before the run: the morning only
        (at(4, 21, 0), [1, 2]),  # 12.5 h after it: the window of the day after
    ],
)
def test_what_is_rated_meanwhile_is_not_asked_for(rated: datetime, left: list[int]) -> None:
    every = [at(4, 10, 30), at(5, 8, 30), at(6, 8, 30)]
    found = [each for each in reminders(diary(rated), wishes=ALL, now=at(4, 22)) if not each.daily]
    expected = [every[n] for n in ([1, 2] if rated != at(4, 21, 0) else [2])]
    assert times(found) == expected  # +2 h is of no use any more at ten in the evening


def test_another_place_does_not_count_and_neither_does_the_future() -> None:
    now = at(4, 10, 45)
    assert at(4, 10, 30) in times(reminders(diary(at(4, 10, 40), site=KNEE), wishes=ALL, now=now))
    assert at(4, 10, 30) in times(reminders(diary(at(4, 10, 50)), wishes=ALL, now=now))
    assert at(4, 10, 30) not in times(reminders(diary(at(4, 10, 40)), wishes=ALL, now=now))


def test_a_run_with_nothing_ever_rated_is_asked_about() -> None:
    assert len(reminders(Diary(runs=(MORNING_RUN,)), wishes=Wishes((2, 24, 48)), now=at(4, 9))) == 3


def test_quiet_hours_put_off_what_is_still_of_use_and_drop_the_rest() -> None:
    evening = Run(start=at(4, 19, 30), duration_s=1800, distance_m=5000)
    late = Run(start=at(4, 22, 30), duration_s=1800, distance_m=5000)
    assert times(reminders(diary(run=evening), wishes=Wishes((2, 24)), now=at(4, 20, 30))) == [at(5, 20)]
    assert times(reminders(diary(run=late), wishes=Wishes((24, 48)), now=at(4, 23))) == [at(6, 7), at(7, 7)]
    early = Wishes(morning=time(5, 30))
    assert times(reminders(diary(), wishes=early, now=at(4, 5))) == [at(4, 7)]
    assert times(reminders(diary(), wishes=Wishes(morning=time(2)), now=at(4, 1))) == []


def test_a_check_in_before_four_is_last_night() -> None:
    wishes = Wishes(morning=time(7, 30))
    assert len(reminders(diary(at(4, 3, 59)), wishes=wishes, now=at(4, 7, 30))) == 1
    assert reminders(diary(at(4, 4)), wishes=wishes, now=at(4, 7, 30)) == []


@pytest.mark.parametrize(
    ("last", "speak"),
    [(None, True), (at(4, 8), True), (at(4, 9), False), (at(4, 10, 29), False), (at(5, 1), True)],
)
def test_two_within_two_hours_are_one(last: datetime | None, speak: bool) -> None:
    found = reminders(diary(), wishes=ALL, now=at(4, 10, 35))
    taken, spoken = due(found, now=at(4, 10, 35), last=last)
    assert [each.at for each in taken] == [at(4, 7, 30), at(4, 10, 30)]
    assert spoken is speak
    assert due([], now=at(4, 10, 35), last=None) == ([], False)


def hours_of(days: int) -> st.SearchStrategy[datetime]:
    return st.integers(0, days * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes))


clocks = st.times(timezones=st.none()).map(lambda each: each.replace(second=0, microsecond=0))


@given(hours_of(365), clocks, clocks)
def test_what_is_put_off_lies_outside_the_quiet_hours(when: datetime, start: time, end: time) -> None:
    moved = quiet_until(when, (start, end))
    assert when <= moved <= when + timedelta(days=1)
    assert quiet_until(moved, (start, end)) == moved
    assert quiet_until(when, NO_QUIET) == when


@given(st.lists(hours_of(7), max_size=6), hours_of(7))
def test_one_more_rating_never_brings_a_reminder(rated: list[datetime], now: datetime) -> None:
    fewer = {each.key for each in reminders(diary(*rated[1:]), wishes=ALL, now=now)}
    assert {each.key for each in reminders(diary(*rated), wishes=ALL, now=now)} <= fewer
